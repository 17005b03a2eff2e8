import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../src/plan/parse-template.ts';
import type { Template } from '../../src/plan/template.ts';
import type { FindingStatus } from '../../src/review/finding.ts';
import { liveItems, reviewLive, type LiveDocument } from '../../src/review/live/review-live.ts';
import { isOfTemplatesOnly, LIVE_CHECKS } from '../../src/review/live/live-checks.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { modelsOf, type ModelResource } from '../../src/review/template/model.ts';
import { unresolvedIn } from '../../src/review/template/value.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { TIERS } from '../../src/task/tier.ts';
import { readCases } from './cases.ts';
import { loadBaselines } from './judging.ts';

const baselines = loadBaselines();
const KNOWN = { parameters: {}, pseudo: {} };

/** A template of which every property is a literal, and the documents that say the same. */
interface Resolved {
  readonly name: string;
  readonly template: Template;
  readonly documents: readonly LiveDocument[];
}

const documentOf = ({ id, type, properties }: ModelResource): LiveDocument => ({
  id,
  type,
  properties: properties as unknown as JsonObject,
});

const resolvedCases: readonly Resolved[] = readCases().flatMap(({ name, template: given }) => {
  const parsed = parseTemplate(JSON.stringify(given));
  if (!parsed.ok) return [];
  const { template } = parsed.value;
  const [model, ...others] = modelsOf(template, KNOWN);
  const resources = [...model.resources.values()];
  const isLiteral = resources.every(
    ({ properties, metadata, isCertain }) =>
      isCertain && metadata === undefined && unresolvedIn(properties) === undefined,
  );
  if (others.length > 0 || resources.length === 0 || !isLiteral) return [];
  return [{ name, template, documents: resources.map(documentOf) }];
});

const OF_TEMPLATES_ONLY = new Set(
  baselines
    .flatMap(({ items }) => items)
    .filter(isOfTemplatesOnly)
    .map(({ id }) => id),
);

/** How a template is judged, in the words of what runs. */
const AS_LIVE: Readonly<Partial<Record<FindingStatus, FindingStatus>>> = {
  ACCEPTABLE: 'FAIL',
  BLOCKED: 'FAIL',
};

/** A template comes from a template; what runs has to show it. */
const SHOWS_ITS_STACK = new Set(
  baselines
    .flatMap(({ items }) => items)
    .filter(
      ({ check }) => check !== undefined && 'named' in check && check.named === 'from-template',
    )
    .map(({ id }) => id),
);

const rowsOf = (findings: ReturnType<typeof reviewLive>): readonly string[] =>
  findings
    .filter(({ item, type }) => !SHOWS_ITS_STACK.has(item) && type !== 'Template')
    .map(({ resource, item, status }) => `${resource} ${item} ${AS_LIVE[status] ?? status}`)
    .toSorted();

