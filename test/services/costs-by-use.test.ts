import { describe, expect, it } from 'vitest';
import { knowledgeWith } from '../../src/services/plan-knowledge.ts';
import type { JsonObject } from '../../src/task/json.ts';

const costOf = (type: string, properties: JsonObject) =>
  knowledgeWith(undefined, []).costOf(type, properties, 'us-east-1');

const ADDON = 'AWS::EKS::Addon';

describe('what is billed by use is not called free', () => {
  it('an add-on that sends metrics and logs has no price, and says why', () => {
    expect(costOf(ADDON, { AddonName: 'amazon-cloudwatch-observability' })).toEqual({
      unpriced: 'the metrics and logs that it sends to CloudWatch cost by use',
    });
  });

  it.each([{ AddonName: 'coredns' }, { AddonName: 'vpc-cni' }, {}])(
    'another add-on is free: %j',
    (properties) => {
      expect(costOf(ADDON, properties)).toMatchObject({ afterUsdMonthly: 0, assumptions: [] });
    },
  );

  it('a standard of Security Hub says that its checks are not counted', () => {
    const cost = costOf('AWS::SecurityHub::Standard', {});
    expect('assumptions' in cost ? cost.assumptions.join() : '').toContain('not counted here');
  });
});
