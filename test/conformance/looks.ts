import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  CloudWatchClient,
  GetDashboardCommand,
  ListDashboardsCommand,
} from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  IAMClient,
  ListPoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  LambdaClient,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import {
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTableCommand,
  DynamoDBClient,
  ListBackupsCommand,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeLaunchTemplatesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Place } from './seed.ts';

/** What a witness sees of one thing: one text for each that is there, with what may change of it. */
export type Look = (place: Place) => Promise<readonly string[]>;

export const queues: Look = async (place) => {
  const client = new SQSClient(place);
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const all = QueueUrls.map(async (QueueUrl) => {
    const AttributeNames = ['VisibilityTimeout' as const];
    const said = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return `${QueueUrl.split('/').at(-1)} ${said.Attributes?.['VisibilityTimeout']}`;
  });
  return (await Promise.all(all)).toSorted();
};

export const logGroups: Look = async (place) => {
  const { logGroups: found = [] } = await new CloudWatchLogsClient(place).send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/apps/' }),
  );
  return found.map(({ logGroupName, retentionInDays }) => `${logGroupName} ${retentionInDays}`);
};

export const tables: Look = async (place) => {
  const client = new DynamoDBClient(place);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const all = TableNames.map(async (TableName) => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return `${TableName} ${Table?.DeletionProtectionEnabled === true ? 'protected' : 'open'}`;
  });
  return Promise.all(all);
};

export const topics: Look = async (place) => {
  const client = new SNSClient(place);
  const { Topics = [] } = await client.send(new ListTopicsCommand({}));
  const all = Topics.map(async ({ TopicArn }) => {
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
    return `${TopicArn?.split(':').at(-1)} ${Attributes?.['DisplayName']}`;
  });
  return Promise.all(all);
};

export const groups: Look = async (place) => {
  const { SecurityGroups = [] } = await new EC2Client(place).send(
    new DescribeSecurityGroupsCommand({}),
  );
  return SecurityGroups.filter(({ GroupName }) => GroupName?.startsWith('orders-') === true).map(
    ({ GroupName, IpPermissions = [] }) =>
      [GroupName, ...IpPermissions.map(({ FromPort }) => FromPort)].join(' '),
  );
};

/** Addresses, and the gateways that may stand behind them. */
export const addresses: Look = async (place) => {
  const client = new EC2Client(place);
  const { Addresses = [] } = await client.send(new DescribeAddressesCommand({}));
  const { NatGateways = [] } = await client.send(new DescribeNatGatewaysCommand({}));
  return [
    ...Addresses.map(({ Domain, PublicIp }) => `an address in a ${Domain} #${PublicIp}`),
    ...NatGateways.map(({ NatGatewayId, State }) => `NAT gateway ${State} #${NatGatewayId}`),
  ];
};

export const volumes: Look = async (place) => {
  const { Volumes = [] } = await new EC2Client(place).send(new DescribeVolumesCommand({}));
  return Volumes.filter(({ Size }) => Size === 21).map(
    ({ Size, VolumeType, VolumeId }) => `${Size} GiB ${VolumeType} #${VolumeId}`,
  );
};

/** Networks and what stands in them. */
export const networks: Look = async (place) => {
  const client = new EC2Client(place);
  const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
  const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
  const { InternetGateways = [] } = await client.send(new DescribeInternetGatewaysCommand({}));
  const { RouteTables = [] } = await client.send(new DescribeRouteTablesCommand({}));
  const { NetworkAcls = [] } = await client.send(new DescribeNetworkAclsCommand({}));
  const { VpcEndpoints = [] } = await client.send(new DescribeVpcEndpointsCommand({}));
  const { FlowLogs = [] } = await client.send(new DescribeFlowLogsCommand({}));
  return [
    ...Vpcs.map(({ VpcId, CidrBlock }) => `VPC ${CidrBlock} #${VpcId}`),
    ...Subnets.map(({ SubnetId, CidrBlock }) => `subnet ${CidrBlock} #${SubnetId}`),
    ...InternetGateways.map(({ InternetGatewayId }) => `gateway #${InternetGatewayId}`),
    ...RouteTables.map(({ RouteTableId }) => `route table #${RouteTableId}`),
    ...NetworkAcls.map(({ NetworkAclId }) => `network ACL #${NetworkAclId}`),
    ...VpcEndpoints.map((one) => `endpoint of ${one.ServiceName} #${one.VpcEndpointId}`),
    ...FlowLogs.map((one) => `flow log of ${one.TrafficType} #${one.FlowLogId}`),
  ];
};

