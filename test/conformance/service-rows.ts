import * as looks from './looks.ts';
import type { Look } from './looks.ts';

/** An order by name, and what the witness sees after it of what it looks at. */
export interface Order {
  readonly words: string;
  readonly look: Look;
  readonly seen: readonly string[];
  /** As the record tells it. */
  readonly told: string;
}

/** Services that the AWS server really makes, and the words that make them. */
export interface ServiceRow {
  /** As the registry calls them. */
  readonly titles: readonly string[];
  /** What is asked for; `{vpc}` and the like are what the account has from the beginning. */
  readonly create: readonly string[];
  readonly look: Look;
  /** What the witness sees after it, beside what was there before. */
  readonly made: readonly string[];
  /** The same words with another value, and what is seen then: an update of its stack. */
  readonly update?: { readonly create: readonly string[]; readonly made: readonly string[] };
  readonly orders?: readonly Order[];
  /** What this server leaves where it said that it is deleted. */
  readonly left?: readonly string[];
}

/** What is asked for in one issue, is approved at once, and has one end. */
export interface Batch {
  readonly name: string;
  /** Items that are left out, because this server lists what they add without a name. */
  readonly skips: readonly string[];
  readonly rows: readonly ServiceRow[];
}

const IMAGE = '333333333333.dkr.ecr.us-east-1.amazonaws.com/shop/api:1.4.0';
const CODE = 'code s3://acme-packages/thumbs/1.0.0.zip';
const serviceOf = (name: string): string =>
  `create an ECS service named ${name} in the cluster shared with the image ${IMAGE}`;

const KEPT_BY_POLICIES: Batch = {
  name: 'what has a policy of its own',
  skips: ['S3-05', 'SQS-02', 'SNS-02'],
  rows: [
    {
      titles: ['S3 bucket'],
      create: ['create an S3 bucket named conformance-dev-pages'],
      look: looks.buckets,
      made: ['conformance-dev-pages'],
    },
    {
      titles: ['SQS queue'],
      create: ['create an SQS queue named orders with a visibility timeout of 2 minutes'],
      look: looks.queues,
      made: ['orders 120'],
    },
    {
      titles: ['SNS topic'],
      create: ['create an SNS topic named order-news'],
      look: looks.topics,
      made: ['order-news '],
    },
  ],
};

const OF_ONE_PART: Batch = {
  name: 'what is one resource',
  skips: [],
  rows: [
    {
      titles: ['CloudWatch log group'],
      create: ['create a CloudWatch log group named /apps/importer'],
      look: looks.logGroups,
      made: ['/apps/importer 30'],
    },
    {
      titles: ['EC2 security group'],
      create: ['create a security group named orders-web that lets in tcp 443 from 10.20.0.0/16'],
      look: looks.groups,
      made: ['orders-web 443'],
    },
    {
      titles: ['IAM role'],
      create: ['create an IAM role named report-reader that Lambda may assume'],
      look: looks.roles,
      made: ['report-reader lambda'],
    },
    {
      titles: ['IAM managed policy'],
      create: [
        'create an IAM managed policy named orders-read that may read objects in acme-orders',
      ],
      look: looks.policies,
      made: ['orders-read'],
      left: ['orders-read'],
    },
    {
      titles: ['IAM user'],
      create: ['create an IAM user named legacy-uploader'],
      look: looks.users,
      made: ['legacy-uploader'],
    },
    {
      titles: ['CloudWatch dashboard'],
      create: ['create a CloudWatch dashboard mails with the queue jobs-in'],
      look: looks.dashboards,
      made: ['mails jobs-in'],
    },
    {
      titles: ['Route 53 health check'],
      create: [
        'create a Route 53 health check named shop-live for https://shop.example.com/health',
      ],
      look: looks.healthChecks,
      made: ['shop.example.com 443 /health'],
      left: ['shop.example.com 443 /health'],
    },
    {
      titles: ['EFS file system'],
      create: ['create an EFS file system named build-cache with the security group {group}'],
      look: looks.fileSystems,
      made: ['encrypted'],
    },
    {
      titles: ['EBS volume'],
      create: ['create an EBS volume named spool of 21 GB in the zone us-east-1a'],
      look: looks.volumes,
      made: ['21 GiB gp2'],
      left: ['21 GiB gp2'],
    },
    {
      titles: ['ECS cluster'],
      create: ['create an ECS cluster named jobs'],
      look: looks.clusters,
      made: ['jobs ACTIVE'],
      left: ['jobs ACTIVE'],
    },
  ],
};

