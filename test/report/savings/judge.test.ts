import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/report/savings/judge.ts';
import type { Observed } from '../../../src/report/savings/observed.ts';
import type { Judgement } from '../../../src/report/savings/saving.ts';
import {
  AT,
  but,
  daysAgo,
  emptyBucket,
  endlessLogs,
  flat,
  freeAddress,
  freeVolume,
  GB,
  idleGateway,
  idleInstance,
  largeBucket,
  lowDatabase,
  lowInstance,
  oldSnapshot,
  silentBalancer,
} from './fixtures.ts';

/** A judgement in one line: the kind and worth of a finding, or the verdict and its reason. */
const lineOf = (judged: Judgement): string => {
  if (judged.verdict === 'fine') return 'fine';
  if (judged.verdict === 'unknown') return `unknown: ${judged.because}`;
  const { kind, worth } = judged.saving;
  const price = 'unpriced' in worth ? 'unpriced' : `$${worth.monthlyUsd.toFixed(2)}`;
  return `${judged.verdict === 'kept' ? 'kept ' : ''}${kind} ${price}`;
};

type Row = readonly [name: string, seen: Observed, expected: string];
const holds = (rows: readonly Row[]): void => {
  it.each(rows)('%s', (_name, seen, expected) => {
    expect(lineOf(judge(seen, AT))).toBe(expected);
  });
};

const IDLE = 'idle-instance $146.00';
const HALF = 'oversized-instance $73.00';

describe('an idle instance', () => {
  const idle = (more: Partial<typeof idleInstance>): Observed => ({ ...idleInstance, ...more });
  const cpu = (back: number, value: number | null): Observed =>
    idle({ cpuAverage: but(flat(14, 1), back, value) });
  const network = (back: number, value: number | null): Observed =>
    idle({ networkBytes: but(flat(14, 1000), back, value) });
  const nothing = flat(14, null);
  holds([
    ['is waste, at the price of all of it', idleInstance, IDLE],
    ['just below 2 % of CPU', idle({ cpuAverage: flat(14, 1.99) }), IDLE],
    ['at 2 % on one day is not idle', cpu(9, 2), HALF],
    ['just below 1 MB a day', idle({ networkBytes: flat(14, 999_999) }), IDLE],
    ['at 1 MB on one day is not idle', network(14, 1_000_000), HALF],
    [
      'busy on one day of 14 is a season',
      idle({ cpuAverage: but(flat(14, 1), 14, 70), cpuPeak: but(flat(14, 20), 14, 95) }),
      'fine',
    ],
    [
      'without data is not known',
      idle({ cpuAverage: nothing, cpuPeak: nothing, networkBytes: nothing }),
      'unknown: CloudWatch has no data of its CPU and network',
    ],
    ['with a day of network missing is not idle', network(3, null), HALF],
    ['with an early day of CPU missing is not idle', cpu(10, null), HALF],
    [
      'with a late day of CPU missing is not known',
      cpu(3, null),
      'unknown: CloudWatch has no data of its CPU and network for some of 14 days',
    ],
    [
      'that CloudWatch did not tell is not known',
      idle({ cpuAverage: 'unread', cpuPeak: 'unread' }),
      'unknown: CloudWatch did not tell its CPU and network',
    ],
    ['that is stopped', idle({ state: 'stopped' }), 'fine'],
    ['that has run for 14 whole days', idle({ runsSince: daysAgo(14.5) }), IDLE],
    ['that has run for a little less', idle({ runsSince: daysAgo(14.3) }), HALF],
    ['that has run for six days', idle({ runsSince: daysAgo(6) }), 'fine'],
    ['on spot or Windows', idle({ isListPriced: false }), 'idle-instance unpriced'],
    ['of a family without a price', idle({ instanceType: 'g5.xlarge' }), 'idle-instance unpriced'],
    ['where no price is kept', idle({ region: 'eu-north-1' as never }), 'idle-instance unpriced'],
    ['that is kept', idle({ tags: { 'aws-coworker:keep': '' } }), `kept ${IDLE}`],
    ['that is kept no more', idle({ tags: { 'aws-coworker:keep': 'false' } }), IDLE],
  ]);
});

