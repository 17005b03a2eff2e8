import type { TaskParameters } from '../../src/task/aws-task.ts';
import { answer, NOT_FOUND, type Answers } from './samples.ts';
import { NETWORK_SAMPLES } from './network-samples.ts';

const EC2_ANSWERS: Answers = {
  'EC2.DescribeInstances': answer({ Reservations: [] }),
  'EC2.DescribeInstanceTypes': answer({
    InstanceTypes: [
      { InstanceType: 't3.small', ProcessorInfo: { SupportedArchitectures: ['x86_64'] } },
    ],
  }),
  'SSM.GetParameter': answer({ Parameter: { Value: 'ami-0abcdef1234567890' } }),
  'EC2.DescribeImages': answer({
    Images: [
      {
        ImageId: 'ami-0abcdef1234567890',
        Architecture: 'x86_64',
        RootDeviceName: '/dev/xvda',
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } }],
      },
    ],
  }),
  'EC2.DescribeVpcs': answer({
    Vpcs: [{ VpcId: 'vpc-0123456789abcdef0', CidrBlock: '10.30.0.0/16', IsDefault: true }],
  }),
  'EC2.DescribeRouteTables': answer({ RouteTables: [] }),
  'EC2.DescribeSubnets': answer({
    Subnets: [
      {
        SubnetId: 'subnet-0123456789abcdef0',
        VpcId: 'vpc-0123456789abcdef0',
        AvailabilityZone: 'us-east-1a',
      },
      {
        SubnetId: 'subnet-0fedcba9876543210',
        VpcId: 'vpc-0123456789abcdef0',
        AvailabilityZone: 'us-east-1b',
      },
    ],
  }),
};

const CERTIFICATE =
  'arn:aws:acm:us-east-1:333333333333:certificate/0a1b2c3d-0000-4000-8000-0123456789ab';

const SHOP_IMAGE = '333333333333.dkr.ecr.us-east-1.amazonaws.com/shop/api:1.4.0';
const HEALTHY = 'curl -f http://localhost:8080/health || exit 1';