const OF_A_NETWORK: Batch = {
  name: 'what stands in a network',
  skips: [],
  rows: [
    {
      titles: ['Elastic IP', 'NAT gateway'],
      create: [
        'allocate an Elastic IP address named outbound',
        'create a NAT gateway named reports-nat in the subnet {publicSubnet}',
      ],
      look: looks.addresses,
      made: ['NAT gateway available', 'an address in a vpc', 'an address in a vpc'],
      left: ['NAT gateway available', 'an address in a vpc', 'an address in a vpc'],
    },
    {
      titles: ['Subnet', 'Internet gateway', 'Route table', 'VPC endpoint', 'VPC flow log'],
      create: [
        'create a subnet named reports-c with the CIDR 172.31.200.0/24 in {vpc}',
        'create an internet gateway named reports-gateway for {vpc}',
        'create a route table named reports-routes in {vpc}',
        'create a VPC endpoint named reports-s3 for s3 in {vpc}',
        'create a flow log named reports-flows for {vpc}',
      ],
      look: looks.networks,
      made: [
        'endpoint of com.amazonaws.us-east-1.s3',
        'flow log of ALL',
        'gateway',
        'route table',
        'subnet 172.31.200.0/24',
      ],
      left: ['endpoint of com.amazonaws.us-east-1.s3', 'flow log of ALL', 'gateway', 'route table'],
    },
    {
      titles: ['Target group'],
      create: ['create a target group named shop-direct in {vpc} on port 443'],
      look: looks.targetGroups,
      made: ['shop-direct 443'],
      left: ['shop-direct 443'],
    },
    {
      titles: ['Route 53 hosted zone'],
      create: ['create a hosted zone named shop.example.com'],
      look: looks.zones,
      made: ['shop.example.com'],
      left: ['shop.example.com'],
    },
  ],
};

const OF_MANY_PARTS: Batch = {
  name: 'what runs',
  skips: [],
  rows: [
    {
      titles: ['EC2 instance'],
      create: [
        'create an EC2 instance named rehearsal-driver of type t3.small with Amazon Linux 2023',
      ],
      look: looks.instances,
      made: ['rehearsal-driver running'],
      orders: [
        {
          words: 'stop the EC2 instance rehearsal-driver',
          look: looks.instances,
          seen: ['rehearsal-driver stopped'],
          told: 'stopped',
        },
        {
          words: 'start the EC2 instance rehearsal-driver',
          look: looks.instances,
          seen: ['rehearsal-driver running'],
          told: 'started',
        },
        {
          words: 'reboot the EC2 instance rehearsal-driver',
          look: looks.instances,
          seen: ['rehearsal-driver running'],
          told: 'rebooted',
        },
      ],
    },
    {
      titles: ['Auto Scaling group'],
      create: [
        'create an Auto Scaling group named shop-workers of t3.small instances with a minimum of 2 and a maximum of 4',
      ],
      look: looks.fleets,
      // Not changed there: that server finds no stack by the name of a group, which then seems
      // to be nobody's, and has no Cloud Control for what is.
      made: ['shop-workers 2-4'],
    },
    {
      titles: ['EC2 launch template'],
      create: ['create a launch template named shop-base of t3.small instances'],
      look: looks.launchTemplates,
      made: ['shop-base newest 1 default 1'],
      orders: [
        // This server takes nothing over from the version that a new one is made from, so that the
        // application, which compares before each call, makes no default of it.
        {
          words: 'update the launch template shop-base: use t3.large',
          look: looks.launchTemplates,
          seen: ['shop-base newest 2 default 1'],
          told: 'given a version',
        },
      ],
    },
    {
      titles: ['RDS instance'],
      create: ['create a read replica named shop-db-copy of the RDS instance shop-db'],
      look: looks.databases,
      made: ['shop-db-copy available'],
      orders: [
        {
          words: 'take a snapshot of the RDS instance shop-db-copy',
          look: looks.databaseSnapshots,
          seen: ['shop-db-copy in a snapshot, available'],
          told: 'put into a snapshot',
        },
        {
          words: 'reboot the RDS instance shop-db-copy',
          look: looks.databases,
          seen: ['shop-db-copy available'],
          told: 'rebooted',
        },
      ],
    },
    {
      titles: ['DynamoDB table'],
      create: ['create a DynamoDB table named carts with the partition key cartId (string)'],
      look: looks.tables,
      made: ['carts open'],
      orders: [
        {
          words: 'take a backup of the DynamoDB table carts',
          look: looks.backups,
          seen: ['carts in a backup, AVAILABLE'],
          told: 'backed up',
        },
      ],
    },
    {
      titles: ['EventBridge rule'],
      create: [
        'create an EventBridge rule. Name: nightly-report. Schedule: cron(0 3 * * ? *). Target: the queue jobs-in',
      ],
      look: looks.rules,
      made: ['nightly-report ENABLED'],
    },
  ],
};

