import { describe, expect, it } from 'vitest';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import type { JsonObject } from '../../src/task/json.ts';

const TYPE = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const PUBLIC = { Scheme: 'internet-facing', Subnets: ['subnet-1', 'subnet-2'] };

const costOf = (properties: JsonObject) => {
  const cost = planKnowledge.costOf(TYPE, properties, 'us-east-1');
  return 'unpriced' in cost ? cost.unpriced : cost.afterUsdMonthly.toFixed(2);
};

describe('a load balancer a month', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['by the hour alone where it is internal', { Scheme: 'internal' }, '16.43'],
    ['with a public address in each subnet', PUBLIC, '23.73'],
    [
      'without one where it has none',
      { ...PUBLIC, IpAddressType: 'dualstack-without-public-ipv4' },
      '16.43',
    ],
  ])('costs %s', (_, properties, usd) => {
    expect(costOf(properties)).toBe(usd);
  });

  it('says so where the subnets are not known', () => {
    const subnets = { Scheme: 'internet-facing', Subnets: { Ref: 'Subnets' } };
    expect(planKnowledge.costOf(TYPE, subnets, 'us-east-1')).toMatchObject({
      assumptions: [
        'standing 730 hours a month',
        'public IPv4 addresses not counted',
        expect.stringContaining('capacity units'),
      ],
    });
  });
});