describe('one rule set', () => {
  it('judges a document as it judges the template that says the same', () => {
    expect(resolvedCases.length).toBeGreaterThan(200);
    assert(
      property(constantFrom(...resolvedCases), constantFrom(...TIERS), (one, tier) => {
        const template = reviewTemplate({ template: one.template, tier, baselines }).filter(
          ({ item, status }) => status !== 'UNTICKED' && !OF_TEMPLATES_ONLY.has(item),
        );
        const live = reviewLive({ documents: one.documents, tier, baselines });
        const asked = new Set(Object.keys(LIVE_CHECKS));
        const shared = live.filter(
          ({ item, detail }) => !asked.has(item) && !detail.startsWith('nothing here reads'),
        );
        expect(rowsOf(shared)).toEqual(rowsOf(template));
      }),
      { numRuns: 1500 },
    );
  });

  it('never passes what rests on something that was not read', () => {
    assert(
      property(constantFrom(...resolvedCases), constantFrom(...TIERS), (one, tier) => {
        const { documents } = one;
        const all = reviewLive({ documents, tier, baselines });
        const nothing = reviewLive({ documents, tier, baselines, read: new Set() });
        const before = new Map(all.map((each) => [`${each.resource} ${each.item}`, each.status]));
        for (const each of nothing) {
          const was = before.get(`${each.resource} ${each.item}`);
          // Not read can only take certainty away, and may ask an item of more than before.
          if (each.status !== 'UNKNOWN') expect(each.status).toBe(was);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const bucket = (properties: JsonObject): LiveDocument => ({
  type: 'AWS::S3::Bucket',
  id: 'logs',
  properties: { BucketName: 'logs', ...properties },
});

const policy = (statement: JsonObject): LiveDocument => ({
  type: 'AWS::S3::BucketPolicy',
  id: 'logs',
  properties: { Bucket: 'logs', PolicyDocument: { Statement: [statement] } },
});

const OPEN = { Sid: 'World', Effect: 'Allow', Principal: '*', Action: 's3:GetObject' };
const TLS = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const BESIDE = new Set(['AWS::S3::BucketPolicy']);

type Row = readonly [
  name: string,
  item: string,
  status: FindingStatus,
  given: Omit<Parameters<typeof reviewLive>[0], 'tier' | 'baselines'>,
];

const ROWS: readonly Row[] = [
  ['a policy that was not read', 'S3-03', 'UNKNOWN', { documents: [bucket({})], read: new Set() }],
  ['no policy', 'S3-03', 'PASS', { documents: [bucket({})], read: BESIDE }],
  ['a policy for all', 'S3-03', 'FAIL', { documents: [bucket({}), policy(OPEN)], read: BESIDE }],
  ['no policy that asks for TLS', 'S3-05', 'FAIL', { documents: [bucket({})], read: BESIDE }],
  ['one that does', 'S3-05', 'PASS', { documents: [bucket({}), policy(TLS)], read: BESIDE }],
  ['TLS where nobody looked', 'S3-05', 'UNKNOWN', { documents: [bucket({})], read: new Set() }],
  ['no alarm where nobody looked', 'S3-19', 'UNKNOWN', { documents: [bucket({})], read: BESIDE }],
  ['a log bucket, perhaps', 'S3-08', 'UNKNOWN', { documents: [bucket({})], read: BESIDE }],
  [
    'no log bucket',
    'S3-08',
    'FAIL',
    { documents: [bucket({})], read: new Set(['AWS::S3::Bucket']) },
  ],
  ['its stack, not read', 'S3-20', 'UNKNOWN', { documents: [bucket({})], read: BESIDE }],
  [
    'its stack',
    'S3-20',
    'PASS',
    { documents: [bucket({})], stackTags: { 'aws:cloudformation:stack-name': 'own' } },
  ],
  ['what nothing reads', 'S3-18', 'UNKNOWN', { documents: [bucket({})] }],
  [
    'a key that looks like a function',
    'LAMBDA-02',
    'FAIL',
    {
      documents: [
        {
          type: 'AWS::Lambda::Function',
          id: 'f',
          // The variable is called Ref: it is data, and no reference.
          properties: { Environment: { Variables: { Ref: 'AKIAIOSFODNN7EXAMPLE' } } },
        },
      ],
    },
  ],
  [
    'a public address',
    'EC2-25',
    'FAIL',
    {
      documents: [{ type: 'AWS::EC2::Instance', id: 'i-1', properties: { PublicIp: '192.0.2.1' } }],
    },
  ],
  [
    'an alarm on an instance',
    'EC2-20',
    'PASS',
    {
      documents: [{ type: 'AWS::EC2::Instance', id: 'i-1', properties: {} }],
      beside: [
        {
          type: 'AWS::CloudWatch::Alarm',
          id: 'down',
          properties: {
            MetricName: 'StatusCheckFailed',
            Dimensions: [{ Name: 'InstanceId', Value: 'i-1' }],
          },
        },
      ],
    },
  ],
  [
    'keys of the root user',
    'IAM-05',
    'FAIL',
    { documents: [{ type: 'Account', id: '1', properties: { AccountAccessKeysPresent: 1 } }] },
  ],
];

const EXCEPTION = { rule: 'S3-03', accounts: 'all', until: '2026-12-31', reason: 'a public set' };

describe('what runs', () => {
  it.each(ROWS)('%s', (_, item, status, given) => {
    const findings = reviewLive({ ...given, tier: 'production', baselines });
    expect([
      ...new Set(findings.filter((one) => one.item === item).map((one) => one.status)),
    ]).toEqual([status]);
  });

  it('an exception is shown apart until it ends', () => {
    const judge = (today: string) =>
      reviewLive({
        documents: [bucket({}), policy(OPEN)],
        tier: 'development',
        baselines,
        exceptions: { exceptions: [EXCEPTION as never], today },
      }).find(({ item }) => item === 'S3-03');
    expect(judge('2026-12-01')).toMatchObject({ status: 'FAIL', isAdvisory: true });
    expect(judge('2027-01-01')).toMatchObject({ status: 'FAIL', isAdvisory: false });
  });

  it('every live check answers an item that there is', () => {
    const ids = new Set(liveItems(baselines, 'production').map(({ id }) => id));
    expect(Object.keys(LIVE_CHECKS).filter((id) => !ids.has(id))).toEqual([]);
    const all = new Set(baselines.flatMap(({ items }) => items).map(({ id }) => id));
    expect([...OF_TEMPLATES_ONLY].filter((id) => !all.has(id))).toEqual([]);
  });
});