export const fileSystems: Look = async (place) => {
  const { FileSystems = [] } = await new EFSClient(place).send(new DescribeFileSystemsCommand({}));
  return FileSystems.map(
    ({ Encrypted, FileSystemId }) =>
      `${Encrypted === true ? 'encrypted' : 'open'} #${FileSystemId}`,
  );
};

export const buckets: Look = async (place) => {
  const { Buckets = [] } = await new S3Client(place).send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => `${Name}`);
};

export const clusters: Look = async (place) => {
  const client = new ECSClient(place);
  const { clusterArns = [] } = await client.send(new ListClustersCommand({}));
  const { clusters: found = [] } = await client.send(
    new DescribeClustersCommand({ clusters: clusterArns }),
  );
  return found.map(({ clusterName, status }) => `${clusterName} ${status}`);
};

export const targetGroups: Look = async (place) => {
  const { TargetGroups = [] } = await new ElasticLoadBalancingV2Client(place).send(
    new DescribeTargetGroupsCommand({}),
  );
  return TargetGroups.filter(({ TargetGroupName }) => TargetGroupName === 'shop-direct').map(
    ({ TargetGroupName, Port }) => `${TargetGroupName} ${Port}`,
  );
};

export const zones: Look = async (place) => {
  const { HostedZones = [] } = await new Route53Client(place).send(new ListHostedZonesCommand({}));
  return HostedZones.map(({ Name }) => `${Name}`);
};

/** Every instance that is not gone, by its name. */
export const instances: Look = async (place) => {
  const { Reservations = [] } = await new EC2Client(place).send(new DescribeInstancesCommand({}));
  return Reservations.flatMap(({ Instances = [] }) => Instances)
    .filter(({ State }) => State?.Name !== 'terminated')
    .map(({ State, Tags = [] }) => {
      const name = Tags.find(({ Key }) => Key === 'Name')?.Value ?? '';
      return `${name} ${State?.Name}`;
    })
    .filter((one) => one.startsWith('rehearsal-driver'));
};

export const fleets: Look = async (place) => {
  const { AutoScalingGroups = [] } = await new AutoScalingClient(place).send(
    new DescribeAutoScalingGroupsCommand({}),
  );
  return AutoScalingGroups.map(
    (one) => `${one.AutoScalingGroupName} ${one.MinSize}-${one.MaxSize}`,
  );
};

export const launchTemplates: Look = async (place) => {
  const { LaunchTemplates = [] } = await new EC2Client(place).send(
    new DescribeLaunchTemplatesCommand({}),
  );
  return LaunchTemplates.map(
    (one) =>
      `${one.LaunchTemplateName} newest ${one.LatestVersionNumber} ` +
      `default ${one.DefaultVersionNumber}`,
  );
};

export const databases: Look = async (place) => {
  const client = new RDSClient(place);
  const { DBInstances = [] } = await client.send(new DescribeDBInstancesCommand({}));
  return DBInstances.map((one) => `${one.DBInstanceIdentifier} ${one.DBInstanceStatus}`);
};

export const databaseSnapshots: Look = async (place) => {
  const client = new RDSClient(place);
  const { DBSnapshots = [] } = await client.send(new DescribeDBSnapshotsCommand({}));
  return DBSnapshots.map((one) => `${one.DBInstanceIdentifier} in a snapshot, ${one.Status}`);
};

export const backups: Look = async (place) => {
  const client = new DynamoDBClient(place);
  const { BackupSummaries = [] } = await client.send(new ListBackupsCommand({}));
  return BackupSummaries.map((one) => `${one.TableName} in a backup, ${one.BackupStatus}`);
};

export const dashboards: Look = async (place) => {
  const client = new CloudWatchClient(place);
  const { DashboardEntries = [] } = await client.send(new ListDashboardsCommand({}));
  const all = DashboardEntries.map(async ({ DashboardName }) => {
    const { DashboardBody = '' } = await client.send(new GetDashboardCommand({ DashboardName }));
    return `${DashboardName} ${['jobs-in', 'jobs-out'].filter((one) => DashboardBody.includes(one)).join(' ')}`;
  });
  return Promise.all(all);
};

