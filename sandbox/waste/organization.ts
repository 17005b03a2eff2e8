import type { AccountSpec, WorldSpec } from '../world-spec.ts';
import { sowBucket } from './buckets.ts';
import { sowDatabase } from './databases.ts';
import { drawFrom } from './draw.ts';
import { sowInstance, sowUnknowableInstance } from './instances.ts';
import { sowLoadBalancer } from './load-balancers.ts';
import { sowLogGroup } from './log-groups.ts';
import type { Field, Sower, Sown, Truth } from './sown.ts';
import { sowAddress, sowFreshAddress, sowNatGateway, sowSnapshot } from './standing.ts';
import { sowVolume } from './volumes.ts';

/** How many of each are sown in one account. */
const SOWERS: readonly (readonly [sower: Sower, count: number])[] = [
  [sowInstance, 18],
  [sowVolume, 8],
  [sowAddress, 3],
  [sowNatGateway, 2],
  [sowSnapshot, 6],
  [sowDatabase, 5],
  [sowLoadBalancer, 4],
  [sowBucket, 6],
  [sowLogGroup, 5],
];

/** What AWS does not tell enough of, so that nobody can be right: one in each of these accounts. */
const UNKNOWABLE: Readonly<Record<string, Sower>> = {
  '210000000001': sowUnknowableInstance,
  '210000000003': sowUnknowableInstance,
  '210000000006': sowFreshAddress,
};

const ACCOUNTS: readonly AccountSpec[] = [
  ['210000000001', 'orchard-prod', 'Workloads/Production'],
  ['210000000002', 'orchard-staging', 'Workloads/Staging'],
  ['210000000003', 'orchard-dev', 'Workloads/Development'],
  ['210000000004', 'orchard-test', 'Workloads/Test'],
  ['210000000005', 'vineyard-prod', 'Workloads/Production'],
  ['210000000006', 'vineyard-dev', 'Workloads/Development'],
  ['210000000007', 'meadow-sandbox', 'Sandbox'],
  ['210000000008', 'granary-shared', 'Infrastructure'],
].map(([id = '', name = '', ou = '']) => ({ id, name, ou, regions: ['us-east-1', 'us-west-2'] }));

/** An organization with seeded waste, and what is true of it. */
export interface SownOrganization {
  readonly spec: WorldSpec;
  readonly accounts: readonly AccountSpec[];
  readonly truths: readonly Truth[];
  readonly resources: number;
  /** What everything that was sown costs in a month. */
  readonly spendUsd: number;
}

const sowAccount = (seed: number, account: AccountSpec, now: Date): readonly Sown[] => {
  const draw = drawFrom(`waste:${seed}:${account.id}`);
  const hard = UNKNOWABLE[account.id];
  const sowers = [...SOWERS, ...(hard === undefined ? [] : [[hard, 1] as const])];
  return sowers.flatMap(([sow, count]) =>
    Array.from({ length: count }, () => {
      const region = draw.pick(account.regions ?? ['us-east-1']);
      const field: Field = { account: account.id, region, now };
      return sow(draw, field);
    }),
  );
};

/**
 * Sows eight accounts with things that are used and things that are not, values on both sides of
 * each threshold. The truth is what was meant, priced by a list that the application does not see.
 */
export const sowOrganization = (seed: number, now: Date): SownOrganization => {
  const sown = ACCOUNTS.flatMap((account) => sowAccount(seed, account, now));
  const resources = sown.flatMap((one) => one.resources);
  return {
    spec: {
      accounts: ACCOUNTS,
      resources,
      replaceResources: true,
      metrics: sown.flatMap((one) => one.metrics),
      seed: `waste-${seed}`,
    },
    accounts: ACCOUNTS,
    truths: sown.flatMap(({ truth }) => truth ?? []),
    resources: resources.length,
    spendUsd: sown.reduce((sum, one) => sum + one.spendUsd, 0),
  };
};