const EKS_CLUSTER = answer({
  cluster: {
    name: 'shop',
    arn: 'arn:aws:eks:us-east-1:333333333333:cluster/shop',
    version: '1.34',
    status: 'ACTIVE',
    resourcesVpcConfig: { subnetIds: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'] },
  },
});

const ELB_ARN = 'arn:aws:elasticloadbalancing:us-east-1:333333333333';

const BALANCER_ANSWERS: Answers = {
  'ElasticLoadBalancingV2.DescribeLoadBalancers': answer({
    LoadBalancers: [
      {
        LoadBalancerArn: `${ELB_ARN}:loadbalancer/app/shop-web/0123456789abcdef`,
        LoadBalancerName: 'shop-web',
        Type: 'application',
      },
    ],
  }),
  'ElasticLoadBalancingV2.DescribeListeners': answer({ Listeners: [] }),
  'ElasticLoadBalancingV2.DescribeTargetGroups': answer({
    TargetGroups: [
      {
        TargetGroupArn: `${ELB_ARN}:targetgroup/shop/0123456789abcdef`,
        TargetGroupName: 'shop',
      },
    ],
  }),
};

/** What a new database needs around it. */
const DATABASE_ANSWERS: Answers = {
  ...EC2_ANSWERS,
  'RDS.DescribeDBInstances': NOT_FOUND,
  'RDS.DescribeDBEngineVersions': answer({
    DBEngineVersions: [{ EngineVersion: '16.4', DBParameterGroupFamily: 'postgres16' }],
  }),
  'RDS.DescribeOrderableDBInstanceOptions': answer({
    OrderableDBInstanceOptions: [{ EngineVersion: '16.4' }],
  }),
};

const TEMPLATE = [
  'AWSTemplateFormatVersion: "2010-09-09"',
  'Description: Buffer between the scraper and the parser',
  'Resources:',
  '  Buffer:',
  '    Type: AWS::SQS::Queue',
  '    Properties:',
  '      VisibilityTimeout: 300',
  '      SqsManagedSseEnabled: true',
  '',
].join('\n');

/** A worker of queue, function, role, alarm and parameter: more than one session easily holds. */
const LARGE_TEMPLATE = `${TEMPLATE}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: ApproximateNumberOfMessagesVisible
      Namespace: AWS/SQS
      Dimensions: [{ Name: QueueName, Value: !GetAtt Buffer.QueueName }]
      Statistic: Maximum
      Period: 300
      EvaluationPeriods: 1
      Threshold: !Ref Depth
      ComparisonOperator: GreaterThanThreshold
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: { RetentionInDays: 30 }
  Address:
    Type: AWS::SSM::Parameter
    Properties: { Type: String, Name: /intake/queue, Value: !Ref Buffer }
Parameters:
  Depth: { Type: Number }
`;

/** What the contract test needs of each service: the most a create can ask, and what AWS says. */
export interface ServiceSample {
  /** Folder below `skills/aws/` that holds its skill and baseline. */
  readonly skill: string;
  /** The least a create needs. */
  readonly least: TaskParameters;
  /** Everything a create can ask for at once. */
  readonly most: TaskParameters;
  /** Items added to the largest template of the tiers in which sessions are made. */
  readonly added: readonly string[];
  /** True where the main type takes no tags: those of its stack say whose it is. */
  readonly isUntagged?: true;
  /** Answers while facts are read; anything else is not found. */
  readonly answers: Answers;
}

/** One row for each folder of the registry. */
export const SAMPLES: Readonly<Record<string, ServiceSample>> = {
  's3-bucket': {
    skill: 's3',
    least: { name: 'acme-dev-use1-reports' },
    most: {
      name: 'acme-dev-use1-reports-of-a-very-long-name-indeed-in-us-east-1',
      versioning: true,
      encryption: 'aws:kms',
      kmsKey: 'alias/reports',
      expirationDays: 365,
      transitionDays: 30,
      storageClass: 'GLACIER_IR',
      retentionDays: 30,
      confidentiality: 'internal',
    },
    added: ['S3-08', 'S3-12', 'S3-19'],
    answers: {},
  },
  'dynamodb-table': {
    skill: 'dynamodb',
    least: { name: 'sessions', partitionKey: 'tenantId' },
    most: {
      name: 'sessions-of-a-very-long-name-for-one-table',
      partitionKey: 'tenantId',
      sortKey: 'sessionId',
      sortKeyType: 'N',
      billingMode: 'provisioned',
      readCapacity: 5,
      writeCapacity: 5,
      pointInTimeRecovery: true,
      deletionProtection: true,
      ttlAttribute: 'expiresAt',
      kmsKey: 'alias/sessions',
      confidentiality: 'internal',
    },
    added: ['DYNAMODB-02', 'DYNAMODB-03'],
    answers: {},
  },
  'sns-topic': {
    skill: 'sns',
    least: { name: 'orders-paid' },
    most: {
      name: 'orders-paid-with-a-very-long-name.fifo',
      displayName: 'Paid orders',
      fifo: true,
      contentBasedDeduplication: true,
      kmsKey: 'alias/messages',
      protocol: 'sqs',
      endpoint: 'arn:aws:sqs:us-east-1:333333333333:orders',
    },
    added: [],
    answers: {},
  },
  'lambda-function': {
    skill: 'lambda',
    least: {
      name: 'csv-splitter',
      runtime: 'python3.13',
      handler: 'app.handler',
      code: 's3://acme-artifacts/csv-splitter/1.4.0.zip?versionId=3sL4kqtJlcpXroDTDmJ',
    },
    most: {
      name: 'csv-splitter-of-the-supplier-files',
      runtime: 'python3.13',
      handler: 'app.handler',
      code: 's3://acme-dev-use1-artifacts/csv-splitter/releases/1.4.0.zip?versionId=3sL4kqtJlcp',
      memoryMb: 512,
      timeoutSeconds: 45,
      tracing: true,
      architecture: 'arm64',
      logRetentionDays: 90,
      reservedConcurrency: 5,
      environment: { STAGE: 'dev' },
    },
    added: ['LAMBDA-06', 'LAMBDA-08', 'LAMBDA-11'],
    answers: {},
  },
  'ec2-instance': {
    skill: 'ec2',
    least: { name: 'build-runner', instanceType: 't3.small' },
    most: {
      name: 'rehearsal-driver-of-thursday',
      instanceType: 'c7i.large',
      os: 'Ubuntu 24.04',
      sizeGb: 40,
      volumeType: 'gp3',
      monitoring: true,
      terminationProtection: true,
    },
    added: ['EC2-14', 'EC2-16'],
    answers: EC2_ANSWERS,
  },
  'iam-role': {
    skill: 'iam',
    least: { name: 'pdf-stamper-exec', trustedService: 'lambda.amazonaws.com' },
    most: {
      name: 'pdf-stamper-execution-role-with-a-very-long-name-for-one-role',
      trustedService: 'ecs-tasks.amazonaws.com',
      permissions: 'allowed to read and write objects in acme-dev-use1-reports',
      managedPolicies: ['AmazonSSMManagedInstanceCore'],
    },
    added: ['IAM-11'],
    answers: {
      'IAM.GetPolicy': answer({
        Policy: { Arn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' },
      }),
    },
  },
  'ebs-volume': {
    skill: 'ebs',
    least: { name: 'ledger-data', sizeGb: 20, availabilityZone: 'us-east-1a' },
    most: {
      name: 'ledger-data-of-the-quarterly-closing',
      sizeGb: 500,
      availabilityZone: 'us-east-1a',
      volumeType: 'gp3',
      iops: 6000,
      throughputMbps: 250,
      encrypted: true,
      kmsKey: 'arn:aws:kms:us-east-1:333333333333:key/0a1b2c3d-0000-4000-8000-0123456789ab',
      confidentiality: 'internal',
    },
    added: ['EBS-01', 'EBS-02'],
    answers: { 'EC2.DescribeVolumes': answer({ Volumes: [] }) },
  },
  'elastic-ip': {
    skill: 'ec2',
    least: {},
    most: { name: 'partner-gateway-of-the-quarterly-closing', confidentiality: 'internal' },
    added: [],
    answers: { 'EC2.DescribeAddresses': answer({ Addresses: [] }) },
  },
  'log-group': {
    skill: 'cloudwatch',
    least: { name: '/apps/ledger' },
    most: {
      name: '/apps/ledger/of-the-quarterly-closing/with-a-long-name',
      retentionDays: 90,
      filterPattern: '?ERROR ?Exception',
      metric: 'errors-of-the-quarterly-closing-with-a-long-name',
      confidentiality: 'internal',
    },
    added: ['CLOUDWATCH-03'],
    answers: { 'CloudWatchLogs.DescribeLogGroups': answer({ logGroups: [] }) },
  },
  'http-api': {
    skill: 'api-gateway',
    least: { name: 'orders', protocol: 'HTTP' },
    most: {
      name: 'orders-of-the-quarterly-closing-with-a-long-name',
      protocol: 'HTTP',
      route: 'GET /orders/{id}',
      target: 'reader-of-orders-with-a-long-name-of-its-own',
      stage: 'development',
      rateLimit: 50,
      burstLimit: 100,
      confidentiality: 'internal',
    },
    added: ['APIGW-14'],
    answers: {
      'ApiGatewayV2.GetApis': answer({ Items: [] }),
      'Lambda.GetFunctionConfiguration': answer({
        FunctionArn: `arn:aws:lambda:us-east-1:333333333333:function:reader-of-orders`,
      }),
    },
  },
  'security-group': {
    skill: 'ec2',
    least: { name: 'orders-web' },
    most: {
      name: 'orders-web-of-the-quarterly-closing',
      port: '8000-8100',
      protocol: 'tcp',
      cidr: '10.20.0.0/16',
      confidentiality: 'internal',
    },
    added: ['EC2-01'],
    answers: {
      'EC2.DescribeSecurityGroups': answer({ SecurityGroups: [] }),
      'EC2.DescribeVpcs': answer({ Vpcs: [{ VpcId: 'vpc-0123456789abcdef0', IsDefault: true }] }),
    },
  },
  'rest-api': {
    skill: 'api-gateway',
    least: { name: 'orders', target: 'order-reader' },
    most: {
      name: 'orders-of-the-quarterly-closing-with-a-long-name',
      route: 'GET /orders/{id}',
      target: 'reader-of-orders-with-a-long-name-of-its-own',
      stage: 'development',
      rateLimit: 50,
      burstLimit: 100,
      tracing: true,
      confidentiality: 'internal',
    },
    added: [],
    answers: {
      'APIGateway.GetRestApis': answer({ items: [] }),
      'APIGateway.GetAccount': answer({
        cloudwatchRoleArn: 'arn:aws:iam::333333333333:role/api-gateway-logs',
      }),
      'Lambda.GetFunctionConfiguration': answer({
        FunctionArn: `arn:aws:lambda:us-east-1:333333333333:function:order-reader`,
      }),
    },
  },
  'efs-file-system': {
    skill: 'efs',
    least: { name: 'shared-home', securityGroup: 'sg-0123456789abcdef0' },
    most: {
      name: 'shared-home-of-builds',
      securityGroup: 'sg-0123456789abcdef0',
      backups: true,
      transitionDays: 90,
      throughputMode: 'bursting',
      confidentiality: 'internal',
    },
    added: [],
    answers: {
      ...EC2_ANSWERS,
      'EFS.DescribeFileSystems': answer({ FileSystems: [] }),
      'EC2.DescribeSecurityGroups': answer({
        SecurityGroups: [
          {
            GroupId: 'sg-0123456789abcdef0',
            GroupName: 'ledger-clients',
            VpcId: 'vpc-0123456789abcdef0',
          },
        ],
      }),
    },
  },
  vpc: {
    skill: 'vpc',
    least: { name: 'ledger', cidr: '10.44.0.0/16' },
    most: {
      name: 'network-of-the-quarterly-closing',
      cidr: '10.44.0.0/16',
      zones: 3,
      confidentiality: 'internal',
    },
    added: [],
    answers: {
      'EC2.DescribeVpcs': answer({ Vpcs: [] }),
      'EC2.DescribeAvailabilityZones': answer({
        AvailabilityZones: ['a', 'b', 'c'].map((zone) => ({ ZoneName: `us-east-1${zone}` })),
      }),
    },
  },
  ...NETWORK_SAMPLES,
  'hosted-zone': {
    skill: 'route53',
    least: { name: 'shop.example.com' },
    most: {
      name: 'a-shop-of-the-quarterly-closing.with-a-long-name.example.com',
      comment: 'The shop',
      confidentiality: 'internal',
    },
    added: ['ROUTE53-01'],
    answers: { 'Route53.ListHostedZones': answer({ HostedZones: [] }) },
  },
  'dns-record': {
    skill: 'route53',
    least: { name: 'www.shop.example.com', recordType: 'A', value: '203.0.113.7' },
    most: {
      name: 'www.of-the-quarterly-closing.shop.example.com',
      recordType: 'MX',
      value: '10 mail.example.com, 20 spare.example.com',
      ttlSeconds: 60,
      confidentiality: 'internal',
    },
    added: ['ROUTE53-07'],
    answers: {
      'Route53.ListHostedZones': answer({
        HostedZones: [{ Id: '/hostedzone/Z0SHOP', Name: 'shop.example.com.' }],
      }),
      'Route53.ListResourceRecordSets': answer({ ResourceRecordSets: [] }),
    },
  },
  'cloudformation-template': {
    skill: 'cloudformation',
    least: { name: 'intake-buffer', template: TEMPLATE },
    most: { name: 'intake-buffer', template: LARGE_TEMPLATE, parameters: { Depth: '3' } },
    added: [],
    answers: {},
  },
  'sqs-queue': {
    skill: 'sqs',
    least: { name: 'orders' },
    most: {
      name: 'orders-of-the-quarterly-closing-with-a-very-long-name.fifo',
      fifo: true,
      contentBasedDeduplication: true,
      visibilityTimeoutSeconds: 300,
      retentionDays: 7,
      delaySeconds: 30,
      deadLetterQueue: 'orders-of-the-quarterly-closing-which-nobody-could-read.fifo',
      maxReceiveCount: 3,
      kmsKey: 'alias/messages',
      topic: 'orders-paid-of-the-quarterly-closing.fifo',
      confidentiality: 'internal',
    },
    added: [],
    answers: { 'SNS.GetTopicAttributes': answer({ Attributes: {} }) },
  },
  'eventbridge-rule': {
    skill: 'eventbridge',
    least: { name: 'nightly-report', schedule: 'rate(1 day)', target: 'report-mailer' },
    most: {
      name: 'nightly-report-of-the-quarterly-closing-with-a-long-name',
      eventPattern: '{"source":["aws.ec2"],"detail-type":["EC2 Instance State-change"]}',
      target: 'report-mailer-of-the-quarterly-closing',
      enabled: false,
    },
    added: ['EVENTS-04', 'EVENTS-07'],
    isUntagged: true,
    answers: {
      'Lambda.GetFunctionConfiguration': answer({
        FunctionArn: 'arn:aws:lambda:us-east-1:333333333333:function:report-mailer',
      }),
    },
  },
  'cloudwatch-alarm': {
    skill: 'cloudwatch',
    least: { metric: 'Errors', resource: 'report-mailer', threshold: 5 },
    most: {
      name: 'development-report-mailer-Errors-over-5-in-the-quarterly-closing',
      metric: 'Errors',
      resource: 'report-mailer',
      threshold: 5,
      comparison: 'GreaterThanOrEqualToThreshold',
      periodMinutes: 10,
      evaluationPeriods: 3,
      topic: 'on-call-of-the-quarterly-closing',
      missingData: 'ignore',
      enabled: false,
    },
    added: [],
    answers: {
      'CloudWatch.DescribeAlarms': answer({ MetricAlarms: [], CompositeAlarms: [] }),
      'Lambda.GetFunctionConfiguration': answer({}),
      'SNS.GetTopicAttributes': answer({ Attributes: {} }),
    },
  },
  'cloudwatch-dashboard': {
    skill: 'cloudwatch',
    least: { name: 'orders', shows: ['function report-mailer'] },
    most: {
      name: 'orders-of-the-quarterly-closing-with-a-long-name',
      shows: ['function report-mailer', 'queue thumbnail-jobs', 'alarm orders-slow'],
    },
    added: [],
    isUntagged: true,
    answers: {
      'CloudWatch.DescribeAlarms': answer({ MetricAlarms: [{}] }),
      'Lambda.GetFunctionConfiguration': answer({}),
      'SQS.GetQueueUrl': answer({}),
    },
  },
  'load-balancer': {
    skill: 'load-balancer',
    least: { name: 'shop-web', certificate: CERTIFICATE },
    most: {
      name: 'shop-web-of-the-quarterly-sales-1',
      certificate: CERTIFICATE,
      scheme: 'internal',
      targetPort: 8080,
      healthCheckPath: '/health',
      deletionProtection: true,
      confidentiality: 'internal',
    },
    added: ['ELB-11'],
    answers: EC2_ANSWERS,
  },
  'load-balancer-listener': {
    skill: 'load-balancer',
    least: { loadBalancer: 'shop-web', port: 8443, certificate: CERTIFICATE, targetGroup: 'shop' },
    most: { loadBalancer: 'shop-web', port: 8443, certificate: CERTIFICATE, targetGroup: 'shop' },
    added: [],
    answers: BALANCER_ANSWERS,
  },
  'ecs-cluster': {
    skill: 'ecs',
    least: { name: 'shop' },
    most: {
      name: 'shop-of-the-quarterly-closing-with-a-long-name',
      containerInsights: true,
      confidentiality: 'internal',
    },
    added: ['ECS-12'],
    answers: { 'ECS.DescribeClusters': answer({ clusters: [] }) },
  },
  'ecs-task-definition': {
    skill: 'ecs',
    least: { name: 'shop-api', image: SHOP_IMAGE, healthCheck: HEALTHY },
    most: {
      name: 'shop-api-of-the-quarterly-closing-with-a-long-name',
      image: SHOP_IMAGE,
      cpu: 1024,
      memoryMb: 4096,
      port: 8080,
      healthCheck: HEALTHY,
      environment: { STAGE: 'dev', REGION: 'us' },
      architecture: 'arm64',
      logRetentionDays: 90,
      confidentiality: 'internal',
    },
    added: ['ECS-21'],
    answers: {
      'ECS.DescribeTaskDefinition': NOT_FOUND,
      'CloudWatchLogs.DescribeLogGroups': answer({ logGroups: [] }),
    },
  },
  'ecs-service': {
    skill: 'ecs',
    least: {
      name: 'shop-api',
      cluster: 'shop',
      image: SHOP_IMAGE,
      healthCheck: HEALTHY,
      securityGroup: 'sg-0123456789abcdef0',
    },
    most: {
      name: 'shop-api-of-the-quarterly-closing-with-a-long-name',
      cluster: 'shop-of-the-quarterly-closing-with-a-long-name',
      image: SHOP_IMAGE,
      cpu: 1024,
      memoryMb: 4096,
      port: 8080,
      desiredCount: 3,
      healthCheck: HEALTHY,
      environment: { STAGE: 'dev', REGION: 'us' },
      architecture: 'arm64',
      logRetentionDays: 90,
      securityGroup: 'sg-0123456789abcdef0',
      targetGroup: 'shop',
      confidentiality: 'internal',
    },
    added: ['ECS-21'],
    answers: {
      ...EC2_ANSWERS,
      'EC2.DescribeSecurityGroups': answer({
        SecurityGroups: [{ GroupId: 'sg-0123456789abcdef0', VpcId: 'vpc-0123456789abcdef0' }],
      }),
      'ElasticLoadBalancingV2.DescribeTargetGroups': answer({
        TargetGroups: [
          {
            TargetGroupArn: `${ELB_ARN}:targetgroup/shop/0123456789abcdef`,
            TargetGroupName: 'shop',
            TargetType: 'ip',
            VpcId: 'vpc-0123456789abcdef0',
            LoadBalancerArns: [`${ELB_ARN}:loadbalancer/app/shop-web/0123456789abcdef`],
          },
        ],
      }),
      'ECS.DescribeClusters': answer({ clusters: [] }),
      'ECS.DescribeServices': answer({ services: [] }),
      'CloudWatchLogs.DescribeLogGroups': answer({ logGroups: [] }),
    },
  },
  'eks-cluster': {
    skill: 'eks',
    least: { name: 'shop', version: '1.34' },
    most: {
      name: 'shop-of-the-quarterly-closing-with-a-long-name',
      version: '1.34',
      kmsKey: `arn:aws:kms:us-east-1:333333333333:key/0a1b2c3d-0000-4000-8000-0123456789ab`,
      publicCidrs: ['203.0.113.0/24', '198.51.100.0/24'],
      confidentiality: 'internal',
    },
    added: ['EKS-09'],
    answers: { ...EC2_ANSWERS, 'EKS.DescribeCluster': NOT_FOUND },
  },
  'eks-nodegroup': {
    skill: 'eks',
    least: { name: 'workers', cluster: 'shop', minSize: 2, maxSize: 4 },
    most: {
      name: 'workers-of-the-quarterly-closing-with-a-long-name',
      cluster: 'shop-of-the-quarterly-closing-with-a-long-name',
      instanceType: 'm7g.large',
      minSize: 2,
      maxSize: 6,
      desiredSize: 3,
      sizeGb: 80,
      version: '1.34',
      confidentiality: 'internal',
    },
    added: [],
    answers: { 'EKS.DescribeCluster': EKS_CLUSTER, 'EKS.DescribeNodegroup': NOT_FOUND },
  },
  'eks-addon': {
    skill: 'eks',
    least: { name: 'vpc-cni', cluster: 'shop' },
    most: {
      name: 'amazon-cloudwatch-observability',
      cluster: 'shop-of-the-quarterly-closing-with-a-long-name',
      version: 'v4.1.0-eksbuild.1',
      confidentiality: 'internal',
    },
    added: [],
    answers: { 'EKS.DescribeCluster': EKS_CLUSTER, 'EKS.DescribeAddon': NOT_FOUND },
  },
  'auto-scaling-group': {
    skill: 'auto-scaling',
    least: { name: 'web-fleet', minSize: 2, maxSize: 4, instanceType: 't3.small' },
    most: {
      name: 'web-fleet-of-the-quarterly-sales',
      minSize: 2,
      maxSize: 6,
      desiredCapacity: 3,
      instanceType: 'c7i.large',
      os: 'Ubuntu 24.04',
      sizeGb: 40,
      targetPercent: 60,
      confidentiality: 'internal',
    },
    added: ['ASG-12'],
    answers: {
      ...EC2_ANSWERS,
      'AutoScaling.DescribeAutoScalingGroups': answer({ AutoScalingGroups: [] }),
    },
  },
  'target-group': {
    skill: 'load-balancer',
    least: { name: 'shop-api', port: 8080 },
    most: {
      name: 'shop-api-of-the-quarterly-sales',
      port: 8080,
      protocol: 'HTTP',
      targetType: 'instance',
      healthCheckPath: '/health',
    },
    added: ['ELB-10'],
    answers: EC2_ANSWERS,
  },
  'kms-key': {
    skill: 'kms',
    least: { alias: 'alias/orders' },
    most: {
      alias: 'alias/orders/of-the-quarterly-closing',
      rotationDays: 180,
      description: 'What the orders are encrypted with',
      multiRegion: true,
      confidentiality: 'internal',
    },
    added: [],
    answers: {},
  },
  secret: {
    skill: 'secrets-manager',
    least: { name: 'orders/database', rotationFunction: 'rotate-orders' },
    most: {
      name: 'orders/database/of-the-quarterly-closing',
      username: 'orders',
      rotationDays: 7,
      rotationFunction: 'rotate-orders-database',
      description: 'How the orders reach their database',
      confidentiality: 'restricted',
    },
    added: ['SECRETS-06'],
    answers: {
      'Lambda.GetFunctionConfiguration': answer({
        FunctionArn: 'arn:aws:lambda:us-east-1:333333333333:function:rotate-orders',
      }),
      'Lambda.GetPolicy': answer({
        Policy: '{"Statement":[{"Principal":{"Service":"secretsmanager.amazonaws.com"}}]}',
      }),
    },
  },
  'managed-policy': {
    skill: 'iam',
    least: { name: 'orders-read', permissions: 'read objects in acme-orders' },
    most: {
      name: 'orders-read-and-write-of-the-quarterly-closing',
      permissions:
        'read and write objects in acme-orders, write to the DynamoDB table orders and publish ' +
        'to the topic orders-paid',
    },
    added: [],
    answers: { 'IAM.ListPolicies': answer({ Policies: [] }) },
  },
  'iam-group': {
    skill: 'iam',
    least: { name: 'uploaders' },
    most: {
      name: 'uploaders-of-the-quarterly-closing',
      managedPolicies: ['AmazonEC2ReadOnlyAccess', 'orders-read'],
    },
    added: [],
    answers: {
      'IAM.GetPolicy': answer({
        Policy: { Arn: 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess' },
      }),
    },
  },
  'iam-user': {
    skill: 'iam',
    least: { name: 'legacy-uploader', group: 'uploaders' },
    most: {
      name: 'legacy-uploader-of-the-quarterly-closing',
      group: 'uploaders',
      confidentiality: 'internal',
    },
    added: [],
    answers: { 'IAM.GetGroup': answer({ Group: { Path: '/coworker/' }, Users: [] }) },
  },
  'rds-instance': {
    skill: 'rds',
    least: { name: 'orders-db', engine: 'postgres', instanceType: 'db.t4g.medium' },
    most: {
      name: 'orders-db-of-the-quarterly-closing',
      engine: 'postgres',
      engineVersion: '16',
      instanceType: 'db.m6g.large',
      sizeGb: 200,
      backupRetentionDays: 14,
      multiAz: true,
      databaseName: 'orders',
      deletionProtection: true,
      confidentiality: 'confidential',
    },
    added: ['RDS-14', 'RDS-21'],
    answers: DATABASE_ANSWERS,
  },
  'xray-group': {
    skill: 'xray',
    least: { name: 'checkout', filterExpression: 'service("orders")' },
    most: {
      name: 'checkout-of-the-long-closing',
      filterExpression: 'service("orders") { fault = true }',
      insights: true,
    },
    added: ['XRAY-02'],
    answers: { 'XRay.GetGroups': answer({ Groups: [] }) },
  },
  'xray-sampling-rule': {
    skill: 'xray',
    least: { name: 'checkout', priority: 1000 },
    most: {
      name: 'checkout-of-the-long-closing',
      priority: 1000,
      ratePercent: 10,
      reservoir: 5,
      service: 'orders',
      urlPath: '/checkout/*',
      httpMethod: 'POST',
    },
    added: [],
    answers: { 'XRay.GetSamplingRules': answer({ SamplingRuleRecords: [] }) },
  },
  budget: {
    skill: 'budgets',
    least: { name: 'team-orders', limitUsd: 500, subscribers: ['finops@example.com'] },
    most: {
      name: 'team-orders-of-the-quarterly-closing',
      limitUsd: 500,
      notifyAtPercent: 50,
      subscribers: ['finops@example.com', 'orders@example.com'],
      topic: 'cost-alerts-of-the-quarterly-closing',
    },
    added: [],
    answers: {
      'SNS.GetTopicAttributes': answer({
        Attributes: {
          Policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'budgets.amazonaws.com' },
                Action: 'sns:Publish',
              },
            ],
          }),
        },
      }),
    },
  },
  'aurora-cluster': {
    skill: 'rds',
    least: {
      name: 'ledger',
      engine: 'aurora-postgresql',
      instanceType: 'db.r6g.large',
      securityGroup: 'sg-0123456789abcdef0',
    },
    most: {
      name: 'ledger-of-the-quarterly-closing',
      engine: 'aurora-postgresql',
      engineVersion: '16',
      instanceType: 'db.r6g.large',
      instances: 3,
      minCapacity: 0.5,
      maxCapacity: 8,
      backupRetentionDays: 14,
      securityGroup: 'sg-0123456789abcdef0',
      deletionProtection: true,
      confidentiality: 'confidential',
    },
    added: ['RDS-21'],
    answers: {
      ...DATABASE_ANSWERS,
      'EC2.DescribeSecurityGroups': answer({
        SecurityGroups: [
          {
            GroupId: 'sg-0123456789abcdef0',
            GroupName: 'ledger-clients',
            VpcId: 'vpc-0123456789abcdef0',
          },
        ],
      }),
    },
  },
  'cloudtrail-trail': {
    skill: 'cloudtrail',
    least: { name: 'audit', bucket: 'acme-audit-logs' },
    most: {
      name: 'audit-of-the-quarterly-closing',
      bucket: 'acme-audit-logs-of-the-organization',
      confidentiality: 'restricted',
    },
    added: ['CLOUDTRAIL-03', 'CLOUDTRAIL-04'],
    answers: { 'S3.GetBucketPolicy': answer({ Policy: '"cloudtrail.amazonaws.com"' }) },
  },
  'config-recorder': {
    skill: 'config',
    least: { bucket: 'acme-config-logs' },
    most: { bucket: 'acme-config-logs-of-the-organization' },
    added: ['CONFIG-05'],
    answers: {
      'S3.GetBucketPolicy': answer({ Policy: '"config.amazonaws.com"' }),
      'ConfigService.DescribeConfigurationRecorders': answer({}),
      'ConfigService.DescribeConfigurationRecorderStatus': answer({}),
      'ConfigService.DescribeDeliveryChannels': answer({}),
    },
  },
  'guardduty-detector': {
    skill: 'guardduty',
    least: {},
    most: { features: ['RDS_LOGIN_EVENTS'], confidentiality: 'restricted' },
    added: ['GUARDDUTY-03', 'GUARDDUTY-04', 'GUARDDUTY-05', 'GUARDDUTY-06'],
    answers: { 'GuardDuty.ListDetectors': answer({ DetectorIds: [] }) },
  },
  'cloudfront-distribution': {
    skill: 'cloudfront',
    least: {
      name: 'shop-front',
      origin: 'acme-shop-pages',
      failover: 'acme-shop-spare',
      domain: ['www.shop.example.com'],
      certificate: CERTIFICATE,
      logBucket: 'acme-logs',
    },
    most: {
      name: 'shop-front-of-the-quarterly-closing',
      origin: 'acme-shop-pages-of-the-quarterly-closing',
      failover: 'acme-shop-spare-of-the-quarterly-closing',
      domain: ['www.shop.example.com', 'shop.example.com'],
      certificate: CERTIFICATE,
      logBucket: 'acme-logs-of-the-organization',
      rootObject: 'start.html',
      priceClass: 'PriceClass_200',
      confidentiality: 'internal',
    },
    added: ['CLOUDFRONT-10', 'CLOUDFRONT-11'],
    answers: {
      'CloudFront.ListDistributions': answer({ DistributionList: { Items: [] } }),
      'S3.ListBuckets': answer({
        Buckets: [
          { Name: 'acme-shop-spare', BucketRegion: 'us-east-1' },
          { Name: 'acme-shop-spare-of-the-quarterly-closing', BucketRegion: 'us-east-1' },
        ],
      }),
      'S3.HeadBucket': NOT_FOUND,
      'S3.GetBucketPolicy': answer({ Policy: '"cloudfront.amazonaws.com"' }),
      'S3.GetBucketOwnershipControls': answer({
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      }),
    },
  },
  'cloudfront-function': {
    skill: 'edge-functions',
    least: { name: 'to-index', code: 'function handler(event) { return event.request; }' },
    most: {
      name: 'to-index-of-the-quarterly-closing',
      code: 'function handler(event) { return event.request; }',
      comment: 'the folder means its index',
    },
    added: ['EDGE-03'],
    answers: { 'CloudFront.DescribeFunction': NOT_FOUND },
  },
  'lambda-version': {
    skill: 'edge-functions',
    least: { name: 'viewer-auth' },
    most: { name: 'viewer-auth-of-the-quarterly-closing', description: 'with the new keys' },
    added: [],
    answers: {
      'Lambda.ListVersionsByFunction': answer({
        Versions: [
          {
            FunctionArn: 'arn:aws:lambda:us-east-1:333333333333:function:viewer-auth:$LATEST',
            Version: '$LATEST',
            Runtime: 'nodejs22.x',
            Role: 'arn:aws:iam::333333333333:role/coworker/viewer-auth',
          },
        ],
      }),
    },
  },
  'route53-health-check': {
    skill: 'route53',
    least: { target: 'shop.example.com' },
    most: {
      name: 'shop-of-the-quarterly-closing-live',
      target: 'a-shop-of-the-quarterly-closing.with-a-long-name.example.com',
      protocol: 'HTTPS',
      port: 8443,
      path: '/health/of/everything',
      intervalSeconds: 10,
      failureThreshold: 2,
      searchText: '"status":"ok"',
      confidentiality: 'internal',
    },
    added: ['ROUTE53-06'],
    answers: {
      'Route53.ListHealthChecks': answer({ HealthChecks: [] }),
      'Route53.ListHostedZones': answer({ HostedZones: [] }),
    },
  },
  'lambda-alias': {
    skill: 'lambda',
    least: { name: 'jobs', aliasName: 'live', version: '3' },
    most: {
      name: 'jobs-of-the-quarterly-closing',
      aliasName: 'live-for-everybody',
      version: '3',
      secondVersion: '4',
      secondPercent: 10,
      description: 'what the shop calls',
    },
    added: [],
    answers: {
      'Lambda.ListVersionsByFunction': answer({
        Versions: ['$LATEST', '3', '4'].map((Version) => ({
          FunctionArn: `arn:aws:lambda:us-east-1:333333333333:function:jobs:${Version}`,
          Version,
          Role: 'arn:aws:iam::333333333333:role/coworker/jobs',
        })),
      }),
      'Lambda.GetAlias': NOT_FOUND,
    },
  },
  'launch-template': {
    skill: 'ec2',
    least: { name: 'web-base', instanceType: 't3.small' },
    most: {
      name: 'web-base-of-the-quarterly-sales',
      instanceType: 'c7i.large',
      os: 'Ubuntu 24.04',
      sizeGb: 40,
      keyPair: 'deploy',
      description: 'what the quarterly sales start from',
      confidentiality: 'internal',
    },
    added: [],
    answers: {
      ...EC2_ANSWERS,
      'EC2.DescribeLaunchTemplates': NOT_FOUND,
      'EC2.DescribeKeyPairs': answer({ KeyPairs: [{ KeyName: 'deploy' }] }),
    },
  },
  'scaling-policy': {
    skill: 'auto-scaling',
    least: { autoScalingGroup: 'web-fleet', targetPercent: 60 },
    most: {
      autoScalingGroup: 'web-fleet',
      steps: ['above 70 +1', 'above 80 +2', 'above 90 +4'],
      warmupSeconds: 120,
    },
    added: [],
    isUntagged: true,
    answers: {
      'AutoScaling.DescribeAutoScalingGroups': answer({
        AutoScalingGroups: [
          { AutoScalingGroupName: 'web-fleet', MinSize: 2, MaxSize: 6, DesiredCapacity: 2 },
        ],
      }),
      'AutoScaling.DescribePolicies': answer({ ScalingPolicies: [] }),
    },
  },
  'security-hub': {
    skill: 'security-hub',
    least: {},
    most: { standards: ['FSBP', 'CIS', 'NIST', 'PCI'], confidentiality: 'restricted' },
    added: [],
    answers: {},
  },
};
