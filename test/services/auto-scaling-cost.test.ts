import { describe, expect, it } from 'vitest';
import { knowledgeWith } from '../../src/services/plan-knowledge.ts';
import type { JsonObject } from '../../src/task/json.ts';

const TYPE = 'AWS::AutoScaling::AutoScalingGroup';

const READ: JsonObject = {
  launchTemplate: {
    name: 'base',
    asked: '$Default',
    version: '7',
    needsToken: true,
    profile: null,
    instanceType: 't3.small',
    volumes: [{ sizeGb: 20, type: 'gp3' }],
  },
};

const group = (name: string, version: string): JsonObject => ({
  MinSize: '2',
  MaxSize: '4',
  LaunchTemplate: { LaunchTemplateName: name, Version: version },
});

const costOf = (properties: JsonObject, seen: readonly JsonObject[]) =>
  knowledgeWith(undefined, seen).costOf(TYPE, properties, 'us-east-1');

const odd = (instanceType: string): JsonObject => ({
  launchTemplate: { ...(READ['launchTemplate'] as JsonObject), instanceType },
});

describe('a group that starts from a launch template of others', () => {
  it.each(['7', '$Default'])('costs what its version %s says, by the least size', (version) => {
    const cost = costOf(group('base', version), [{}, READ]);
    // Two of 0.0208 USD an hour, and 40 GB of 0.08 USD a month.
    expect(cost).toMatchObject({ afterUsdMonthly: expect.closeTo(33.568, 3) as unknown });
    expect('assumptions' in cost ? cost.assumptions.join('; ') : '').toContain(
      '2 of t3.small, running 730 hours a month',
    );
  });

  it.each<readonly [string, JsonObject, readonly JsonObject[]]>([
    ['nothing was read', group('base', '7'), []],
    ['another version was read', group('base', '6'), [READ]],
    ['another template was read', group('other', '7'), [READ]],
    ['its type has no price', group('base', '7'), [odd('z9.huge')]],
    ['it says no type', group('base', '7'), [odd('')]],
    ['what was read is something else', group('base', '7'), [{ launchTemplate: 'base' }]],
  ])('has no price where %s', (_name, properties, seen) => {
    expect(costOf(properties, seen)).toHaveProperty('unpriced');
  });

  it('of ours has it beside the group', () => {
    expect(costOf(group('aws-coworker-1-fleet', '1'), [])).toMatchObject({ afterUsdMonthly: 0 });
  });
});
