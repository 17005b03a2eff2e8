import { describe, expect, it } from 'vitest';
import type { NamedFacts } from '../../src/services/named/facts-schema.ts';
import { draftGroup } from '../../src/services/xray-group/draft.ts';
import { draftSampling } from '../../src/services/xray-sampling-rule/draft.ts';
import type { SamplingFacts } from '../../src/services/xray-sampling-rule/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, NOBODY, taken, taskOf } from './samples.ts';

const facts = (properties: JsonObject | null, name = 'checkout'): NamedFacts => ({
  name,
  identifier: `arn:aws:xray:us-east-1:333333333333:group/${name}/ABC`,
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
});

type Ask = readonly [MutationType, TaskParameters];

const group = ([taskType, parameters]: Ask, seen: NamedFacts, tier: Tier = 'development') =>
  draftGroup(
    contextFor(taskOf('AWS::XRay::Group', taskType, { name: seen.name, ...parameters }), { tier }),
    seen,
  );

const sampling = ([taskType, parameters]: Ask, seen: SamplingFacts) =>
  draftSampling(
    contextFor(taskOf('AWS::XRay::SamplingRule', taskType, { name: seen.name, ...parameters })),
    seen,
  );

const propertiesOf = (found: ReturnType<typeof group>): JsonObject => {
  const [step] = taken(found).steps;
  const [made] = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
  return made?.Properties ?? {};
};

const FILTER = { filterExpression: 'fault' };

describe('a group of traces', () => {
  it.each<readonly [string, TaskParameters, Tier, JsonObject | undefined]>([
    ['looks for nothing in development', FILTER, 'development', undefined],
    ['looks for what is unusual from staging up', FILTER, 'staging', { InsightsEnabled: true }],
    ['does as it is asked', { ...FILTER, insights: false }, 'staging', { InsightsEnabled: false }],
  ])('%s', (_name, parameters, tier, expected) => {
    const made = propertiesOf(group(['CreateResource', parameters], facts(null), tier));
    expect(made['InsightsConfiguration']).toEqual(expected);
    expect(made['FilterExpression']).toBe('fault');
  });

  it.each<readonly [string, Ask, NamedFacts, string]>([
    ['of a name that is taken', ['CreateResource', FILTER], facts({}), 'name-taken'],
    ['that is not there', ['DeleteResource', {}], facts(null), 'target-not-found'],
    ['of X-Ray itself', ['DeleteResource', {}], facts({}, 'Default'), 'never-do'],
    ['of its name', ['CreateResource', FILTER], facts(null, 'Default'), 'never-do'],
  ])('%s is refused', (_name, asked, seen, code) => {
    expect(group(asked, seen)).toMatchObject({ ok: false, refusal: { code } });
  });
});

const rule = (properties: JsonObject | null, name = 'checkout'): SamplingFacts => ({
  ...facts(properties, name),
  others: [{ name: 'cart', priority: 10 }],
});

describe('a sampling rule', () => {
  it('takes one a second and a twentieth of everything, where nothing else is said', () => {
    const made = propertiesOf(sampling(['CreateResource', { priority: 1000 }], rule(null)));
    expect(made['SamplingRule']).toMatchObject({
      RuleName: 'checkout',
      FixedRate: 0.05,
      ReservoirSize: 1,
      Priority: 1000,
      URLPath: '*',
    });
  });

  it('changes only what is asked', () => {
    const SamplingRule = { RuleName: 'checkout', FixedRate: 0.5, Priority: 7, Host: 'shop' };
    const asked = ['UpdateResource', { ratePercent: 10 }] as const;
    const [step] = taken(sampling(asked, rule({ SamplingRule }))).steps;
    expect(step?.kind === 'change' ? step.patch : []).toEqual([
      { op: 'replace', path: '/SamplingRule', value: { ...SamplingRule, FixedRate: 0.1 } },
    ]);
  });

  it.each<readonly [string, Ask, SamplingFacts, string]>([
    [
      'of a priority that another has',
      ['CreateResource', { priority: 10 }],
      rule(null),
      'contradictory',
    ],
    ['of a name that is taken', ['CreateResource', { priority: 9 }], rule({}), 'name-taken'],
    ['that is not there', ['DeleteResource', {}], rule(null), 'target-not-found'],
    ['of X-Ray itself', ['DeleteResource', {}], rule({}, 'Default'), 'never-do'],
  ])('%s is refused', (_name, asked, seen, code) => {
    expect(sampling(asked, seen)).toMatchObject({ ok: false, refusal: { code } });
  });
});