describe('an oversized instance', () => {
  const low = (more: Partial<typeof lowInstance>): Observed => ({ ...lowInstance, ...more });
  const week = (value: number): readonly number[] =>
    [...flat(7, 70), ...flat(7, value)] as number[];
  holds([
    ['is waste, at what one size less saves', lowInstance, HALF],
    ['just below 20 % over 7 days', low({ cpuAverage: week(19.99) }), HALF],
    ['at 20 % over 7 days fits', low({ cpuAverage: week(20) }), 'fine'],
    ['with a peak just below 60 %', low({ cpuPeak: flat(14, 59.99) }), HALF],
    ['with a peak of 60 % fits', low({ cpuPeak: but(flat(14, 30), 2, 60) }), 'fine'],
    ['with a peak 14 days ago fits', low({ cpuPeak: but(flat(14, 30), 14, 60) }), 'fine'],
    ['that has run for 7 whole days', low({ runsSince: daysAgo(7.5) }), HALF],
    ['that has run for a little less', low({ runsSince: daysAgo(7.3) }), 'fine'],
    [
      'with a day missing is not known',
      low({ cpuPeak: but(flat(14, 30), 7, null) }),
      'unknown: CloudWatch has no data of its CPU for some of 7 days',
    ],
    ['with an early day missing', low({ cpuPeak: but(flat(14, 30), 8, null) }), HALF],
    ['of the smallest size', low({ instanceType: 'm5.large' }), 'fine'],
    [
      'of a family without sizes is not known',
      low({ instanceType: 'g5.xlarge' }),
      'unknown: no table of sizes is kept for its family',
    ],
  ]);
});

describe('an oversized database', () => {
  const low = (more: Partial<typeof lowDatabase>): Observed => ({ ...lowDatabase, ...more });
  const ONE = 'oversized-database $146.00';
  holds([
    ['is waste, at what one size less saves', lowDatabase, ONE],
    ['in two zones saves twice that', low({ isMultiZone: true }), 'oversized-database $292.00'],
    ['just below 20 %', low({ cpuAverage: flat(14, 19.99) }), ONE],
    ['at 20 % fits', low({ cpuAverage: flat(14, 20) }), 'fine'],
    ['with a peak just below 60 %', low({ cpuPeak: flat(14, 59.99) }), ONE],
    ['with a peak of 60 % fits', low({ cpuPeak: flat(14, 60) }), 'fine'],
    [
      'without data is not known',
      low({ cpuAverage: flat(14, null), cpuPeak: flat(14, null) }),
      'unknown: CloudWatch has no data of its CPU',
    ],
    [
      'that CloudWatch did not tell is not known',
      low({ cpuPeak: 'unread' }),
      'unknown: CloudWatch did not tell its CPU',
    ],
    ['of MariaDB costs what MySQL costs', low({ engine: 'mariadb' }), ONE],
    ['of Oracle has no price here', low({ engine: 'oracle-se2' }), 'oversized-database unpriced'],
    ['that scales by itself', low({ instanceClass: 'db.serverless' }), 'fine'],
    ['of the smallest class', low({ instanceClass: 'db.m5.large' }), 'fine'],
    ['that is being changed', low({ state: 'modifying' }), 'fine'],
    ['that is new', low({ createdAt: daysAgo(7.3) }), 'fine'],
  ]);
});

describe('an unattached volume', () => {
  const free = (more: Partial<typeof freeVolume>): Observed => ({ ...freeVolume, ...more });
  const ONE = 'unattached-volume $10.00';
  holds([
    ['is waste', freeVolume, ONE],
    ['created 14 days ago', free({ createdAt: daysAgo(14) }), ONE],
    ['created a little later', free({ createdAt: daysAgo(13.99) }), 'fine'],
    ['attached 14 days ago', free({ activity: but(flat(14, null), 14, 60) }), 'fine'],
    ['attached yesterday', free({ activity: but(flat(14, null), 1, 0) }), 'fine'],
    ['in use', free({ state: 'in-use' }), 'fine'],
    [
      'that CloudWatch did not tell is not known',
      free({ activity: 'unread' }),
      'unknown: CloudWatch did not tell when it was in use',
    ],
    ['with speed paid for', free({ iops: 4000, throughputMbps: 225 }), 'unattached-volume $25.00'],
    ['of io1', free({ volumeType: 'io1', iops: 500 }), 'unattached-volume $20.00'],
    ['of a type without a price', free({ volumeType: 'io9' }), 'unattached-volume unpriced'],
    ['without a date', free({ createdAt: '' }), 'fine'],
  ]);
});

describe('an unassociated address', () => {
  const free = (more: Partial<typeof freeAddress>): Observed => ({ ...freeAddress, ...more });
  holds([
    ['is waste', freeAddress, 'unassociated-address $7.30'],
    ['that is associated', free({ isAssociated: true }), 'fine'],
    ['that the customer brought costs nothing', free({ isOwn: true }), 'fine'],
  ]);
});

