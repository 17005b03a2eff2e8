import { CreateChangeSetCommand, DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { SHAPES } from '../../sandbox/resources/shapes.ts';
import { KNOWN_TYPES } from '../../sandbox/resources/registry.ts';
import {
  admin,
  bucket,
  cfn,
  deploy,
  DEV,
  failureOf,
  previewer,
  stage,
  template,
  type Body,
} from './kit.ts';

const of = (type: string, Properties: Body): Body => ({ Type: `AWS::${type}`, Properties });
const documentOf = (...Statement: readonly Body[]): Body => ({ Version: '2012-10-17', Statement });
const sse = (SSEAlgorithm: unknown): Body => ({
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm } }],
  },
});

/** What the published schemas know already. */
const SCHEMA: readonly (readonly [string, Body, string])[] = [
  [
    'C8 ROT13',
    bucket(sse('ROT13')),
    'SSEAlgorithm: failed validation constraint for keyword [enum]',
  ],
  [
    'C8 versioning On',
    bucket({ VersioningConfiguration: { Status: 'On' } }),
    '#/VersioningConfiguration/Status: failed validation constraint for keyword [enum]',
  ],
  [
    'C8 an unknown nested property',
    bucket({ VersioningConfiguration: { Status: 'Enabled', MfaColour: 'red' } }),
    '#/VersioningConfiguration: extraneous key [MfaColour] is not permitted',
  ],
  [
    'C8 a nested property that is missing',
    bucket({ LifecycleConfiguration: { Rules: [{ ExpirationInDays: 1 }] } }),
    '#/LifecycleConfiguration/Rules/0: required key [Status] not found',
  ],
  [
    'C8 a list that is a text',
    of('Lambda::Function', { Code: {}, Role: 'r', Layers: 'one' }),
    '#/Layers: expected type: JSONArray, found: String',
  ],
  [
    'C8 a number that is a word',
    of('SQS::Queue', { DelaySeconds: 'soon' }),
    '#/DelaySeconds: expected type: Integer, found: String',
  ],
  [
    'C8 a retention of 8 days',
    of('Logs::LogGroup', { RetentionInDays: 8 }),
    '#/RetentionInDays: failed validation constraint for keyword [enum]',
  ],
  [
    'C8 a rule of a group with an unknown member',
    of('EC2::SecurityGroup', {
      GroupDescription: 'g',
      SecurityGroupIngress: [{ IpProtocol: 'tcp', Cidr: '10.0.0.0/8' }],
    }),
    '#/SecurityGroupIngress/0: extraneous key [Cidr] is not permitted',
  ],
  [
    'C8 metadata that is optional in a way EC2 does not know',
    of('EC2::Instance', { MetadataOptions: { HttpTokens: 'maybe' } }),
    '#/MetadataOptions/HttpTokens: failed validation constraint for keyword [enum]',
  ],
  [
    'C8 a key of no kind',
    of('KMS::Key', { KeySpec: 'ROT_13' }),
    '#/KeySpec: failed validation constraint for keyword [enum]',
  ],
  [
    'C8 a secure text of a parameter',
    of('SSM::Parameter', { Type: 'SecureString', Value: 'x' }),
    '#/Type: failed validation constraint for keyword [enum]',
  ],
];

const key = (AttributeName: string, KeyType = 'HASH'): Body => ({ AttributeName, KeyType });
const attribute = (AttributeName: string, AttributeType = 'S'): Body => ({
  AttributeName,
  AttributeType,
});
const table = (more: Body): Body =>
  of('DynamoDB::Table', {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [attribute('pk')],
    KeySchema: [key('pk')],
    ...more,
  });

