import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  ListBucketIntelligentTieringConfigurationsCommand,
  ListBucketMetricsConfigurationsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResourceSpec } from '../../sandbox/world-spec.ts';
import {
  clientOf,
  deployer,
  DEV,
  PROD,
  previewer,
  reader,
  refusalOf,
  REGION,
  stage,
  type Keys,
} from './kit.ts';

const own = (type: string, id: string, more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  account: DEV,
  region: REGION,
  type,
  id,
  ...more,
});

const BORN = '2025-11-03T08:00:00.000Z';
const ELB = `arn:aws:elasticloadbalancing:${REGION}:${DEV}`;
const BALANCER = `${ELB}:loadbalancer/app/web/1111222233334444`;
const GROUP = `${ELB}:targetgroup/web/5555666677778888`;

const RESOURCES: readonly ResourceSpec[] = [
  own('AWS::EC2::Volume', 'vol-1', {
    properties: { Size: 40, VolumeType: 'gp3', Iops: 4000, Throughput: 250 },
    attributes: { State: 'in-use', AttachedTo: 'i-1' },
    createdAt: BORN,
  }),
  own('AWS::EC2::Volume', 'vol-2', { properties: { Size: 8 } }),
  own('AWS::EC2::Instance', 'i-1', {
    properties: { InstanceType: 'm5.large', ImageId: 'ami-1' },
    attributes: { State: 'running', PlatformDetails: 'Windows', InstanceLifecycle: 'spot' },
    createdAt: BORN,
  }),
  own('AWS::EC2::EIP', 'eipalloc-1', { attributes: { PublicIp: '203.0.113.7' } }),
  own('AWS::EC2::EIP', 'eipalloc-2', { attributes: { AssociationId: 'eipassoc-1' } }),
  own('AWS::EC2::EIP', 'eipalloc-3', { account: PROD }),
  own('AWS::EC2::NatGateway', 'nat-1', { createdAt: BORN, tags: { Name: 'out' } }),
  own('AWS::EC2::Snapshot', 'snap-1', {
    properties: { VolumeId: 'vol-1', VolumeSize: 40, StorageTier: 'archive' },
    attributes: { FullSnapshotSizeInBytes: 1024 },
    createdAt: BORN,
  }),
  own('AWS::EC2::Image', 'ami-1', {
    properties: { BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }] },
  }),
  own('AWS::RDS::DBInstance', 'orders', {
    properties: { DBInstanceClass: 'db.m5.large', Engine: 'mysql', MultiAZ: true },
    tags: { Owner: 'shop' },
    createdAt: BORN,
  }),
  own('AWS::ElasticLoadBalancingV2::LoadBalancer', BALANCER, {
    properties: { Name: 'web' },
    tags: { Owner: 'shop' },
    createdAt: BORN,
  }),
  own('AWS::ElasticLoadBalancingV2::TargetGroup', GROUP, {
    properties: { Name: 'web', Targets: ['i-1'] },
    attributes: { LoadBalancerArn: BALANCER },
  }),
  own('AWS::S3::Bucket', 'acme-tiers', {
    properties: {
      IntelligentTieringConfigurations: [{ Id: 'all', Status: 'Enabled', Tierings: [] }],
      MetricsConfigurations: [{ Id: 'EntireBucket' }, { Id: 'logs', Prefix: 'logs/' }],
    },
  }),
  own('AWS::Logs::LogGroup', '/app/web', { attributes: { StoredBytes: 2048 }, createdAt: BORN }),
];