describe('an idle NAT gateway', () => {
  const idle = (more: Partial<typeof idleGateway>): Observed => ({ ...idleGateway, ...more });
  const ONE = 'idle-nat-gateway $36.50';
  holds([
    ['is waste', idleGateway, ONE],
    ['with one byte 14 days ago', idle({ bytes: but(flat(14, 0), 14, 1) }), 'fine'],
    [
      'without data is not known',
      idle({ bytes: flat(14, null) }),
      'unknown: CloudWatch has no data of its bytes',
    ],
    [
      'with a day missing is not known',
      idle({ bytes: but(flat(14, 0), 4, null) }),
      'unknown: CloudWatch has no data of its bytes for some of 14 days',
    ],
    ['busy in spite of a missing day', idle({ bytes: but(flat(14, 9), 4, null) }), 'fine'],
    ['created 14 whole days ago', idle({ createdAt: daysAgo(14.5) }), ONE],
    ['created a little later', idle({ createdAt: daysAgo(14.3) }), 'fine'],
    ['that is gone', idle({ state: 'deleted' }), 'fine'],
  ]);
});

describe('an idle load balancer', () => {
  const none = flat(14, null);
  const silent = (more: Partial<typeof silentBalancer>): Observed => ({
    ...silentBalancer,
    ...more,
  });
  const bare = (more: Partial<typeof silentBalancer> = {}): Observed =>
    silent({ targetsNow: 0, targets: none, traffic: none, ...more });
  const ONE = 'idle-load-balancer $14.60';
  const UNCLEAR = 'unknown: CloudWatch has no data of its requests';
  holds([
    ['without a request is waste', silentBalancer, ONE],
    ['with one request 14 days ago', silent({ traffic: but(flat(14, 0), 14, 1) }), 'fine'],
    ['without targets is waste', bare(), ONE],
    [
      'without targets, whatever knocks at it',
      bare({ kind: 'network', traffic: flat(14, 900) }),
      'idle-load-balancer $21.90',
    ],
    [
      'that had targets 14 days ago',
      bare({ targets: but(none, 14, 1440), traffic: but(none, 14, 3) }),
      'fine',
    ],
    ['without any metrics is not known', bare({ pulse: none }), UNCLEAR],
    ['with targets and without data is not known', silent({ traffic: none }), UNCLEAR],
    [
      'that CloudWatch did not tell is not known',
      silent({ pulse: 'unread' }),
      'unknown: CloudWatch did not tell its requests',
    ],
    ['created 14 whole days ago', silent({ createdAt: daysAgo(14.5) }), ONE],
    ['created a little later', silent({ createdAt: daysAgo(14.3) }), 'fine'],
    ['that is being made', silent({ state: 'provisioning' }), 'fine'],
  ]);
});

describe('an old snapshot', () => {
  const old = (more: Partial<typeof oldSnapshot>): Observed => ({ ...oldSnapshot, ...more });
  const ONE = 'old-snapshot $5.00';
  const { fullBytes: _, ...unsized } = oldSnapshot;
  holds([
    ['is waste', oldSnapshot, ONE],
    ['of 90 days is not over 90 days', old({ startedAt: daysAgo(90) }), 'fine'],
    ['of a little more', old({ startedAt: daysAgo(90.01) }), ONE],
    ['that an image is made of', old({ imageId: 'ami-1' }), 'fine'],
    ['of a backup plan', old({ backup: 'AWS Backup' }), 'fine'],
    ['that is archived', old({ isArchived: true }), 'old-snapshot $1.00'],
    ['that shares blocks has no price', old({ siblings: 1 }), 'old-snapshot unpriced'],
    ['of unknown size has no price', unsized, 'old-snapshot unpriced'],
    ['that is being made', old({ state: 'pending' }), 'fine'],
    ['without a date', old({ startedAt: '' }), 'fine'],
  ]);
});

describe('an unused bucket', () => {
  const full = (more: Partial<typeof largeBucket>): Observed => ({
    ...largeBucket,
    standardBytes: 50 * GB,
    ...more,
  });
  const empty = (more: Partial<typeof emptyBucket>): Observed => ({ ...emptyBucket, ...more });
  const nobody = flat(90, null);
  holds([
    ['that is empty', emptyBucket, 'unused-bucket $0.00'],
    ['that is empty and 90 days old', empty({ createdAt: daysAgo(90) }), 'unused-bucket $0.00'],
    ['that is empty and younger', empty({ createdAt: daysAgo(89.99) }), 'fine'],
    ['that nobody asked in 90 days', full({ requests: nobody }), 'unused-bucket $1.00'],
    ['asked for 90 days ago', full({ requests: but(nobody, 90, 1) }), 'fine'],
    ['that is not counted', full({ requests: 'off' }), 'unknown: its request metrics are off'],
    [
      'that CloudWatch did not tell',
      full({ requests: 'unread' }),
      'unknown: CloudWatch did not tell its requests',
    ],
    [
      'of a size nobody knows',
      full({ requests: nobody, standardBytes: null }),
      'unused-bucket unpriced',
    ],
  ]);
});