export const rules: Look = async (place) => {
  const { Rules = [] } = await new EventBridgeClient(place).send(new ListRulesCommand({}));
  return Rules.map(({ Name, State }) => `${Name} ${State}`);
};

export const functions: Look = async (place) => {
  const { Functions = [] } = await new LambdaClient(place).send(new ListFunctionsCommand({}));
  return Functions.map(({ FunctionName, MemorySize }) => `${FunctionName} ${MemorySize}`);
};

/** Versions of the function that is there from the beginning, beside the function as it is. */
export const functionVersions: Look = async (place) => {
  const { Versions = [] } = await new LambdaClient(place).send(
    new ListVersionsByFunctionCommand({ FunctionName: 'viewer-auth' }),
  );
  return Versions.flatMap(({ FunctionName, Version }) =>
    Version === '$LATEST' ? [] : [`${FunctionName} ${Version}`],
  );
};

/** Roles that were asked for as such, with who may assume them. */
export const roles: Look = async (place) => {
  const { Roles = [] } = await new IAMClient(place).send(new ListRolesCommand({}));
  return Roles.filter(({ RoleName }) => RoleName?.startsWith('report-') === true).map(
    ({ RoleName, AssumeRolePolicyDocument = '' }) => {
      const trust = decodeURIComponent(AssumeRolePolicyDocument);
      return `${RoleName} ${/[a-z-]+(?=\.amazonaws)/.exec(trust)?.[0]}`;
    },
  );
};

export const policies: Look = async (place) => {
  const { Policies = [] } = await new IAMClient(place).send(
    new ListPoliciesCommand({ Scope: 'Local' }),
  );
  return Policies.map(({ PolicyName }) => `${PolicyName}`);
};

export const users: Look = async (place) => {
  const { Users = [] } = await new IAMClient(place).send(new ListUsersCommand({}));
  return Users.map(({ UserName }) => `${UserName}`);
};

/** Load balancers, their listeners and no target groups, which the stack of each has too. */
export const balancers: Look = async (place) => {
  const client = new ElasticLoadBalancingV2Client(place);
  const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand({}));
  const all = LoadBalancers.map(async ({ LoadBalancerArn, LoadBalancerName }) => {
    const { Listeners = [] } = await client.send(new DescribeListenersCommand({ LoadBalancerArn }));
    return `${LoadBalancerName} ${Listeners.map(({ Port }) => Port)
      .toSorted((a = 0, b = 0) => a - b)
      .join(' ')}`;
  });
  return Promise.all(all);
};

export const definitions: Look = async (place) => {
  const client = new ECSClient(place);
  const { taskDefinitionArns = [] } = await client.send(new ListTaskDefinitionsCommand({}));
  return taskDefinitionArns
    .map((arn) => arn.replace(/^.*\//, ''))
    .filter((one) => one.startsWith('reports:'));
};

export const services: Look = async (place) => {
  const client = new ECSClient(place);
  const cluster = 'shared';
  const { clusterArns = [] } = await client.send(new ListClustersCommand({}));
  if (!clusterArns.some((arn) => arn.endsWith(`/${cluster}`))) return [];
  const { serviceArns = [] } = await client.send(new ListServicesCommand({ cluster }));
  if (serviceArns.length === 0) return [];
  const { services: found = [] } = await client.send(
    new DescribeServicesCommand({ cluster, services: serviceArns }),
  );
  return found.map(({ serviceName, desiredCount }) => `${serviceName} ${desiredCount}`);
};

/** Records of mail, with the time for which they are kept. */
export const records: Look = async (place) => {
  const client = new Route53Client(place);
  const { HostedZones = [] } = await client.send(new ListHostedZonesCommand({}));
  const all = HostedZones.map(async ({ Id: HostedZoneId }) => {
    const found = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId }));
    const mail = (found.ResourceRecordSets ?? []).filter(({ Type }) => Type === 'MX');
    return mail.map(({ Name, TTL }) => `${Name?.replace(/\.$/, '')} MX ${TTL}`);
  });
  return (await Promise.all(all)).flat();
};

/** Where each health check asks. */
export const healthChecks: Look = async (place) => {
  const { HealthChecks = [] } = await new Route53Client(place).send(
    new ListHealthChecksCommand({}),
  );
  return HealthChecks.map(
    ({ HealthCheckConfig: asked }) =>
      `${asked?.FullyQualifiedDomainName} ${asked?.Port} ${asked?.ResourcePath}`,
  );
};