describe('what stands there', () => {
  const at = stage({ resources: RESOURCES, replaceResources: true });
  let keys: Keys;
  beforeAll(async () => {
    keys = await reader(at);
  });
  const ec2 = (): EC2Client => clientOf(at, EC2Client, { credentials: keys });
  const elb = (): ElasticLoadBalancingV2Client =>
    clientOf(at, ElasticLoadBalancingV2Client, { credentials: keys });

  it('R11 volumes say whether they are attached, and are filtered by it', async () => {
    const { Volumes } = await ec2().send(new DescribeVolumesCommand({}));
    expect(Volumes).toMatchObject([
      {
        VolumeId: 'vol-1',
        State: 'in-use',
        Iops: 4000,
        Throughput: 250,
        CreateTime: new Date(BORN),
        Attachments: [{ InstanceId: 'i-1' }],
      },
      { VolumeId: 'vol-2', State: 'available', Attachments: [] },
    ]);
    const Filters = [{ Name: 'status', Values: ['available'] }];
    const free = await ec2().send(new DescribeVolumesCommand({ Filters }));
    expect(free.Volumes?.map((one) => one.VolumeId)).toEqual(['vol-2']);
  });

  it('R11 instances say what they run and since when', async () => {
    const { Reservations } = await ec2().send(new DescribeInstancesCommand({}));
    expect(Reservations?.[0]?.Instances).toMatchObject([
      { LaunchTime: new Date(BORN), PlatformDetails: 'Windows', InstanceLifecycle: 'spot' },
    ]);
  });

  it('R11 addresses come all at once, of the own account only', async () => {
    const { Addresses } = await ec2().send(new DescribeAddressesCommand({}));
    expect(Addresses).toMatchObject([
      { AllocationId: 'eipalloc-1', PublicIp: '203.0.113.7', PublicIpv4Pool: 'amazon' },
      { AllocationId: 'eipalloc-2', AssociationId: 'eipassoc-1' },
    ]);
  });

  it('R11 NAT gateways, snapshots and the images made of them', async () => {
    const nat = await ec2().send(new DescribeNatGatewaysCommand({}));
    expect(nat.NatGateways).toMatchObject([
      { NatGatewayId: 'nat-1', State: 'available', CreateTime: new Date(BORN) },
    ]);
    const snapshots = await ec2().send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
    expect(snapshots.Snapshots).toMatchObject([
      {
        SnapshotId: 'snap-1',
        VolumeId: 'vol-1',
        StorageTier: 'archive',
        FullSnapshotSizeInBytes: 1024,
        StartTime: new Date(BORN),
      },
    ]);
    const images = await ec2().send(new DescribeImagesCommand({ Owners: ['self'] }));
    expect(images.Images).toMatchObject([
      { ImageId: 'ami-1', BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }] },
    ]);
  });

  it('R12 database instances, by name or all', async () => {
    const rds = clientOf(at, RDSClient, { credentials: keys });
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances).toMatchObject([
      {
        DBInstanceIdentifier: 'orders',
        DBInstanceArn: `arn:aws:rds:${REGION}:${DEV}:db:orders`,
        DBInstanceClass: 'db.m5.large',
        MultiAZ: true,
        TagList: [{ Key: 'Owner', Value: 'shop' }],
      },
    ]);
    const missing = rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'none' }));
    expect((await refusalOf(missing)).name).toBe('DBInstanceNotFoundFault');
  });

  it('R13 load balancers with their groups, targets and tags', async () => {
    const { LoadBalancers } = await elb().send(new DescribeLoadBalancersCommand({}));
    expect(LoadBalancers).toMatchObject([
      {
        LoadBalancerArn: BALANCER,
        LoadBalancerName: 'web',
        Type: 'application',
        State: { Code: 'active' },
        CreatedTime: new Date(BORN),
      },
    ]);
    const of = { LoadBalancerArn: BALANCER };
    const { TargetGroups } = await elb().send(new DescribeTargetGroupsCommand(of));
    expect(TargetGroups?.map((one) => one.TargetGroupArn)).toEqual([GROUP]);
    const health = await elb().send(new DescribeTargetHealthCommand({ TargetGroupArn: GROUP }));
    expect(health.TargetHealthDescriptions?.map((one) => one.Target?.Id)).toEqual(['i-1']);
    const tags = await elb().send(new DescribeTagsCommand({ ResourceArns: [BALANCER] }));
    expect(tags.TagDescriptions?.[0]?.Tags).toEqual([{ Key: 'Owner', Value: 'shop' }]);
  });

  it('R13 tags of more than 20 at once and of what is not there are refused', async () => {
    const many = Array.from({ length: 21 }, () => BALANCER);
    const tooMany = elb().send(new DescribeTagsCommand({ ResourceArns: many }));
    expect((await refusalOf(tooMany)).name).toBe('ValidationError');
    const gone = elb().send(new DescribeTagsCommand({ ResourceArns: [`${BALANCER}0`] }));
    expect((await refusalOf(gone)).name).toBe('LoadBalancerNotFoundException');
  });

  it('R14 a bucket says how it is tiered and what is counted of it; logs how much there is', async () => {
    const s3 = clientOf(at, S3Client, { credentials: keys });
    const of = { Bucket: 'acme-tiers' };
    const tiers = await s3.send(new ListBucketIntelligentTieringConfigurationsCommand(of));
    expect(tiers.IntelligentTieringConfigurationList).toMatchObject([{ Status: 'Enabled' }]);
    const counted = await s3.send(new ListBucketMetricsConfigurationsCommand(of));
    expect(counted.MetricsConfigurationList).toEqual([
      { Id: 'EntireBucket' },
      { Id: 'logs', Filter: { Prefix: 'logs/' } },
    ]);
    const logs = clientOf(at, CloudWatchLogsClient, { credentials: keys });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toMatchObject([{ storedBytes: 2048, creationTime: Date.parse(BORN) }]);
  });

  const asks = (credentials: Keys): readonly (() => Promise<object>)[] => [
    async () => {
      const rds = clientOf(at, RDSClient, { credentials });
      return await rds.send(new DescribeDBInstancesCommand({}));
    },
    async () => {
      const balancing = clientOf(at, ElasticLoadBalancingV2Client, { credentials });
      return await balancing.send(new DescribeLoadBalancersCommand({}));
    },
  ];

  it('R15 readers and previewers read databases and load balancers', async () => {
    for (const credentials of [keys, await previewer(at)]) {
      const [databases, balancers] = await Promise.all(asks(credentials).map((ask) => ask()));
      expect(databases).toMatchObject({ DBInstances: [{ DBInstanceIdentifier: 'orders' }] });
      expect(balancers).toMatchObject({ LoadBalancers: [{ LoadBalancerArn: BALANCER }] });
    }
  });

  it('R15 a deploy session never reads them itself', async () => {
    for (const ask of asks(await deployer(at, 'cw-1', null))) {
      expect(await refusalOf(ask())).toMatchObject({ name: 'AccessDenied', status: 403 });
    }
  });
});
