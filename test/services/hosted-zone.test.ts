import { describe, expect, it } from 'vitest';
import { isOwnRecord, zoneOfName, type RecordFact } from '../../src/services/dns/names.ts';
import { draftHostedZone } from '../../src/services/hosted-zone/draft.ts';
import type { HostedZoneFacts } from '../../src/services/hosted-zone/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, NOBODY, ownStack, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::Route53::HostedZone';
const NAME = 'shop.example.com';
const ZONE = { id: 'Z0SHOP', name: NAME, isPrivate: false, comment: '', records: 2 };
const VPC = 'vpc-0a11b22c33d44e55f';

const facts = (more: Partial<HostedZoneFacts> = {}): HostedZoneFacts => ({
  found: [],
  ownStack: null,
  owner: NOBODY,
  properties: null,
  records: [],
  parent: '',
  ...more,
});

const loose = (more: Partial<HostedZoneFacts> = {}): HostedZoneFacts =>
  facts({ found: [ZONE], properties: { Name: NAME }, ...more });

type Asked = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Asked, seen: HostedZoneFacts, tier?: Tier) =>
  draftHostedZone(
    contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters }), { tier: tier ?? 'sandbox' }),
    seen,
  );

const record = (name: string, type: string): RecordFact => ({
  name,
  type,
  ttl: 300,
  values: ['203.0.113.7'],
  alias: '',
  isWeighed: false,
});

describe('a new zone', () => {
  it.each([
    ['', 'its registrar, or the zone above it,'],
    ['example.com', 'the zone example.com'],
  ])('of a domain below "%s" is led to by nobody yet, and says who must', (parent, who) => {
    expect(taken(draft(['CreateResource', {}], facts({ parent })))).toMatchObject({
      steps: [{ kind: 'deploy', changeSetType: 'CREATE' }],
      deviations: [
        {
          planned: 'its zone, to which nobody is led yet',
          because: `${who} must name the name servers that the receipt will show`,
        },
      ],
    });
  });

  it('that only a VPC sees is led to by its resolver', () => {
    const hidden = taken(draft(['CreateResource', { private: true, vpc: VPC }], facts()));
    expect(hidden.deviations).toEqual([]);
    const [step] = hidden.steps;
    const resources = step?.kind === 'deploy' ? step.template.Resources : {};
    expect(resources['ShopExampleComZone']?.Properties).toMatchObject({
      VPCs: [{ VPCId: VPC, VPCRegion: 'us-east-1' }],
    });
  });

  it.each<readonly [Tier, boolean]>([
    ['development', false],
    ['staging', true],
  ])('of %s has a log of its queries: %s', (tier, isLogged) => {
    const [step] = taken(draft(['CreateResource', {}], facts(), tier)).steps;
    const resources = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
    const types = resources.map((one) => one.Type);
    expect(types.includes('AWS::Logs::ResourcePolicy')).toBe(isLogged);
    expect(JSON.stringify(resources).includes('aws:SourceAccount')).toBe(isLogged);
  });

  it.each<readonly [string, TaskParameters, HostedZoneFacts, string]>([
    ['a private one without a VPC', { private: true }, facts(), 'missing-field'],
    ['a public one with a VPC', { private: false, vpc: VPC }, facts(), 'contradictory'],
    ['a name that is taken', {}, facts({ found: [ZONE] }), 'name-taken'],
  ])('refuses %s', (_name, parameters, seen, code) => {
    expect(draft(['CreateResource', parameters], seen)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('may stand beside a private one of its name', () => {
    const seen = facts({ found: [{ ...ZONE, isPrivate: true }] });
    expect(draft(['CreateResource', {}], seen).ok).toBe(true);
  });
});

describe('a zone that exists', () => {
  it('gets another comment: in its stack, or through Cloud Control', () => {
    const comment = ['UpdateResource', { comment: 'The shop' }] as const;
    expect(taken(draft(comment, loose())).steps).toMatchObject([
      {
        kind: 'change',
        patch: [{ op: 'add', path: '/HostedZoneConfig', value: { Comment: 'The shop' } }],
      },
    ]);
    const stack = ownStack({ Resources: { Zone: { Type: TYPE, Properties: { Name: NAME } } } });
    const owner = { owner: 'ours', logicalId: 'Zone', stack } as const;
    expect(taken(draft(comment, loose({ owner, properties: null }))).steps).toMatchObject([
      { kind: 'deploy', changeSetType: 'UPDATE' },
    ]);
  });

  it('that is empty is deleted, and its name servers do not come back', () => {
    expect(taken(draft(['DeleteResource', {}], loose())).steps).toMatchObject([
      {
        kind: 'change',
        action: 'delete',
        operationClass: 'destructive',
        inverse: { reversibility: 'irreversible' },
      },
    ]);
  });

  it('that has records is not deleted, and the first of them are named', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => record(`${one}.${NAME}`, 'A'));
    const full = loose({ found: [{ ...ZONE, records: 11 }], records: names });
    expect(draft(['DeleteResource', {}], full)).toMatchObject({
      ok: false,
      refusal: {
        code: 'still-in-use',
        because: expect.stringMatching(/`a\.shop\.example\.com` A, .* and 4 more\.$/) as string,
      },
    });
  });

  const both = loose({ found: [ZONE, { ...ZONE, id: 'Z0PRIVATE', isPrivate: true }] });
  it.each<readonly [string, TaskParameters, HostedZoneFacts, string]>([
    ['one that is not there', {}, facts(), 'target-not-found'],
    ['one of two of a name', {}, both, 'missing-field'],
    [
      "one of somebody else's stack",
      {},
      loose({ owner: { owner: 'foreign', stackName: 'shop' } }),
      'no-route',
    ],
  ])('the deletion of %s is refused', (_name, parameters, seen, code) => {
    expect(draft(['DeleteResource', parameters], seen)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('is told from a private one of its name by the request', () => {
    expect(draft(['DeleteResource', { private: false }], both).ok).toBe(true);
  });
});

describe('names of DNS', () => {
  it.each([
    ['www.shop.example.com', ['shop.example.com']],
    ['www.example.com', ['example.com']],
    ['shop.example.com', ['shop.example.com']],
    ['myshop.example.com', ['example.com']],
    ['example.org', []],
  ])('%s is in %j', (name, zones) => {
    const known = ['example.com', NAME].map((one) => ({ ...ZONE, name: one }));
    expect(zoneOfName(known, name).map((zone) => zone.name)).toEqual(zones);
  });

  it.each<readonly [string, string, boolean]>([
    [NAME, 'NS', true],
    [NAME, 'SOA', true],
    [NAME, 'A', false],
    [`dev.${NAME}`, 'NS', false],
  ])('%s %s makes the zone a zone: %s', (name, type, isOwn) => {
    expect(isOwnRecord(ZONE, record(name, type))).toBe(isOwn);
  });
});
