import type { PriceBook } from '../../../src/plan/cost.ts';
import type { Standpoint } from '../../../src/report/savings/claim.ts';
import type {
  ObservedAddress,
  ObservedBucket,
  ObservedDatabase,
  ObservedInstance,
  ObservedLoadBalancer,
  ObservedLogGroup,
  ObservedNatGateway,
  ObservedSnapshot,
  ObservedVolume,
} from '../../../src/report/savings/observed.ts';
import { judge } from '../../../src/report/savings/judge.ts';
import type { Saving, Seen } from '../../../src/report/savings/saving.ts';
import type { Observed } from '../../../src/report/savings/observed.ts';
import type { Series } from '../../../src/report/savings/series.ts';
import type { AccountId, Region } from '../../../src/task/ids.ts';

export const NOW = new Date('2026-11-29T10:00:00.000Z');
const DAY_MS = 86_400_000;

/** Round prices, so that what a row expects can be read. */
const PRICES: Readonly<Record<string, number>> = {
  'ec2:linux-large-hour:m5': 0.1,
  'rds:mysql-large-hour:m5': 0.2,
  'ebs:gp3-gb-month': 0.1,
  'ebs:gp3-iops-month': 0.01,
  'ebs:gp3-mbps-month': 0.05,
  'ebs:io1-gb-month': 0.1,
  'ebs:io1-iops-month': 0.02,
  'ebs:snapshot-gb-month': 0.05,
  'ebs:snapshot-archive-gb-month': 0.01,
  'ec2:address-hour': 0.01,
  'ec2:nat-gateway-hour': 0.05,
  'elb:application-hour': 0.02,
  'elb:network-hour': 0.03,
  's3:standard-gb-month': 0.02,
  's3:standard-ia-gb-month': 0.01,
  'logs:stored-gb-month': 0.03,
};

const prices: PriceBook = {
  asOf: '2026-01-01',
  priceOf: (key, region) => {
    const usd = region === 'us-east-1' ? PRICES[key] : undefined;
    return usd === undefined ? undefined : { usd, source: 'dated' };
  },
};

export const AT: Standpoint = { now: NOW, prices };

export const daysAgo = (days: number): string =>
  new Date(NOW.getTime() - days * DAY_MS).toISOString();

/** The same value on each day. */
export const flat = (days: number, value: number | null): Series =>
  Array.from({ length: days }, () => value);

/** One day of 14 is another, counted back from yesterday. */
export const but = (series: Series, daysBack: number, value: number | null): Series =>
  series.with(-daysBack, value);

const seen = (resourceType: Seen['resourceType'], resourceId: string): Seen => ({
  accountId: '333333333333' as AccountId,
  region: 'us-east-1' as Region,
  resourceType,
  resourceId,
  arn: `arn:aws:test:us-east-1:333333333333:${resourceId}`,
  name: resourceId,
  tags: {},
});

export const GB = 1024 ** 3;

export const idleInstance: ObservedInstance = {
  of: 'instance',
  ...seen('AWS::EC2::Instance', 'i-1'),
  state: 'running',
  instanceType: 'm5.xlarge',
  isListPriced: true,
  runsSince: daysAgo(100),
  cpuAverage: flat(14, 1),
  cpuPeak: flat(14, 30),
  networkBytes: flat(14, 500_000),
};

export const lowInstance: ObservedInstance = {
  ...idleInstance,
  cpuAverage: flat(14, 10),
  cpuPeak: flat(14, 50),
  networkBytes: flat(14, 5e9),
};

export const lowDatabase: ObservedDatabase = {
  of: 'database',
  ...seen('AWS::RDS::DBInstance', 'orders'),
  state: 'available',
  instanceClass: 'db.m5.xlarge',
  engine: 'mysql',
  isMultiZone: false,
  createdAt: daysAgo(100),
  cpuAverage: flat(14, 10),
  cpuPeak: flat(14, 50),
};

export const freeVolume: ObservedVolume = {
  of: 'volume',
  ...seen('AWS::EC2::Volume', 'vol-1'),
  state: 'available',
  createdAt: daysAgo(100),
  sizeGb: 100,
  volumeType: 'gp3',
  iops: 3000,
  throughputMbps: 125,
  activity: flat(14, null),
};

export const freeAddress: ObservedAddress = {
  of: 'address',
  ...seen('AWS::EC2::EIP', 'eipalloc-1'),
  publicIp: '203.0.113.7',
  isAssociated: false,
  isOwn: false,
};

export const idleGateway: ObservedNatGateway = {
  of: 'nat-gateway',
  ...seen('AWS::EC2::NatGateway', 'nat-1'),
  state: 'available',
  createdAt: daysAgo(100),
  bytes: flat(14, 0),
};

export const silentBalancer: ObservedLoadBalancer = {
  of: 'load-balancer',
  ...seen('AWS::ElasticLoadBalancingV2::LoadBalancer', 'web'),
  kind: 'application',
  state: 'active',
  createdAt: daysAgo(100),
  targetsNow: 2,
  pulse: flat(14, 1440),
  targets: flat(14, 1440),
  traffic: flat(14, 0),
};

export const oldSnapshot: ObservedSnapshot = {
  of: 'snapshot',
  ...seen('AWS::EC2::Snapshot', 'snap-1'),
  state: 'completed',
  startedAt: daysAgo(100),
  volumeId: 'vol-1',
  fullBytes: 100 * GB,
  isArchived: false,
  imageId: '',
  backup: '',
  siblings: 0,
};

export const emptyBucket: ObservedBucket = {
  of: 'bucket',
  ...seen('AWS::S3::Bucket', 'acme-old'),
  createdAt: daysAgo(100),
  isEmpty: true,
  requests: 'off',
  standardBytes: null,
  objects: null,
  tiering: '',
};

export const largeBucket: ObservedBucket = {
  ...emptyBucket,
  isEmpty: false,
  requests: but(flat(90, null), 5, 7),
  standardBytes: 500 * GB,
  objects: 1000,
};

export const endlessLogs: ObservedLogGroup = {
  of: 'log-group',
  ...seen('AWS::Logs::LogGroup', '/aws/lambda/resize'),
  createdAt: daysAgo(100),
  storedBytes: 10 * GB,
  isDelivery: false,
};

/** What is judged as waste of something seen; a throw where it is not. */
export const savingOf = (one: Observed, resourceId = one.resourceId): Saving => {
  const judged = judge({ ...one, resourceId }, AT);
  if (judged.verdict !== 'waste') throw new Error(judged.verdict);
  return judged.saving;
};