const policyOn = (name: string, statement: Body, block: Body = {}): Body => ({
  Data: bucket({ BucketName: name, ...block }),
  Policy: of('S3::BucketPolicy', {
    Bucket: { Ref: 'Data' },
    PolicyDocument: documentOf({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${name}/*`,
      ...statement,
    }),
  }),
});
const OPEN = { PublicAccessBlockConfiguration: { BlockPublicPolicy: false } };

const TRUST = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const role = (more: Body): Body =>
  of('IAM::Role', {
    Path: '/coworker/',
    PermissionsBoundary: `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`,
    AssumeRolePolicyDocument: TRUST,
    ...more,
  });
const inline = (statement: Body): Body =>
  role({ Policies: [{ PolicyName: 'own', PolicyDocument: documentOf(statement) }] });

const lambda = (more: Body): Body => ({
  Role: role({}),
  Work: of('Lambda::Function', {
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: 'x' },
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...more,
  }),
});
const group = (rule: Body): Body =>
  of('EC2::SecurityGroup', { GroupDescription: 'g', SecurityGroupIngress: [rule] });
const tcp = (more: Body): Body =>
  group({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8', ...more });

/** What only the services know; the last member is the stack's status and the reason. */
const SERVICE: readonly (readonly [string, Body, string])[] = [
  ['T7 a bucket named like an address', { A: bucket({ BucketName: '192.168.5.4' }) }, 'not valid'],
  ...[
    'xn--data',
    'sthree-data',
    'amzn-s3-demo-data',
    'data-s3alias',
    'data--x-s3',
    'data.mrap',
  ].map(
    (BucketName) =>
      [`T7 a bucket named ${BucketName}`, { A: bucket({ BucketName }) }, 'not valid'] as const,
  ),
  [
    'T7 a policy about another bucket',
    policyOn('acme-dev-own', { Resource: 'arn:aws:s3:::acme-dev-other/*' }, OPEN),
    'Policy has invalid resource (Service: S3, Status Code: 400',
  ],
  [
    'T7 a public policy under BlockPublicPolicy',
    policyOn('acme-dev-own', {}, { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }),
    'Access Denied (Service: S3, Status Code: 403',
  ],
  [
    'T7 a public policy on a bucket that says nothing',
    policyOn('acme-dev-own', {}),
    'Access Denied',
  ],
  [
    'T7 a limit that is none',
    policyOn('acme-dev-own', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }),
    'Access Denied',
  ],
  [
    'T7 an effect of a bucket policy',
    policyOn('acme-dev-own', { Effect: 'Maybe' }),
    'Invalid effect: Maybe',
  ],
  [
    'T7 an action of another service',
    policyOn('acme-dev-own', { Action: 'sqs:SendMessage' }, OPEN),
    'Policy has invalid action',
  ],
  [
    'T8 no attributes',
    { A: table({ AttributeDefinitions: [] }) },
    'Some index key attribute have no definition',
  ],
  [
    'T8 the attributes left out',
    { A: table({ AttributeDefinitions: { Ref: 'AWS::NoValue' } }) },
    'Some index key attribute have no definition',
  ],
  [
    'T8 wrong attributes',
    { A: table({ AttributeDefinitions: [attribute('other')] }) },
    'are not defined in AttributeDefinitions. Keys: [pk], AttributeDefinitions: [other]',
  ],
  [
    'T8 surplus attributes',
    { A: table({ AttributeDefinitions: [attribute('pk'), attribute('more')] }) },
    'Number of attributes in KeySchema does not exactly match number of attributes defined',
  ],
  [
    'T8 an index on what is not defined',
    {
      A: table({
        GlobalSecondaryIndexes: [
          { IndexName: 'by-day', KeySchema: [key('day')], Projection: { ProjectionType: 'ALL' } },
        ],
      }),
    },
    'are not defined in AttributeDefinitions. Keys: [pk, day]',
  ],
  [
    'T8 no key',
    { A: table({ KeySchema: [], AttributeDefinitions: [] }) },
    "Value '[]' at 'keySchema'",
  ],
  [
    'T8 a range key alone',
    { A: table({ KeySchema: [key('pk', 'RANGE')] }) },
    'The first KeySchemaElement is not a HASH key type',
  ],
  [
    'T8 a free table',
    { A: table({ BillingMode: 'FREE' }) },
    "Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value " +
      'set: [PROVISIONED, PAY_PER_REQUEST]',
  ],
  [
    'T8 an attribute that is a flag',
    { A: table({ AttributeDefinitions: [attribute('pk', 'BOOL')] }) },
    "Value 'BOOL' at 'attributeDefinitions.1.member.attributeType'",
  ],
  [
    'T8 capacity of a table on demand',
    { A: table({ ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }) },
    'can be specified when BillingMode is PAY_PER_REQUEST',
  ],
  [
    'T9 a FIFO topic without its ending',
    { A: of('SNS::Topic', { TopicName: 'alerts', FifoTopic: true }) },
    'Invalid parameter: Topic Name (Service: Sns, Status Code: 400',
  ],
  [
    'T9 a FIFO topic without a name',
    { A: of('SNS::Topic', { FifoTopic: true }) },
    'Invalid parameter: Topic Name',
  ],
  [
    'T9 the ending of a FIFO topic alone',
    { A: of('SNS::Topic', { TopicName: 'alerts.fifo' }) },
    'Invalid parameter: Topic Name',
  ],
  [
    'T9 a topic policy without a principal',
    {
      T: of('SNS::Topic', {}),
      P: of('SNS::TopicPolicy', {
        Topics: [{ Ref: 'T' }],
        PolicyDocument: documentOf({ Effect: 'Allow', Action: 'sns:Publish', Resource: '*' }),
      }),
    },
    'Invalid parameter: Policy Error: null',
  ],
  [
    'T9 a subscription by pigeon',
    {
      T: of('SNS::Topic', {}),
      S: of('SNS::Subscription', { TopicArn: { Ref: 'T' }, Protocol: 'pigeon', Endpoint: 'x' }),
    },
    'Amazon SNS does not support this protocol string: pigeon',
  ],
  [
    'T9 an address that is none',
    {
      T: of('SNS::Topic', {}),
      S: of('SNS::Subscription', { TopicArn: { Ref: 'T' }, Protocol: 'email', Endpoint: 'x' }),
    },
    'Invalid parameter: Invalid endpoint: email',
  ],
  [
    'T9 a FIFO queue without its ending',
    { A: of('SQS::Queue', { QueueName: 'jobs', FifoQueue: true }) },
    'must end with .fifo suffix',
  ],
  [
    'T9 a delay of an hour',
    { A: of('SQS::Queue', { DelaySeconds: 3600 }) },
    'Invalid value for the parameter DelaySeconds.',
  ],
  [
    'T10 an empty trust',
    { A: role({ AssumeRolePolicyDocument: {} }) },
    'Syntax errors in policy. (Service: Iam, Status Code: 400',
  ],
  [
    'T10 a trust without a principal',
    {
      A: role({
        AssumeRolePolicyDocument: documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
      }),
    },
    'Missing required field Principal',
  ],
  [
    'T10 an effect that is neither',
    { A: inline({ Effect: 'Maybe', Action: 's3:GetObject', Resource: '*' }) },
    'Syntax errors in policy.',
  ],
  [
    'T10 a statement without resources',
    { A: inline({ Effect: 'Allow', Action: 's3:GetObject' }) },
    'Policy statement must contain resources.',
  ],
  [
    'T10 an action without a service',
    { A: inline({ Effect: 'Allow', Action: 'GetObject', Resource: '*' }) },
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  ],
  [
    'T10 a principal in a policy of a role',
    { A: inline({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }) },
    'Policy document should not specify a principal.',
  ],
  [
    'T10 a managed policy that is not there',
    { A: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonMoonReadOnly'] }) },
    'Policy arn:aws:iam::aws:policy/AmazonMoonReadOnly does not exist or is not attachable.',
  ],
  [
    'T11 too little time',
    lambda({ Timeout: 0 }),
    'Member must have value greater than or equal to 1',
  ],
  [
    'T11 too much time',
    lambda({ Timeout: 901 }),
    "Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or " +
      'equal to 900',
  ],
  ['T11 too much memory', lambda({ MemorySize: 10_241 }), 'value less than or equal to 10240'],
  ['T11 a runtime of nobody', lambda({ Runtime: 'cobol85' }), "Value 'cobol85' at 'runtime'"],
  ['T11 a retired runtime', lambda({ Runtime: 'nodejs12.x' }), 'nodejs12.x is no longer supported'],
  [
    'T11 no handler',
    lambda({ Handler: { Ref: 'AWS::NoValue' } }),
    'Runtime and Handler are mandatory parameters',
  ],
  ['T11 no code', lambda({ Code: {} }), 'Please provide a source for function code.'],
  [
    'T11 an environment of more than 4 KB',
    lambda({ Environment: { Variables: { LONG: 'x'.repeat(4097) } } }),
    'exceeded the 4KB limit',
  ],
  [
    'T11 a reserved variable',
    lambda({ Environment: { Variables: { AWS_REGION: 'x' } } }),
    'Reserved keys used in this request: AWS_REGION',
  ],
  [
    'T11 six layers',
    lambda({
      Layers: [1, 2, 3, 4, 5, 6].map((i) => `arn:aws:lambda:us-east-1:${DEV}:layer:l:${i}`),
    }),
    'You can not reference more than 5 layers.',
  ],
  ['T12 a port that is none', { A: tcp({ ToPort: 70_000 }) }, 'Must be between 0 and 65535'],
  ['T12 ports the wrong way round', { A: tcp({ FromPort: 444 }) }, 'Invalid TCP/UDP port range'],
  ['T12 a block that is none', { A: tcp({ CidrIp: '10.0.0.0/33' }) }, 'CIDR block 10.0.0.0/33'],
  ['T12 a protocol that is none', { A: tcp({ IpProtocol: 'smoke' }) }, "'smoke' for IP protocol"],
  [
    'T12 an instance type that is none',
    {
      A: of('EC2::Instance', { ImageId: 'ami-0a1b2c3d4e5f60001', InstanceType: 't3.enormous' }),
    },
    "Invalid value 't3.enormous' for InstanceType.",
  ],
  [
    'T12 a volume without a size',
    { A: of('EC2::Volume', { AvailabilityZone: 'us-east-1a' }) },
    'must contain the parameter size or snapshotId',
  ],
  [
    'T12 an alarm that compares by feeling',
    { A: of('CloudWatch::Alarm', { ComparisonOperator: 'Feels', EvaluationPeriods: 1 }) },
    "Value 'Feels' at 'comparisonOperator'",
  ],
  [
    'T12 a key policy that is none',
    { A: of('KMS::Key', { KeyPolicy: { Version: '2012-10-17' } }) },
    'Syntax errors in policy.',
  ],
];

const GOOD: readonly (readonly [string, Body])[] = [
  [
    'T7 a policy for one account',
    policyOn('acme-dev-own', { Principal: { AWS: `arn:aws:iam::${DEV}:root` } }),
  ],
  [
    'T7 everybody of one organization',
    policyOn('acme-dev-own', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-one' } } }),
  ],
  ['T7 a public policy where the bucket lets it', policyOn('acme-dev-own', {}, OPEN)],
  ['T9 a FIFO topic', { A: of('SNS::Topic', { TopicName: 'alerts.fifo', FifoTopic: true }) }],
  ['T11 numbers and flags as texts', lambda({ Timeout: '30', MemorySize: '512' })],
];

describe('what the schemas refuse', () => {
  it('C8 every type has a table of its properties', () => {
    expect(Object.keys(SHAPES).sort()).toEqual([...KNOWN_TYPES].sort());
    for (const shape of Object.values(SHAPES)) {
      const named = Object.values(shape)
        .flat()
        .flatMap((row) => /#(\w+)/.exec(row)?.[1] ?? []);
      expect(named.filter((name) => shape[name] === undefined)).toEqual([]);
    }
  });

  it.each(SCHEMA)('%s fails the change set', async (_name, resource, words) => {
    const at = stage();
    const client = cfn(at, await previewer(at));
    await client.send(
      new CreateChangeSetCommand({
        StackName: 'aws-coworker-1-story',
        ChangeSetName: 'cw-1',
        ChangeSetType: 'CREATE',
        TemplateBody: template({ A: resource }),
      }),
    );
    await at.clock.sleep(5000);
    const seen = await client.send(
      new DescribeChangeSetCommand({ StackName: 'aws-coworker-1-story', ChangeSetName: 'cw-1' }),
    );
    expect(seen.Status).toBe('FAILED');
    expect(seen.StatusReason).toContain('AWS::EarlyValidation::PropertyValidation');
    expect(seen.StatusReason).toContain(words);
  });

  it('C8 a value of a parameter is judged like one that is written', async () => {
    const at = stage();
    const client = cfn(at, await previewer(at));
    await client.send(
      new CreateChangeSetCommand({
        StackName: 'aws-coworker-1-story',
        ChangeSetName: 'cw-1',
        ChangeSetType: 'CREATE',
        TemplateBody: template(
          { A: bucket(sse({ Ref: 'How' })) },
          { Parameters: { How: { Type: 'String', Default: 'ROT13' } } },
        ),
      }),
    );
    await at.clock.sleep(5000);
    const seen = await client.send(
      new DescribeChangeSetCommand({ StackName: 'aws-coworker-1-story', ChangeSetName: 'cw-1' }),
    );
    expect(seen.StatusReason).toContain('SSEAlgorithm: failed validation constraint');
  });
});

describe('what the services refuse', () => {
  it('T13 a value that only the execution brings is judged then', async () => {
    const at = stage();
    const made = await deploy(
      at,
      template({
        Topic: of('SNS::Topic', { TopicName: 'ROT13' }),
        Data: bucket(sse({ 'Fn::GetAtt': ['Topic', 'TopicName'] })),
      }),
    );
    expect(made.status).toBe('ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toBe(
      'Properties validation failed for resource Data with message:\n' +
        '#/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/' +
        'SSEAlgorithm: failed validation constraint for keyword [enum]',
    );
  });

  it.each(SERVICE)('%s fails its resource', async (_name, resources, words) => {
    const at = stage();
    const made = await deploy(at, template(resources), { deployAs: await admin(at)() });
    expect(made.status).toBe('ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toContain(words);
  });

  it.each(GOOD)('%s is taken', async (_name, resources) => {
    const at = stage();
    const made = await deploy(at, template(resources), { deployAs: await admin(at)() });
    expect(await failureOf(at, made.stackId)).toBe('');
    expect(made.status).toBe('CREATE_COMPLETE');
  });

  it('T13 a change is judged like a creation', async () => {
    const at = stage();
    const deployAs = await admin(at)();
    await deploy(at, template({ A: table({}) }), { deployAs });
    const next = template({ A: table({ BillingMode: 'FREE' }) });
    const made = await deploy(at, next, { deployAs, name: 'cw-2', type: 'UPDATE' });
    expect(made.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toContain("Value 'FREE' at 'billingMode'");
  });
});
