import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeAddressesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { DescribeClustersCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Place } from './seed.ts';

/** What a witness sees of one thing: one text for each that is there, with what may change of it. */
export type Look = (place: Place) => Promise<readonly string[]>;

/** Services that the AWS server really makes, and the words that make them. */
export interface ServiceRow {
  /** As the registry calls them. */
  readonly titles: readonly string[];
  /** `{vpc}` and `{group}` are the account's own network and its default group. */
  readonly create: string;
  readonly look: Look;
  /** What the witness sees after it, beside what was there before. */
  readonly made: readonly string[];
  /** Why nothing of it is undone on this server: it is refused, for want of an answer. */
  readonly kept?: string;
  /** What this server leaves where it said that it is deleted. */
  readonly left?: readonly string[];
}

const WHERE = 'in athena-dev, us-east-1';

const queues: Look = async (place) => {
  const client = new SQSClient(place);
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const all = QueueUrls.map(async (QueueUrl) => {
    const AttributeNames = ['VisibilityTimeout' as const];
    const said = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return `${QueueUrl.split('/').at(-1)} ${said.Attributes?.['VisibilityTimeout']}`;
  });
  return (await Promise.all(all)).toSorted();
};

const logGroups: Look = async (place) => {
  const { logGroups: found = [] } = await new CloudWatchLogsClient(place).send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/apps/' }),
  );
  return found.map(({ logGroupName, retentionInDays }) => `${logGroupName} ${retentionInDays}`);
};

const tables: Look = async (place) => {
  const client = new DynamoDBClient(place);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const all = TableNames.map(async (TableName) => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return `${TableName} ${Table?.DeletionProtectionEnabled === true ? 'protected' : 'open'}`;
  });
  return Promise.all(all);
};

const topics: Look = async (place) => {
  const client = new SNSClient(place);
  const { Topics = [] } = await client.send(new ListTopicsCommand({}));
  const all = Topics.map(async ({ TopicArn }) => {
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
    return `${TopicArn?.split(':').at(-1)} ${Attributes?.['DisplayName']}`;
  });
  return Promise.all(all);
};

const groups: Look = async (place) => {
  const { SecurityGroups = [] } = await new EC2Client(place).send(
    new DescribeSecurityGroupsCommand({}),
  );
  return SecurityGroups.filter(({ GroupName }) => GroupName !== 'default').map(
    ({ GroupName, IpPermissions = [] }) =>
      [GroupName, ...IpPermissions.map(({ FromPort }) => FromPort)].join(' '),
  );
};

const addresses: Look = async (place) => {
  const { Addresses = [] } = await new EC2Client(place).send(new DescribeAddressesCommand({}));
  return Addresses.map(({ Domain }) => `an address in a ${Domain}`);
};

const volumes: Look = async (place) => {
  const { Volumes = [] } = await new EC2Client(place).send(new DescribeVolumesCommand({}));
  return Volumes.map(({ Size, VolumeType }) => `${Size} GiB ${VolumeType}`);
};

/** Networks and what stands in them. */
const networks: Look = async (place) => {
  const client = new EC2Client(place);
  const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
  const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
  const { InternetGateways = [] } = await client.send(new DescribeInternetGatewaysCommand({}));
  const { RouteTables = [] } = await client.send(new DescribeRouteTablesCommand({}));
  const { NetworkAcls = [] } = await client.send(new DescribeNetworkAclsCommand({}));
  const { VpcEndpoints = [] } = await client.send(new DescribeVpcEndpointsCommand({}));
  return [
    ...Vpcs.map(({ VpcId, CidrBlock }) => `VPC ${CidrBlock} #${VpcId}`),
    ...Subnets.map(({ SubnetId, CidrBlock }) => `subnet ${CidrBlock} #${SubnetId}`),
    ...InternetGateways.map(({ InternetGatewayId }) => `gateway #${InternetGatewayId}`),
    ...RouteTables.map(({ RouteTableId }) => `route table #${RouteTableId}`),
    ...NetworkAcls.map(({ NetworkAclId }) => `network ACL #${NetworkAclId}`),
    ...VpcEndpoints.map((one) => `endpoint of ${one.ServiceName} #${one.VpcEndpointId}`),
  ];
};

const fileSystems: Look = async (place) => {
  const { FileSystems = [] } = await new EFSClient(place).send(new DescribeFileSystemsCommand({}));
  return FileSystems.map(
    ({ Encrypted, FileSystemId }) =>
      `${Encrypted === true ? 'encrypted' : 'open'} #${FileSystemId}`,
  );
};