describe('a bucket without tiers', () => {
  const large = (more: Partial<typeof largeBucket>): Observed => ({ ...largeBucket, ...more });
  const sized = (gigabytes: number, averageBytes: number): Observed =>
    large({ standardBytes: gigabytes * GB, objects: (gigabytes * GB) / averageBytes });
  const ONE = 'untiered-bucket unpriced';
  const KB = 1024;
  holds([
    ['is found, without a price', largeBucket, ONE],
    ['of 100 GB', sized(100, 1e6), ONE],
    ['of a little less', sized(99.9, 1e6), 'fine'],
    ['with objects of 128 KB', sized(500, 128 * KB), ONE],
    ['with smaller objects', sized(500, 127.9 * KB), 'fine'],
    ['with a lifecycle rule', large({ tiering: 'lifecycle rule' }), 'fine'],
    ['that is 30 days old', large({ createdAt: daysAgo(30) }), ONE],
    ['that is younger', large({ createdAt: daysAgo(29.99) }), 'fine'],
    ['of unknown size', large({ objects: null }), 'unknown: CloudWatch does not tell its size'],
    ['is found though requests are not counted', large({ requests: 'off' }), ONE],
  ]);
});

describe('logs without an end', () => {
  const logs = (more: Partial<typeof endlessLogs>): Observed => ({ ...endlessLogs, ...more });
  holds([
    ['of a function, beyond 30 of 100 days', endlessLogs, 'unlimited-logs $0.21'],
    ['of an application, beyond 90', logs({ resourceId: 'app' }), 'unlimited-logs $0.03'],
    [
      'of a trail are worth a year',
      logs({ resourceId: 'aws-cloudtrail-logs-1' }),
      'unlimited-logs $0.00',
    ],
    ['with a retention', logs({ retentionDays: 3653 }), 'fine'],
    ['that AWS empties', logs({ isDelivery: true }), 'fine'],
    ['that are empty', logs({ storedBytes: 0 }), 'unlimited-logs $0.00'],
  ]);
});

describe('a finding', () => {
  const savingOf = (seen: Observed) => {
    const judged = judge(seen, AT);
    if (judged.verdict !== 'waste') throw new Error(judged.verdict);
    return judged.saving;
  };

  it('of what a group made again is a proposal, and says so in its risk', () => {
    const tags = { 'aws:autoscaling:groupName': 'web' };
    expect(savingOf({ ...idleInstance, tags })).toMatchObject({
      remedy: { do: 'propose', what: 'change it where it is made: Auto Scaling group web' },
      risk: { level: 'high' },
    });
  });

  it.each([
    ['eks:cluster-name', 'main', 'EKS main'],
    ['kubernetes.io/cluster/main', 'owned', 'Kubernetes cluster owned'],
    ['AmazonECSManaged', '', 'ECS capacity provider AmazonECSManaged'],
    ['kubernetes.io/created-for/pvc/name', 'data', 'Kubernetes volume claim data'],
  ])('of what %s marks is a proposal too', (key, value, maker) => {
    const what = `change it where it is made: ${maker}`;
    const { evidence, remedy } = savingOf({ ...freeVolume, tags: { [key]: value } });
    expect(remedy).toEqual({ do: 'propose', what });
    expect(evidence.at(-1)).toEqual({ what: 'made by', value: maker });
  });

  it('of a stack names it, and is at least a medium risk', () => {
    const tags = { 'aws:cloudformation:stack-name': 'shop' };
    const { evidence, risk } = savingOf({ ...freeVolume, tags });
    expect(evidence.at(-1)).toEqual({ what: 'CloudFormation stack', value: 'shop' });
    expect(risk).toEqual({
      level: 'medium',
      because:
        'stack shop owns it and would drift; its data stays in a snapshot that is taken first',
    });
  });

  it('says where it is, what shows it and what would be done', () => {
    expect(savingOf(idleGateway)).toEqual({
      kind: 'idle-nat-gateway',
      accountId: '333333333333',
      region: 'us-east-1',
      resourceType: 'AWS::EC2::NatGateway',
      resourceId: 'nat-1',
      arn: 'arn:aws:test:us-east-1:333333333333:nat-1',
      name: 'nat-1',
      evidence: [
        { what: 'bytes', value: '0 on each of 14 days' },
        { what: 'created', value: '2026-08-21' },
      ],
      worth: { monthlyUsd: 36.5, assumption: 'its address is charged until it is released' },
      risk: {
        level: 'medium',
        because: 'route tables may name it, for whatever starts next',
      },
      remedy: { do: 'delete-nat-gateway' },
    });
  });

  it('of a bucket is never more than a proposal', () => {
    expect(savingOf(emptyBucket).remedy.do).toBe('propose');
  });
});
