import { assert, constantFrom, dictionary, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Template } from '../../src/plan/template.ts';
import type { FindingStatus } from '../../src/review/finding.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { TIERS } from '../../src/task/tier.ts';
import { loadBaselines } from './judging.ts';

const baselines = loadBaselines();
const types = [
  ...new Set(baselines.flatMap(({ items }) => items.flatMap((item) => item.types))),
].filter((type) => type.startsWith('AWS::'));

const asTemplate = (resources: unknown, rest: object = {}): Template =>
  ({ ...rest, Resources: resources }) as Template;

describe('reviewing any template', () => {
  it('A25 never throws, whatever the properties are', () => {
    assert(
      property(constantFrom(...types), jsonValue({ maxDepth: 6 }), (Type, Properties) => {
        const template = asTemplate({ It: { Type, Properties, Metadata: Properties } });
        reviewTemplate({ template, tier: 'production', baselines });
      }),
      { numRuns: 300 },
    );
  });

  it('A25 never throws, whatever the sections are', () => {
    assert(
      property(dictionary(string(), jsonValue()), jsonValue(), (resources, rest) => {
        const sections = { Parameters: rest, Conditions: rest, Mappings: rest, Transform: rest };
        reviewTemplate({ template: asTemplate(resources, sections), tier: 'staging', baselines });
      }),
      { numRuns: 300 },
    );
  });

  it('A28 takes keys of JavaScript for keys', () => {
    const text = '{"__proto__":{"Type":"AWS::S3::Bucket","Properties":{"__proto__":{"x":1}}}}';
    const findings = reviewTemplate({
      template: asTemplate(JSON.parse(text)),
      tier: 'production',
      baselines,
    });
    expect(
      findings.some(({ resource, item }) => resource === '__proto__' && item === 'S3-01'),
    ).toBe(true);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

const CLOSED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/** A bucket that satisfies what a bucket alone can. */
const GOOD: JsonObject = {
  PublicAccessBlockConfiguration: CLOSED,
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k' } },
    ],
  },
  VersioningConfiguration: { Status: 'Enabled' },
  LifecycleConfiguration: { Rules: [{ Status: 'Enabled' }] },
  LoggingConfiguration: { DestinationBucketName: 'logs' },
  ReplicationConfiguration: { Rules: [{ Status: 'Enabled', Destination: { Bucket: 'x' } }] },
  InventoryConfigurations: [{ Enabled: true }],
  ObjectLockEnabled: true,
  Tags: [{ Key: 'Confidentiality', Value: 'internal' }],
};

const GOODNESS: Readonly<Record<FindingStatus, number>> = {
  PASS: 3,
  REMEDIATE: 3,
  UNTICKED: 3,
  UNKNOWN: 2,
  ACCEPTABLE: 1,
  FAIL: 1,
  BLOCKED: 0,
};

const statuses = (properties: JsonObject): ReadonlyMap<string, number> =>
  new Map(
    reviewTemplate({
      template: asTemplate({ It: { Type: 'AWS::S3::Bucket', Properties: properties } }),
      tier: 'production',
      baselines,
    }).map(({ item, status }) => [item, GOODNESS[status]]),
  );

describe('removing and changing', () => {
  const whole = statuses(GOOD);

  it.each(Object.keys(GOOD))('removing %s never improves a status', (key) => {
    const { [key]: _, ...rest } = GOOD;
    for (const [item, goodness] of statuses(rest)) {
      expect([item, goodness]).toEqual([item, Math.min(goodness, whole.get(item) ?? goodness)]);
    }
  });

  it('putting anything in the place of a property never improves a status', () => {
    assert(
      property(constantFrom(...Object.keys(GOOD)), jsonValue({ maxDepth: 3 }), (key, value) => {
        const changed = statuses({ ...GOOD, [key]: value as Json });
        for (const [item, goodness] of changed) {
          if (item === 'CFN-05') continue;
          expect(goodness).toBeLessThanOrEqual(whole.get(item) ?? GOODNESS.PASS);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('what is not known never passes', () => {
    const open = Object.fromEntries(Object.keys(GOOD).map((key) => [key, { Ref: 'Open' }]));
    const findings = reviewTemplate({
      template: asTemplate(
        { It: { Type: 'AWS::S3::Bucket', Properties: open } },
        { Parameters: { Open: { Type: 'String' } } },
      ),
      tier: 'production',
      baselines,
    });
    const passed = findings.filter(({ status }) => status === 'PASS').map(({ item }) => item);
    // Known whatever the properties are: no policy, a template, no name, no code, no default.
    const known = new Set(['S3-03', 'S3-20', 'CFN-03', 'CFN-04', 'CFN-05']);
    expect(passed.filter((item) => !known.has(item))).toEqual([]);
  });

  it('the same severity in the same tier gives the same status', () => {
    for (const tier of TIERS) {
      const bad = asTemplate({ It: { Type: 'AWS::S3::Bucket', Properties: {} } });
      const gaps = reviewTemplate({ template: bad, tier, baselines }).filter(
        ({ status, isAdvisory }) =>
          !isAdvisory && (status === 'ACCEPTABLE' || status === 'BLOCKED'),
      );
      const pairs = new Set(gaps.map(({ severity, status }) => `${severity} ${status}`));
      expect(pairs.size).toBe(new Set(gaps.map(({ severity }) => severity)).size);
    }
  });
});

describe('size', () => {
  it('a template of a hundred resources is judged at once', () => {
    const resources = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [
        `R${i}`,
        { Type: types[i % types.length], Properties: { ...GOOD, Name: { Ref: `R${i + 1}` } } },
      ]),
    );
    const open = Array.from({ length: 5 }, (_, i) => [
      `C${i}`,
      { 'Fn::Equals': [{ Ref: 'AWS::Region' }, String(i)] },
    ]);
    const template = asTemplate(resources, { Conditions: Object.fromEntries(open) });
    const started = process.hrtime.bigint();
    const findings = reviewTemplate({ template, tier: 'production', baselines });
    const elapsedMs = Number(process.hrtime.bigint() - started) / 1e6;
    expect(findings.length).toBeGreaterThan(300);
    expect(elapsedMs).toBeLessThan(2_000);
  });
});
