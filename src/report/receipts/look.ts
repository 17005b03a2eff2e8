import { z } from 'zod';
import { readParsed } from '../../services/facts.ts';
import type { AwsReader } from '../../services/aws-reader.ts';
import { largesOf } from '../../services/prices/instance-size.ts';
import { Fault } from '../../task/fault.ts';
import type { Claim, Look } from './receipt.ts';

/** What was seen of one resource. */
export type Saw = Omit<Look, 'day'>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const instancesSchema = z.object({
  Reservations: z
    .array(
      z.object({
        Instances: z
          .array(z.object({ InstanceType: text, State: z.object({ Name: text }).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

const GONE: Saw = { seen: 'gone', words: 'not there any more' };

/** A size that costs no more than the one that was claimed, of the same family. */
const isNoLarger = (now: string, claimed: string): boolean => {
  const [own, other] = [largesOf(now), largesOf(claimed)];
  const isFamily = now.split('.').at(-2) === claimed.split('.').at(-2);
  return now === claimed || (isFamily && own !== undefined && own <= (other ?? 0));
};

const sized = (now: string, claimed: string): Saw => ({
  seen: isNoLarger(now, claimed) ? 'holds' : 'undone',
  words: now,
});

const lookAtInstance = async (aws: AwsReader, { region, resourceId, remedy }: Claim) => {
  const input = { InstanceIds: [resourceId] };
  const call = { client: 'EC2', operation: 'DescribeInstances', region, input };
  const page = await readParsed(aws, call, instancesSchema);
  const [one] = (page?.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  const state = one?.State?.Name ?? '';
  if (one === undefined || state === 'terminated') return GONE;
  // What does not run costs nothing by the hour, whatever its size.
  if (state === 'stopped' || state === 'stopping' || state === 'shutting-down')
    return { seen: 'holds', words: state } as const;
  if (remedy.do === 'resize-instance') return sized(one.InstanceType, remedy.to);
  return { seen: 'undone', words: state } as const;
};

const bare = (instanceClass: string): string => instanceClass.replace(/^db\./, '');

const databasesSchema = z.object({
  DBInstances: z.array(z.object({ DBInstanceClass: text })).nullish(),
});

const lookAtDatabase = async (aws: AwsReader, { region, resourceId }: Claim, to: string) => {
  const input = { DBInstanceIdentifier: resourceId };
  const call = { client: 'RDS', operation: 'DescribeDBInstances', region, input };
  const [one] = (await readParsed(aws, call, databasesSchema))?.DBInstances ?? [];
  return one === undefined ? GONE : sized(bare(one.DBInstanceClass), bare(to));
};

/** What is described by its id, and where its state stands; a row that is there costs again. */
interface Standing {
  readonly client: string;
  readonly operation: string;
  /** The member that takes ids, and the one that holds what was found. */
  readonly takes: string;
  readonly gives: string;
  readonly idOf: (claim: Claim) => string;
}

const ec2 = (what: string, takes: string): Standing => ({
  client: 'EC2',
  operation: `Describe${what}`,
  takes,
  gives: what,
  idOf: ({ resourceId }) => resourceId,
});

const VOLUMES = ec2('Volumes', 'VolumeIds');
const ADDRESSES = ec2('Addresses', 'AllocationIds');
const NAT_GATEWAYS = ec2('NatGateways', 'NatGatewayIds');
const SNAPSHOTS = ec2('Snapshots', 'SnapshotIds');
const BALANCERS: Standing = {
  client: 'ElasticLoadBalancingV2',
  operation: 'DescribeLoadBalancers',
  takes: 'LoadBalancerArns',
  gives: 'LoadBalancers',
  idOf: ({ arn }) => arn,
};

const stateSchema = z.object({ State: z.unknown() });

/** EC2 shows for a while what is deleted already. */
const isDeleted = (row: unknown): boolean => {
  const state = stateSchema.safeParse(row).data?.State;
  return state === 'deleted' || state === 'deleting';
};

const lookAtStanding = async (aws: AwsReader, claim: Claim, what: Standing): Promise<Saw> => {
  const input = { [what.takes]: [what.idOf(claim)] };
  const call = { client: what.client, operation: what.operation, region: claim.region, input };
  const schema = z.object({ [what.gives]: z.array(z.unknown()).nullish() });
  const rows = (await readParsed(aws, call, schema))?.[what.gives] ?? [];
  return rows.every(isDeleted) ? GONE : { seen: 'undone', words: 'still there' };
};

const groupsSchema = z.object({
  logGroups: z
    .array(z.object({ logGroupName: z.string(), retentionInDays: z.number().nullish() }))
    .nullish(),
});

const lookAtLogs = async (aws: AwsReader, { region, resourceId }: Claim, days: number) => {
  // The name itself is the first of all that begin with it.
  const input = { logGroupNamePrefix: resourceId, limit: 1 };
  const call = { client: 'CloudWatchLogs', operation: 'DescribeLogGroups', region, input };
  const groups = (await readParsed(aws, call, groupsSchema))?.logGroups ?? [];
  const own = groups.find(({ logGroupName }) => logGroupName === resourceId);
  if (own === undefined) return GONE;
  const kept = own.retentionInDays ?? undefined;
  const words = kept === undefined ? 'kept for ever' : `kept ${kept} days`;
  const isHeld = kept !== undefined && kept <= days;
  return { seen: isHeld ? 'holds' : 'undone', words } as const;
};

const rulesSchema = z.object({
  Rules: z.array(z.object({ Status: text, Transitions: z.array(z.unknown()).nullish() })).nullish(),
});

const lookAtBucket = async (aws: AwsReader, { region, resourceId }: Claim): Promise<Saw> => {
  const operation = 'GetBucketLifecycleConfiguration';
  const call = { client: 'S3', operation, region, input: { Bucket: resourceId } };
  const answer = await aws.read(call);
  if (!answer.ok && answer.code === 'NoSuchBucket') return GONE;
  if (!answer.ok && answer.code !== 'NoSuchLifecycleConfiguration')
    throw new Fault(answer.httpStatus === 403 ? 'denied' : 'unavailable', answer.code);
  const rules = answer.ok ? rulesSchema.parse(answer.output).Rules : [];
  const isTiered = (rules ?? []).some(
    ({ Status, Transitions }) => Status === 'Enabled' && (Transitions ?? []).length > 0,
  );
  return isTiered
    ? { seen: 'holds', words: 'has a rule that moves objects' }
    : { seen: 'undone', words: 'no rule moves its objects' };
};

const lookSafely = async (aws: AwsReader, claim: Claim): Promise<Saw> => {
  const { remedy } = claim;
  switch (remedy.do) {
    case 'stop-instance':
    case 'resize-instance':
      return lookAtInstance(aws, claim);
    case 'resize-database':
      return lookAtDatabase(aws, claim, remedy.to);
    case 'delete-volume':
      return lookAtStanding(aws, claim, VOLUMES);
    case 'release-address':
      return lookAtStanding(aws, claim, ADDRESSES);
    case 'delete-nat-gateway':
      return lookAtStanding(aws, claim, NAT_GATEWAYS);
    case 'delete-load-balancer':
      return lookAtStanding(aws, claim, BALANCERS);
    case 'delete-snapshot':
      return lookAtStanding(aws, claim, SNAPSHOTS);
    case 'set-retention':
      return lookAtLogs(aws, claim, remedy.days);
    case 'add-tiering':
      return lookAtBucket(aws, claim);
    case 'propose':
      return { seen: 'unknown', words: 'nothing was carried out' };
  }
};

/**
 * Looks at one resource by its id: is it still as the plan left it? What could not be read is
 * unknown, never gone.
 */
export const lookAt = async (aws: AwsReader, claim: Claim): Promise<Saw> => {
  try {
    return await lookSafely(aws, claim);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const words = error.kind === 'denied' ? 'the read was denied' : 'AWS did not answer';
    return { seen: 'unknown', words };
  }
};
