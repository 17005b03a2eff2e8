import { describe, expect, it } from 'vitest';
import type { RecordFact, ZoneFact } from '../../src/services/dns/names.ts';
import { draftDnsRecord } from '../../src/services/dns-record/draft.ts';
import type { DnsRecordFacts } from '../../src/services/dns-record/facts-schema.ts';
import { CHANGE_RECORD } from '../../src/services/dns-record/operations.ts';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { account, contextFor, NOBODY, ownStack, REGION, sure, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::Route53::RecordSet';
const APEX = 'shop.example.com';
const WWW = `www.${APEX}`;
const ZONE: ZoneFact = { id: 'Z0SHOP', name: APEX, isPrivate: false, comment: '', records: 3 };

const record = (more: Partial<RecordFact> = {}): RecordFact => ({
  name: WWW,
  type: 'A',
  ttl: 300,
  values: ['203.0.113.7'],
  alias: '',
  isWeighed: false,
  ...more,
});

const facts = (more: Partial<DnsRecordFacts> = {}): DnsRecordFacts => ({
  zones: [ZONE],
  records: [],
  ownStack: null,
  owner: NOBODY,
  ...more,
});

type Asked = readonly [MutationType, TaskParameters];

const contextOf = ([taskType, parameters]: Asked) =>
  contextFor(taskOf(TYPE, taskType, { name: WWW, ...parameters }));

const draft = (asked: Asked, seen: DnsRecordFacts) => draftDnsRecord(contextOf(asked), seen);

const create = (parameters: TaskParameters): Asked => ['CreateResource', parameters];
const A = { recordType: 'A', value: '203.0.113.7' };

describe('a new record', () => {
  it.each<readonly [string, TaskParameters, JsonObject]>([
    ['an address', A, { Type: 'A', TTL: '300', ResourceRecords: ['203.0.113.7'] }],
    [
      'several addresses',
      { ...A, value: '203.0.113.7, 203.0.113.8', ttlSeconds: 60 },
      { TTL: '60', ResourceRecords: ['203.0.113.7', '203.0.113.8'] },
    ],
    [
      'a text, which stands in quotes and keeps its commas',
      { recordType: 'TXT', value: 'v=spf1, -all' },
      { ResourceRecords: ['"v=spf1, -all"'] },
    ],
  ])('of %s is a stack of its own', (_name, parameters, properties) => {
    const [step] = taken(draft(create(parameters), facts())).steps;
    const resources = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
    expect(resources).toMatchObject([{ Properties: { HostedZoneId: 'Z0SHOP', ...properties } }]);
  });

  it.each<readonly [string, string, TaskParameters, RegExp]>([
    ['delegates', `dev.${APEX}`, { recordType: 'NS', value: 'ns-1.example.net' }, /name servers/],
    ['is the domain itself', APEX, A, /the domain itself/],
    ['leads mail', APEX, { recordType: 'MX', value: '10 mail.example.com' }, /^mail for/],
  ])('that %s is worth a second look, and says why', (_name, name, parameters, because) => {
    expect(taken(draft(create({ name, ...parameters }), facts())).deviations).toMatchObject([
      { because: expect.stringMatching(because) as string },
    ]);
  });

  it('that is nothing of the kind is as it was asked', () => {
    expect(taken(draft(create(A), facts())).deviations).toEqual([]);
  });

  it.each<readonly [string, TaskParameters, Partial<DnsRecordFacts>, string]>([
    ['a name of no zone', A, { zones: [] }, 'target-not-found'],
    ['a name of two zones', A, { zones: [ZONE, { ...ZONE, id: 'Z1' }] }, 'missing-field'],
    ['one without a type', { value: '203.0.113.7' }, {}, 'missing-field'],
    ['one without a value', { recordType: 'A' }, {}, 'missing-field'],
    ['an address that is none', { recordType: 'A', value: 'example.com' }, {}, 'malformed-value'],
    [
      'a CNAME of the domain itself',
      { name: APEX, recordType: 'CNAME', value: 'example.net' },
      {},
      'aws-refused',
    ],
    ['a record that is there', A, { records: [record()] }, 'name-taken'],
    [
      'a CNAME beside others',
      { recordType: 'CNAME', value: 'example.net' },
      { records: [record()] },
      'aws-refused',
    ],
  ])('refuses %s', (_name, parameters, more, code) => {
    expect(draft(create(parameters), facts(more))).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('a record that no stack owns', () => {
  const moved = ['UpdateResource', { value: '203.0.113.8' }] as const;
  const seen = facts({ records: [record()] });

  it('is changed by a batch that names what was read', () => {
    expect(taken(draft(moved, seen)).steps).toMatchObject([
      {
        kind: 'operate',
        target: `Z0SHOP/${WWW}/A`,
        operationClass: 'non-destructive',
        input: {
          HostedZoneId: 'Z0SHOP',
          ChangeBatch: {
            Changes: [
              {
                Action: 'DELETE',
                ResourceRecordSet: { TTL: 300, ResourceRecords: [{ Value: '203.0.113.7' }] },
              },
              {
                Action: 'CREATE',
                ResourceRecordSet: { TTL: 300, ResourceRecords: [{ Value: '203.0.113.8' }] },
              },
            ],
          },
        },
        changes: [
          {
            properties: [
              {
                path: '/Properties/ResourceRecords',
                before: ['203.0.113.7'],
                after: ['203.0.113.8'],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('is set back by the same batch backwards', () => {
    const [done] = taken(draft(moved, seen)).steps;
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(moved), done)?.input).toMatchObject({
      ChangeBatch: {
        Changes: [
          { Action: 'DELETE', ResourceRecordSet: { ResourceRecords: [{ Value: '203.0.113.8' }] } },
          { Action: 'CREATE', ResourceRecordSet: { ResourceRecords: [{ Value: '203.0.113.7' }] } },
        ],
      },
    });
  });

  it('is deleted, and can be made again', () => {
    const [done] = taken(draft(['DeleteResource', {}], seen)).steps;
    expect(done).toMatchObject({
      operationClass: 'destructive',
      changes: [{ action: 'delete', losesData: false }],
      inverse: { reversibility: 'reversible' },
    });
    if (done?.kind !== 'operate') throw new Error('no call');
    expect(draftInverse(contextOf(moved), done)?.input).toMatchObject({
      ChangeBatch: { Changes: [{ Action: 'CREATE' }] },
    });
  });

  it('of mail is sensitive, and says why', () => {
    const mail = facts({ records: [record({ type: 'MX', values: ['10 a.example.com'] })] });
    expect(taken(draft(['UpdateResource', { value: '10 b.example.com' }], mail))).toMatchObject({
      steps: [{ operationClass: 'sensitive', changes: [{ isSensitive: true }] }],
      deviations: [{ asked: `MX of ${WWW}` }],
    });
  });

  it('that says so already changes nothing', () => {
    expect(taken(draft(['UpdateResource', { ttlSeconds: 300 }], seen)).steps).toEqual([]);
  });

  it.each<readonly [string, Asked, DnsRecordFacts, string]>([
    ['one that is not there', ['DeleteResource', {}], facts(), 'target-not-found'],
    [
      'one of several types',
      ['DeleteResource', {}],
      facts({ records: [record(), record({ type: 'TXT' })] }),
      'missing-field',
    ],
    [
      'what makes the zone a zone',
      ['DeleteResource', { name: APEX, recordType: 'NS' }],
      facts({ records: [record({ name: APEX, type: 'NS' })] }),
      'never-do',
    ],
    ['an alias', moved, facts({ records: [record({ alias: 'x.example' })] }), 'unsupported-task'],
    [
      'one of several in turn',
      moved,
      facts({ records: [record({ isWeighed: true })] }),
      'unsupported-task',
    ],
    [
      "one of somebody else's stack",
      moved,
      facts({ records: [record()], owner: { owner: 'foreign', stackName: 'shop' } }),
      'no-route',
    ],
  ])('refuses %s', (_name, asked, given, code) => {
    expect(draft(asked, given)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('a record of a stack of ours', () => {
  const Properties = { HostedZoneId: 'Z0SHOP', Name: WWW, Type: 'A', TTL: '300' };
  const stack = ownStack({ Resources: { Www: { Type: TYPE, Properties } } });
  const owner = { owner: 'ours', logicalId: 'Www', stack } as const;

  it('is changed in its template', () => {
    const seen = facts({ records: [record()], owner });
    expect(taken(draft(['UpdateResource', { value: '203.0.113.8' }], seen)).steps).toMatchObject([
      {
        kind: 'deploy',
        template: { Resources: { Www: { Properties: { ResourceRecords: ['203.0.113.8'] } } } },
      },
    ]);
  });

  it('is not taken for another type of its name, which no stack owns', () => {
    const seen = facts({ records: [record({ type: 'AAAA', values: ['2001:db8::7'] })], owner });
    expect(taken(draft(['DeleteResource', {}], seen)).steps).toMatchObject([{ kind: 'operate' }]);
  });
});

describe('the operation of records', () => {
  const sent = {
    ChangeBatch: {
      Changes: [
        {
          Action: 'CREATE',
          ResourceRecordSet: {
            Name: WWW,
            Type: 'A',
            TTL: 60,
            ResourceRecords: [{ Value: '203.0.113.8' }],
          },
        },
      ],
    },
  };
  const seen = (Value: string) => ({
    ResourceRecordSets: [{ Name: `${WWW}.`, Type: 'A', TTL: 60, ResourceRecords: [{ Value }] }],
  });

  it.each([
    ['203.0.113.7', false],
    ['203.0.113.8', true],
  ])('is done when the zone says %s: %s', (value, isDone) => {
    expect(sure(CHANGE_RECORD.wait.isAsSent)(seen(value), sent)).toBe(isDone);
  });

  it('asks for its zone only', () => {
    const needs = CHANGE_RECORD.needs(`Z0SHOP/${WWW}/A`, account(), REGION);
    expect(new Set(needs.flatMap(({ resources }) => resources))).toEqual(
      new Set(['arn:aws:route53:::hostedzone/Z0SHOP']),
    );
  });
});
