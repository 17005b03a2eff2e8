import { describe, expect, it } from 'vitest';
import { phraseOf } from '../../../src/intake/model/field-phrase.ts';
import { wordsFor } from '../../../src/intake/words/all-services.ts';
import type { FieldRule } from '../../../src/intake/words/service-words.ts';
import { allServices } from '../../../src/services/registry.ts';

/** A flat table: a text that each field takes. */
const TEXTS: Readonly<Record<string, string>> = {
  alias: 'alias/orders',
  availabilityZone: 'us-east-1a',
  cidr: '10.20.0.0/16',
  features: 'S3_DATA_EVENTS',
  group: 'uploaders',
  standards: 'CIS',
  rotationFunction: 'rotate-orders',
  username: 'orders',
  bucket: 'acme-audit-logs',
  description: 'what it is for',
  device: '/dev/sdf',
  cluster: 'orders-cluster',
  code: 's3://code-orders/orders/1.zip',
  comment: 'The shop',
  searchText: 'all is well',
  confidentiality: 'internal',
  deadLetter: 'arn:aws:sqs:us-east-1:333333333333:orders-dead',
  deadLetterQueue: 'orders-dlq',
  displayName: 'Orders',
  function: 'orders-mailer',
  filterExpression: 'service("orders")',
  filterPattern: '?ERROR ?Exception',
  httpMethod: 'POST',
  service: 'orders',
  urlPath: '/checkout',
  eventPattern: '{"source":["aws.ec2"]}',
  topic: 'orders-topic',
  elasticIp: 'eipalloc-0aaa1111bbb22222c',
  environment: 'STAGE=dev',
  file: 'index.html',
  key: 'pages/index.html',
  handler: 'app.handler',
  healthCheck: 'curl -f localhost:8080/health',
  image: 'ami-0aaa1111bbb22222c',
  instance: 'i-0aaa1111bbb22222c',
  instanceType: 't3.small',
  keyPair: 'orders-key',
  kmsKey: 'alias/orders',
  managedPolicies: 'AmazonS3ReadOnlyAccess',
  os: 'Amazon Linux',
  partitionKey: 'orderId',
  path: 'templates/orders.yaml',
  port: '443',
  permissions: 'read the bucket orders',
  permissionsBoundary: 'orders-boundary',
  publicCidrs: '203.0.113.0/24',
  version: '1.34',
  publicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5${'A'.repeat(48)}`,
  queue: 'orders-queue',
  role: 'orders-role',
  route: 'GET /orders',
  resource: 'orders-worker',
  namespace: 'Shop',
  metric: 'Errors',
  threshold: '5',
  shows: 'function orders-worker',
  runtime: 'python3.13',
  schedule: 'rate(5 minutes)',
  securityGroup: 'sg-0aaa1111bbb22222c',
  sortKey: 'createdAt',
  source: 'sg-0aaa1111bbb22222d',
  subscribers: 'ops@example.com',
  subnet: 'subnet-0aaa1111bbb22222c',
  stage: 'dev',
  subscriptions: 'ops@example.com',
  tags: 'Owner=search',
  target: 'order-reader',
  taskDefinition: 'orders-api:7',
  trustedService: 'lambda.amazonaws.com',
  recordType: 'CNAME',
  ttlAttribute: 'expiresAt',
  certificate:
    'arn:aws:acm:us-east-1:333333333333:certificate/0a1b2c3d-0000-4000-8000-0123456789ab',
  healthCheckPath: '/health',
  launchTemplate: 'orders-base',
  loadBalancer: 'orders-web',
  subnets: 'subnet-0aaa1111bbb22222c',
  targetGroup: 'orders-api',
  vpc: 'vpc-0aaa1111bbb22222c',
  databaseName: 'orders',
  engine: 'postgres',
  engineVersion: '16',
  replicaOf: 'orders-db',
  subnetGroup: 'orders-subnets',
  value: 'shop.example.net',
  paths: '/img/*',
  origin: 'acme-shop-pages',
  domain: 'www.shop.example.com',
  failover: 'acme-shop-spare',
  logBucket: 'acme-logs',
  rootObject: 'start.html',
  webAcl: 'arn:aws:wafv2:us-east-1:333333333333:global/webacl/shop/0a1b2c3d-0000-4000-8000-0123',
  zone: 'shop.example.com',
};

/** Where a field of one type takes another text than that of others. */
const TEXTS_OF_TYPE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::ECS::Service': { image: 'public.ecr.aws/nginx/nginx:1.27' },
  'AWS::ECS::TaskDefinition': { image: 'public.ecr.aws/nginx/nginx:1.27' },
  'AWS::AutoScaling::ScalingPolicy': {
    autoScalingGroup: 'web-fleet',
    policyName: 'keep-cpu',
    steps: 'above 70 +1',
    schedule: 'every morning at 8',
  },
  'AWS::EC2::LaunchTemplate': { defaultVersion: '3', userData: 'reboot' },
  'AWS::EC2::RouteTable': { target: 'nat-0aaa1111bbb22222c' },
  'AWS::EC2::VPCEndpoint': { service: 's3' },
  'AWS::Lambda::Alias': { aliasName: 'live', version: '3', secondVersion: '4' },
  'AWS::Route53::HealthCheck': { target: 'shop.example.com', path: '/health' },
  'AWS::RDS::DBInstance': { instanceType: 'db.t4g.small' },
  'AWS::RDS::DBCluster': { instanceType: 'db.r6g.large', engine: 'aurora-postgresql' },
};

const valuesOf = (type: string, rule: FieldRule): readonly string[] => {
  if (rule.rule === 'flag') return ['true', 'false'];
  if (rule.rule === 'choice') return rule.choices.map(([, value]) => value);
  if (rule.rule === 'text') return [TEXTS_OF_TYPE[type]?.[rule.name] ?? TEXTS[rule.name] ?? ''];
  return [String(rule.allowed?.at(-1) ?? Math.max(rule.min ?? 1, 14))];
};

const rows = allServices.flatMap(({ resourceType }) => {
  const rules = wordsFor(resourceType).fields;
  return rules.flatMap((rule) =>
    valuesOf(resourceType, rule).map((value) => ({ resourceType, rules, rule, value })),
  );
});

describe('a proposed value', () => {
  it.each(rows)(
    '$resourceType $rule.name = $value is said in words that the rules read so',
    ({ rules, rule, value }) => {
      const read = phraseOf(rules, { field: rule.name, value, quote: value });
      expect(read?.field).toBe(rule.name);
      if (rule.rule === 'quantity') expect(read?.value).toBe(Number(value));
      if (rule.rule === 'flag') expect(read?.value).toBe(value === 'true');
      if (rule.rule === 'choice') expect(read?.value).toBe(value);
      const said = typeof read?.value === 'string' ? read.value : JSON.stringify(read?.value);
      if (rule.rule === 'text') expect(said).toContain(value.split('=')[0]);
    },
  );

  const S3 = wordsFor('AWS::S3::Bucket').fields;
  const numbers: readonly (readonly [value: string, quote: string, expected: string])[] = [
    ['30', 'après 30 jours', 'said'],
    ['30', '30', 'said'],
    ['14', 'etter 2 uker', 'likely'],
    ['30', 'après trente jours', 'likely'],
    ['300', 'etter 30 dager', 'refused'],
    ['30', 'after 30 hours', 'refused'],
    ['30', '', 'likely'],
    ['-1', '-1 days', 'refused'],
    ['30; delete', '30; delete', 'refused'],
    ['1e9', '1e9', 'refused'],
  ];

  it.each(numbers)('%s days in "%s" is %s', (value, quote, expected) => {
    const read = phraseOf(S3, { field: 'expirationDays', value, quote });
    const told = read === undefined ? 'refused' : read.isReadAs ? 'likely' : 'said';
    expect(told).toBe(expected);
  });

  it('is refused where its own words say another', () => {
    const quote = 'sin versionado';
    expect(phraseOf(S3, { field: 'versioning', value: 'true', quote })).toBeUndefined();
    expect(phraseOf(S3, { field: 'versioning', value: 'false', quote })).toMatchObject({
      value: false,
      isReadAs: false,
    });
  });

  it('of a text must stand in its quote', () => {
    const proposed = { field: 'kmsKey', value: 'alias/other', quote: 'avec alias/orders' };
    expect(phraseOf(S3, proposed)).toBeUndefined();
  });
});
