import { describe, expect, it } from 'vitest';
import { lookAt } from '../../../src/report/receipts/look.ts';
import type { Claim } from '../../../src/report/receipts/receipt.ts';
import type { Remedy } from '../../../src/report/savings/saving.ts';
import type { ReadAnswer, ReadCall } from '../../../src/services/aws-reader.ts';
import { RECEIPT } from './receipts.ts';

const readerOf = (answer: ReadAnswer, calls: ReadCall[] = []) => ({
  accountId: RECEIPT.claim.accountId,
  read: async (call: ReadCall) => {
    calls.push(call);
    return answer;
  },
});

const ok = (output: unknown): ReadAnswer => ({ ok: true, output });
const no = (code: string, httpStatus = 400): ReadAnswer => ({
  ok: false,
  code,
  httpStatus,
  message: '',
});

const claimOf = (remedy: Remedy): Claim => ({ ...RECEIPT.claim, resourceId: 'x-1', remedy });

const instance = (state: string, type = 'm5.xlarge'): ReadAnswer =>
  ok({ Reservations: [{ Instances: [{ InstanceType: type, State: { Name: state } }] }] });

const STOP: Remedy = { do: 'stop-instance' };
const RESIZE: Remedy = { do: 'resize-instance', to: 'm5.large' };
const DATABASE: Remedy = { do: 'resize-database', to: 'db.m5.large' };
const VOLUME: Remedy = { do: 'delete-volume', snapshotFirst: true };
const NAT: Remedy = { do: 'delete-nat-gateway' };
const LOGS: Remedy = { do: 'set-retention', days: 30 };
const TIERS: Remedy = { do: 'add-tiering' };

const database = (type: string) => ok({ DBInstances: [{ DBInstanceClass: type }] });
const group = (retentionInDays?: number) =>
  ok({ logGroups: [{ logGroupName: 'x-1', retentionInDays }] });
const rules = (Status: string, Transitions: unknown[]) => ok({ Rules: [{ Status, Transitions }] });

describe('a look at what was carried out', () => {
  it.each<[string, Remedy, ReadAnswer, string, string]>([
    ['stopped', STOP, instance('stopped'), 'holds', 'stopped'],
    ['running again', STOP, instance('running'), 'undone', 'running'],
    ['terminated', STOP, instance('terminated'), 'gone', 'not there any more'],
    ['not found', STOP, no('InvalidInstanceID.NotFound'), 'gone', 'not there any more'],
    [
      'denied is not gone',
      STOP,
      no('UnauthorizedOperation', 403),
      'unknown',
      'the read was denied',
    ],
    ['broken is not gone', STOP, no('InternalError', 500), 'unknown', 'AWS did not answer'],
    ['of its new size', RESIZE, instance('running', 'm5.large'), 'holds', 'm5.large'],
    ['of its old size', RESIZE, instance('running', 'm5.xlarge'), 'undone', 'm5.xlarge'],
    ['of another family', RESIZE, instance('running', 'r5.large'), 'undone', 'r5.large'],
    ['stopped, whatever its size', RESIZE, instance('stopped'), 'holds', 'stopped'],
    ['a smaller class', DATABASE, database('db.m5.large'), 'holds', 'm5.large'],
    ['a larger class', DATABASE, database('db.m5.2xlarge'), 'undone', 'm5.2xlarge'],
    ['no database', DATABASE, no('DBInstanceNotFoundFault', 404), 'gone', 'not there any more'],
    ['no volume', VOLUME, no('InvalidVolume.NotFound'), 'gone', 'not there any more'],
    ['a volume', VOLUME, ok({ Volumes: [{ State: 'available' }] }), 'undone', 'still there'],
    [
      'a deleted gateway',
      NAT,
      ok({ NatGateways: [{ State: 'deleted' }] }),
      'gone',
      'not there any more',
    ],
    ['a failed gateway', NAT, ok({ NatGateways: [{ State: 'failed' }] }), 'undone', 'still there'],
    ['retention as set', LOGS, group(30), 'holds', 'kept 30 days'],
    ['shorter', LOGS, group(7), 'holds', 'kept 7 days'],
    ['longer', LOGS, group(90), 'undone', 'kept 90 days'],
    ['none', LOGS, group(), 'undone', 'kept for ever'],
    ['no group', LOGS, ok({ logGroups: [] }), 'gone', 'not there any more'],
    [
      'another group',
      LOGS,
      ok({ logGroups: [{ logGroupName: 'x-10' }] }),
      'gone',
      'not there any more',
    ],
    ['tiers', TIERS, rules('Enabled', [{}]), 'holds', 'has a rule that moves objects'],
    ['tiers turned off', TIERS, rules('Disabled', [{}]), 'undone', 'no rule moves its objects'],
    [
      'no rule',
      TIERS,
      no('NoSuchLifecycleConfiguration', 404),
      'undone',
      'no rule moves its objects',
    ],
    ['no bucket', TIERS, no('NoSuchBucket', 404), 'gone', 'not there any more'],
    ['a bucket that denies', TIERS, no('AccessDenied', 403), 'unknown', 'the read was denied'],
    [
      'what nobody carried out',
      { do: 'propose', what: 'ask' },
      ok({}),
      'unknown',
      'nothing was carried out',
    ],
  ])('%s', async (_, remedy, answer, seen, words) => {
    expect(await lookAt(readerOf(answer), claimOf(remedy))).toEqual({ seen, words });
  });

  it.each<[Remedy, string, unknown]>([
    [STOP, 'EC2.DescribeInstances', { InstanceIds: ['x-1'] }],
    [DATABASE, 'RDS.DescribeDBInstances', { DBInstanceIdentifier: 'x-1' }],
    [VOLUME, 'EC2.DescribeVolumes', { VolumeIds: ['x-1'] }],
    [{ do: 'release-address' }, 'EC2.DescribeAddresses', { AllocationIds: ['x-1'] }],
    [NAT, 'EC2.DescribeNatGateways', { NatGatewayIds: ['x-1'] }],
    [{ do: 'delete-snapshot' }, 'EC2.DescribeSnapshots', { SnapshotIds: ['x-1'] }],
    [
      { do: 'delete-load-balancer' },
      'ElasticLoadBalancingV2.DescribeLoadBalancers',
      { LoadBalancerArns: [RECEIPT.claim.arn] },
    ],
    [LOGS, 'CloudWatchLogs.DescribeLogGroups', { logGroupNamePrefix: 'x-1', limit: 1 }],
    [TIERS, 'S3.GetBucketLifecycleConfiguration', { Bucket: 'x-1' }],
  ])('one call asks for one thing: %o', async (remedy, name, input) => {
    const calls: ReadCall[] = [];
    await lookAt(readerOf(ok({}), calls), claimOf(remedy));
    expect(
      calls.map(({ client, operation, input: given }) => [`${client}.${operation}`, given]),
    ).toEqual([[name, input]]);
  });
});