const buckets: Look = async (place) => {
  const { Buckets = [] } = await new S3Client(place).send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => `${Name}`);
};

const clusters: Look = async (place) => {
  const client = new ECSClient(place);
  const { clusterArns = [] } = await client.send(new ListClustersCommand({}));
  const { clusters: found = [] } = await client.send(
    new DescribeClustersCommand({ clusters: clusterArns }),
  );
  return found.map(({ clusterName, status }) => `${clusterName} ${status}`);
};

const targetGroups: Look = async (place) => {
  const { TargetGroups = [] } = await new ElasticLoadBalancingV2Client(place).send(
    new DescribeTargetGroupsCommand({}),
  );
  return TargetGroups.map(({ TargetGroupName, Port }) => `${TargetGroupName} ${Port}`);
};

const zones: Look = async (place) => {
  const { HostedZones = [] } = await new Route53Client(place).send(new ListHostedZonesCommand({}));
  return HostedZones.map(({ Name }) => `${Name}`);
};

const KEPT = 'the server lists its policy without a name, so what is in the stack is not known';

/** Table: what the server really makes and deletes by change sets. */
export const SERVICE_ROWS: readonly ServiceRow[] = [
  {
    titles: ['S3 bucket'],
    create: `Create an S3 bucket named conformance-dev-pages ${WHERE}.`,
    look: buckets,
    made: ['conformance-dev-pages'],
    kept: KEPT,
  },
  {
    titles: ['SQS queue'],
    create: `Create an SQS queue named orders ${WHERE} with a visibility timeout of 2 minutes.`,
    look: queues,
    made: ['orders 120'],
    kept: KEPT,
  },
  {
    titles: ['SNS topic'],
    create: `Create an SNS topic named order-news ${WHERE} with the display name Orders.`,
    look: topics,
    made: ['order-news '],
    kept: KEPT,
  },
  {
    titles: ['CloudWatch log group'],
    create: `Create a CloudWatch log group named /apps/importer ${WHERE}.`,
    look: logGroups,
    made: ['/apps/importer 30'],
  },
  {
    titles: ['DynamoDB table'],
    create: `Create a DynamoDB table named carts ${WHERE} with the partition key cartId (string).`,
    look: tables,
    made: ['carts open'],
  },
  {
    titles: ['EC2 security group'],
    create: `Create a security group named orders-web ${WHERE}, that lets in tcp 443 from 10.20.0.0/16.`,
    look: groups,
    made: ['orders-web 443'],
  },
  {
    titles: ['Elastic IP'],
    create: `Allocate an Elastic IP address named outbound ${WHERE}.`,
    look: addresses,
    made: ['an address in a vpc'],
    left: ['an address in a vpc'],
  },
  {
    titles: ['EBS volume'],
    create: `Create an EBS volume named spool of 20 GB in the zone us-east-1a ${WHERE}.`,
    look: volumes,
    made: ['20 GiB gp2'],
    left: ['20 GiB gp2'],
  },
  {
    titles: ['Subnet', 'Internet gateway', 'Route table', 'VPC endpoint'],
    create: [
      'In athena-dev, us-east-1:',
      '',
      '- create a subnet named reports-c with the CIDR 172.31.200.0/24 in {vpc}',
      '- create an internet gateway named reports-gateway for {vpc}',
      '- create a route table named reports-routes in {vpc}',
      '- create a VPC endpoint named reports-s3 for s3 in {vpc}',
    ].join('\n'),
    look: networks,
    made: [
      'endpoint of com.amazonaws.us-east-1.s3',
      'gateway',
      'route table',
      'subnet 172.31.200.0/24',
    ],
    left: ['endpoint of com.amazonaws.us-east-1.s3', 'gateway', 'route table'],
  },
  {
    titles: ['ECS cluster'],
    create: `Create an ECS cluster named jobs ${WHERE}.`,
    look: clusters,
    made: ['jobs ACTIVE'],
    left: ['jobs ACTIVE'],
  },
  {
    titles: ['Target group'],
    create: `Create a target group named shop-web ${WHERE} in {vpc} on port 443.`,
    look: targetGroups,
    made: ['shop-web 443'],
    left: ['shop-web 443'],
  },
  {
    titles: ['EFS file system'],
    create: `Create an EFS file system named build-cache with the security group {group} ${WHERE}.`,
    look: fileSystems,
    made: ['encrypted'],
  },
  {
    titles: ['Route 53 hosted zone'],
    create: 'Create a hosted zone named shop.example.com in athena-dev.',
    look: zones,
    made: ['shop.example.com'],
    left: ['shop.example.com'],
  },
];