const OF_MORE_PARTS: Batch = {
  name: 'what answers',
  skips: [],
  rows: [
    {
      titles: ['Load balancer', 'Load balancer listener'],
      create: [
        'create a load balancer named shop-web in {publicVpc} with the certificate {certificate}',
      ],
      look: looks.balancers,
      made: ['shop-web 80 443'],
    },
    {
      titles: ['Lambda function'],
      create: [
        `create a Lambda function named thumbs: runtime python3.12, handler app.main, memory 512 MB, timeout 20 seconds, ${CODE}`,
      ],
      look: looks.functions,
      made: ['thumbs 512'],
    },
    {
      titles: ['Lambda version'],
      create: ['publish a version of the Lambda function viewer-auth'],
      look: looks.functionVersions,
      // Made, but the stack tells no name of it, so that it is not read back.
      made: ['viewer-auth 1'],
      left: ['viewer-auth 1'],
    },
    {
      titles: ['ECS task definition'],
      create: [`create an ECS task definition named reports with the image ${IMAGE}, port 8080`],
      look: looks.definitions,
      made: ['reports:1'],
      left: ['reports:1'],
    },
    {
      titles: ['ECS service'],
      create: [`${serviceOf('shop-cart')}, 2 tasks, port 8080, security group {group}`],
      look: looks.services,
      made: ['shop-cart 2'],
      left: ['shop-cart 2'],
    },
    {
      titles: ['Route 53 record'],
      create: ['create an MX record soon.example.org with the value "10 mail.example.org"'],
      look: looks.records,
      made: ['soon.example.org MX 300'],
    },
  ],
};

/** Batches that end with everything taken away again. */
export const MADE_AND_UNDONE: readonly Batch[] = [
  KEPT_BY_POLICIES,
  OF_ONE_PART,
  OF_A_NETWORK,
  OF_MANY_PARTS,
  OF_MORE_PARTS,
];

/** What this server can update in a stack: asked for with other values by an edit of its issue. */
export const MADE_AND_UPDATED: Batch = {
  name: 'what is updated',
  skips: ['SQS-02'],
  rows: [
    {
      titles: ['SQS queue'],
      create: ['create an SQS queue named orders-late with a visibility timeout of 2 minutes'],
      look: looks.queues,
      made: ['orders-late 120'],
      update: {
        create: ['create an SQS queue named orders-late with a visibility timeout of 5 minutes'],
        made: ['orders-late 300'],
      },
    },
    {
      titles: ['EC2 security group'],
      create: ['create a security group named orders-inner that lets in tcp 443 from 10.20.0.0/16'],
      look: looks.groups,
      made: ['orders-inner 443'],
      update: {
        create: [
          'create a security group named orders-inner that lets in tcp 8443 from 10.20.0.0/16',
        ],
        made: ['orders-inner 8443'],
      },
    },
    {
      titles: ['Lambda function'],
      create: [
        `create a Lambda function named stamps: runtime python3.12, handler app.main, memory 512 MB, timeout 20 seconds, ${CODE}`,
      ],
      look: looks.functions,
      made: ['stamps 512'],
      update: {
        create: [
          `create a Lambda function named stamps: runtime python3.12, handler app.main, memory 1024 MB, timeout 20 seconds, ${CODE}`,
        ],
        made: ['stamps 1024'],
      },
    },
    {
      titles: ['Route 53 record'],
      create: ['create an MX record late.example.org with the value "10 mail.example.org"'],
      look: looks.records,
      made: ['late.example.org MX 300'],
      update: {
        create: [
          'create an MX record late.example.org with the value "10 mail.example.org" and a TTL of 60 seconds',
        ],
        made: ['late.example.org MX 60'],
      },
    },
    {
      titles: ['ECS service'],
      create: [`${serviceOf('shop-late')}, 2 tasks, port 8080, security group {group}`],
      look: looks.services,
      made: ['shop-late 2'],
      update: {
        create: [`${serviceOf('shop-late')}, 3 tasks, port 8080, security group {group}`],
        made: ['shop-late 3'],
      },
    },
    {
      titles: ['CloudWatch dashboard'],
      create: ['create a CloudWatch dashboard stamps with the queue jobs-in'],
      look: looks.dashboards,
      made: ['stamps jobs-in'],
      update: {
        create: [
          'create a CloudWatch dashboard stamps with the queue jobs-in and the queue jobs-out',
        ],
        made: ['stamps jobs-in jobs-out'],
      },
    },
  ],
};
