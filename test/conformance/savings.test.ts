import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AllocateAddressCommand,
  CreateImageCommand,
  CreateNatGatewayCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSubnetsCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReaderSide } from '../../src/aws/reader-side.ts';
import { gatherSavings, savingsPlaces } from '../../src/report/savings/gather/gather.ts';
import type { SavingsFound } from '../../src/report/savings/savings-found.ts';
import { priceBook } from '../../src/services/prices/price-book.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import { DEV, HOME, organization } from '../aws/scripted-aws.ts';
import { hasMoto, startMoto, type MotoServer } from './moto.ts';
import { KEYS } from './seed.ts';

const isThere = hasMoto();
if (!isThere)
  console.info('moto_server is not on PATH: the search for waste over HTTP is left out');

const DAY_MS = 86_400_000;
/** What is made now is old then. */
const THEN = new Date(Date.now() + 200 * DAY_MS);

const ACCOUNT: AwsAccount = {
  id: DEV,
  name: 'athena-dev',
  role: 'Development',
  tier: 'development',
  tierSource: 'config',
  regions: [HOME],
  ou: 'Workloads/Development',
  tags: {},
  createdAt: '',
  status: 'ACTIVE',
};

const settingsIn = async (endpoint: string) => {
  const base = { endpoint, region: HOME, credentials: KEYS };
  const { Credentials: made } = await new STSClient(base).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${DEV}:role/AwsCoworkerReader`,
      RoleSessionName: 'seed',
    }),
  );
  const credentials = {
    accessKeyId: made?.AccessKeyId ?? '',
    secretAccessKey: made?.SecretAccessKey ?? '',
    sessionToken: made?.SessionToken ?? '',
  };
  return { ...base, credentials, forcePathStyle: true };
};
type Settings = Awaited<ReturnType<typeof settingsIn>>;

const subnetsOf = async (ec2: EC2Client) => {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  return { ids: Subnets.slice(0, 2).map((one) => one.SubnetId ?? ''), vpc: Subnets[0]?.VpcId };
};

const seedCompute = async (settings: Settings): Promise<void> => {
  const ec2 = new EC2Client(settings);
  const zone = { AvailabilityZone: 'us-east-1a', VolumeType: 'gp3' } as const;
  const volume = await ec2.send(new CreateVolumeCommand({ ...zone, Size: 50 }));
  await ec2.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId }));
  await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      InstanceType: 'm5.large',
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  const InstanceId = Instances[0]?.InstanceId ?? '';
  await ec2.send(new CreateImageCommand({ InstanceId, Name: 'kept' }));
  const [SubnetId] = (await subnetsOf(ec2)).ids;
  await ec2.send(new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private' }));
  const midnight = Math.floor(THEN.getTime() / DAY_MS) * DAY_MS;
  const days = Array.from({ length: 14 }, (_, at) => new Date(midnight - (at + 0.5) * DAY_MS));
  await new CloudWatchClient(settings).send(
    new PutMetricDataCommand({
      Namespace: 'AWS/EC2',
      MetricData: ['CPUUtilization', 'NetworkIn', 'NetworkOut'].flatMap((MetricName) =>
        days.map((Timestamp) => ({
          MetricName,
          Dimensions: [{ Name: 'InstanceId', Value: InstanceId }],
          Timestamp,
          Value: 1,
        })),
      ),
    }),
  );
};

const seedRest = async (settings: Settings): Promise<void> => {
  const { ids: Subnets, vpc: VpcId } = await subnetsOf(new EC2Client(settings));
  const elb = new ElasticLoadBalancingV2Client(settings);
  const made = await elb.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets }));
  const group = await elb.send(
    new CreateTargetGroupCommand({ Name: 'web', Protocol: 'HTTP', Port: 80, VpcId }),
  );
  const TargetGroupArn = group.TargetGroups?.[0]?.TargetGroupArn;
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: made.LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  );
  await new RDSClient(settings).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'orders',
      DBInstanceClass: 'db.m5.xlarge',
      Engine: 'mysql',
      MasterUsername: 'nobody',
      MasterUserPassword: 'nothing-is-secret',
      AllocatedStorage: 20,
    }),
  );
  await new S3Client(settings).send(new CreateBucketCommand({ Bucket: 'acme-dev-empty' }));
  await new CloudWatchLogsClient(settings).send(
    new CreateLogGroupCommand({ logGroupName: '/aws/lambda/resize' }),
  );
};

const searchIn = async (endpoint: string): Promise<SavingsFound> => {
  const side = createReaderSide({
    config: { organization },
    clock: { now: () => new Date(), sleep: async () => undefined },
    homeRegion: HOME,
    endpoint,
    readerIdentity: async () => KEYS,
    isPaced: false,
  });
  try {
    const at = { now: THEN, prices: priceBook };
    return await gatherSavings(savingsPlaces([ACCOUNT]), side.openReader, at);
  } finally {
    side.close();
  }
};

describe.runIf(isThere)('the search for waste over HTTP', () => {
  let server: MotoServer;
  let found: SavingsFound;
  beforeAll(async () => {
    server = await startMoto();
    const settings = await settingsIn(server.url);
    await seedCompute(settings);
    await seedRest(settings);
    found = await searchIn(server.url);
  });
  afterAll(() => server.stop());

  it('sees every kind of resource', () => {
    expect(found.failed).toEqual([]);
    expect(found.looked).toEqual({
      'NAT gateways': 1,
      addresses: 1,
      buckets: 1,
      databases: 1,
      instances: 1,
      'load balancers': 1,
      'log groups': 1,
      snapshots: 2,
      volumes: 1,
    });
  });

  it('finds what its answers show, and not the snapshot of an image', () => {
    expect(found.savings.map((one) => one.kind).toSorted()).toEqual([
      'idle-instance',
      'old-snapshot',
      'unassociated-address',
      'unattached-volume',
      'unlimited-logs',
      'unused-bucket',
    ]);
  });

  it('does not judge what it has no metrics of', () => {
    expect(found.notJudged.map((one) => one.because).toSorted()).toEqual([
      'CloudWatch has no data of its CPU',
      'CloudWatch has no data of its bytes',
      'CloudWatch has no data of its requests',
    ]);
  });
});
