import { describe, expect, it } from 'vitest';
import { REQUIRED_ACTIONS, requiredActions } from '../../sandbox/required-actions.ts';
import { KNOWN_TYPES } from '../../sandbox/resources/registry.ts';
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { COMPUTE_STACKS } from './compute-stacks.ts';
import {
  admin,
  bucket,
  cfn,
  deploy,
  deployer,
  DEV,
  failureOf,
  roleArn,
  settle,
  stage,
  template,
  type Body,
  type Stage,
} from './kit.ts';
import { securityStacks } from './security-stacks.ts';
import { EDGE_STACKS } from './edge-stacks.ts';
import { NETWORK_STACKS } from './network-stacks.ts';
import { MESSAGING_STACKS } from './messaging-stacks.ts';
import { EFS_STACKS, RDS_STACKS } from './rds-stacks.ts';

const BOUNDARY = `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`;
const documentOf = (statement: Body): Body => ({ Version: '2012-10-17', Statement: [statement] });
const POLICY = documentOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
const NARROW = documentOf({ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' });
const grant = (Action: string, Resource: unknown, name = 'person-admin'): Body =>
  documentOf({ Effect: 'Allow', Principal: { AWS: roleArn(DEV, name) }, Action, Resource });
const IN_BUCKET = { 'Fn::Sub': 'arn:aws:s3:::${Data}/*' };

const role = (service: string): Body => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: '/coworker/',
    PermissionsBoundary: BOUNDARY,
    AssumeRolePolicyDocument: documentOf({
      Effect: 'Allow',
      Principal: { Service: `${service}.amazonaws.com` },
      Action: 'sts:AssumeRole',
    }),
    Policies: [{ PolicyName: 'own', PolicyDocument: POLICY }],
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  },
});

/** One stack for each type: the first logical id is of the type, the others carry it. */
const STACKS: Readonly<Record<string, { readonly before: Body; readonly change: Body }>> = {
  'AWS::S3::Bucket': {
    before: {
      Main: bucket({
        BucketEncryption: { ServerSideEncryptionConfiguration: [] },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
        OwnershipControls: { Rules: [] },
        LifecycleConfiguration: { Rules: [] },
      }),
    },
    change: { VersioningConfiguration: { Status: 'Enabled' } },
  },
  'AWS::S3::BucketPolicy': {
    before: {
      Main: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Data' }, PolicyDocument: grant('s3:GetObject', IN_BUCKET) },
      },
      Data: bucket({}),
    },
    change: { PolicyDocument: grant('s3:PutObject', IN_BUCKET) },
  },
  'AWS::Lambda::Function': {
    before: {
      Main: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Code: { ZipFile: 'exports.handler = async () => {}' },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      },
      Role: role('lambda'),
    },
    change: { Timeout: 30 },
  },
  'AWS::Lambda::Permission': {
    before: {
      Main: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: 'thumbnailer',
          Principal: 's3.amazonaws.com',
        },
      },
    },
    change: {},
  },
  'AWS::Lambda::Version': {
    before: {
      Main: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: 'thumbnailer' } },
    },
    change: {},
  },
  'AWS::Lambda::Alias': {
    before: {
      Main: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: 'thumbnailer', FunctionVersion: '$LATEST', Name: 'live' },
      },
    },
    change: { Description: 'what the callers name' },
  },
  'AWS::Logs::MetricFilter': {
    before: {
      Main: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: '/law/logs',
          FilterPattern: 'ERROR',
          MetricTransformations: [],
        },
      },
    },
    change: { FilterPattern: 'Error' },
  },
  'AWS::IAM::ManagedPolicy': {
    before: {
      Main: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { Path: '/coworker/', PolicyDocument: NARROW, Roles: [{ Ref: 'Role' }] },
      },
      Role: role('ec2'),
    },
    change: { PolicyDocument: POLICY },
  },
  'AWS::KMS::Key': {
    before: {
      Main: {
        Type: 'AWS::KMS::Key',
        DeletionPolicy: 'Retain',
        Properties: {
          EnableKeyRotation: true,
          Tags: [{ Key: 'CoworkerManaged', Value: 'true' }],
        },
      },
    },
    change: { Description: 'new words' },
  },
  'AWS::CDK::Metadata': {
    before: { Main: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:a' } } },
    change: { Analytics: 'v2:b' },
  },
  'AWS::Logs::LogGroup': {
    before: { Main: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } } },
    change: { RetentionInDays: 30 },
  },
  'AWS::IAM::Role': { before: { Main: role('ec2') }, change: { Description: 'new words' } },
  'AWS::IAM::Policy': {
    before: {
      Main: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'p', PolicyDocument: NARROW, Roles: [{ Ref: 'Role' }] },
      },
      Role: role('ec2'),
    },
    change: { PolicyDocument: POLICY },
  },
  'AWS::IAM::InstanceProfile': {
    before: {
      Main: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { Path: '/coworker/', Roles: [{ Ref: 'Role' }] },
      },
      Role: role('ec2'),
    },
    change: {},
  },
  'AWS::EC2::Instance': {
    before: {
      Main: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: 'ami-0a1b2c3d4e5f60001',
          InstanceType: 't3.micro',
          SubnetId: 'subnet-0333aaaa1111bbbb1',
          SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
          IamInstanceProfile: { Ref: 'Profile' },
        },
      },
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'g', VpcId: 'vpc-0123456789abcdef0' },
      },
      Profile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { Path: '/coworker/', Roles: [{ Ref: 'Role' }] },
      },
      Role: role('ec2'),
    },
    change: { InstanceType: 't3.small', Monitoring: true },
  },
  'AWS::EC2::SecurityGroup': {
    before: {
      Main: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'g',
          VpcId: 'vpc-0123456789abcdef0',
          SecurityGroupIngress: [
            { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' },
          ],
        },
      },
    },
    change: { SecurityGroupIngress: [] },
  },
  'AWS::EC2::EIP': {
    before: { Main: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } } },
    change: { Tags: [{ Key: 'Team', Value: 'network' }] },
  },
  'AWS::EC2::Volume': {
    before: {
      Main: { Type: 'AWS::EC2::Volume', Properties: { AvailabilityZone: 'us-east-1a', Size: 10 } },
    },
    change: { Size: 20 },
  },
  'AWS::DynamoDB::Table': {
    before: {
      Main: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      },
    },
    change: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
  },
  'AWS::SNS::Topic': {
    before: { Main: { Type: 'AWS::SNS::Topic', Properties: {} } },
    change: { DisplayName: 'alerts' },
  },
  'AWS::SNS::TopicPolicy': {
    before: {
      Main: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: { PolicyDocument: grant('sns:Publish', '*'), Topics: [{ Ref: 'Topic' }] },
      },
      Topic: { Type: 'AWS::SNS::Topic' },
    },
    change: { PolicyDocument: grant('sns:Subscribe', '*') },
  },
  'AWS::SNS::Subscription': {
    before: {
      Main: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'a@example.com' },
      },
      Topic: { Type: 'AWS::SNS::Topic' },
    },
    change: { FilterPolicy: {} },
  },
  'AWS::SQS::Queue': {
    before: { Main: { Type: 'AWS::SQS::Queue', Properties: {} } },
    change: { VisibilityTimeout: 60 },
  },
  'AWS::SQS::QueuePolicy': {
    before: {
      Main: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { PolicyDocument: grant('sqs:SendMessage', '*'), Queues: [{ Ref: 'Queue' }] },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
    },
    change: { PolicyDocument: grant('sqs:ReceiveMessage', '*') },
  },
  'AWS::CloudWatch::Alarm': {
    before: {
      Main: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 },
      },
    },
    change: { Threshold: 5 },
  },
  'AWS::SSM::Parameter': {
    before: { Main: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'a' } } },
    change: { Value: 'b' },
  },
  ...COMPUTE_STACKS,
  ...securityStacks(role),
  ...NETWORK_STACKS,
  ...RDS_STACKS,
  ...MESSAGING_STACKS,
  ...EFS_STACKS,
  ...EDGE_STACKS,
};

const changed = (type: string): string => {
  const { before, change } = STACKS[type] ?? { before: {}, change: {} };
  const main = before['Main'] as { Properties: Body };
  return template({
    ...before,
    Main: { ...main, Properties: { ...main.Properties, ...change } },
  });
};

const TAGS = { Owner: 'platform' };
const propertiesOf = (type: string): readonly string[] => {
  const main = STACKS[type]?.before['Main'] as { Properties: Body };
  return Object.keys(main.Properties);
};
const isTagged = (type: string): boolean =>
  REQUIRED_ACTIONS[type]?.create.some((row) => row.when?.includes('Tags')) === true;

const demandedIn = (at: Stage, operation: string): readonly string[] => [
  ...new Set(
    at.world.calls
      .filter((call) => call.via === 'cloudformation' && call.operation === operation)
      .map((call) => call.action),
  ),
];

const wide = async (at: Stage, type: string): Promise<string> => {
  const made = await deploy(at, template(STACKS[type]?.before ?? {}), { tags: TAGS });
  expect(made).toMatchObject({ status: 'CREATE_COMPLETE' });
  return made.stackId;
};

describe('types', () => {
  it('T1 every type has a table of actions and a stack here', () => {
    expect(Object.keys(REQUIRED_ACTIONS).sort()).toEqual([...KNOWN_TYPES].sort());
    expect(Object.keys(STACKS).sort()).toEqual([...KNOWN_TYPES].sort());
  });

  it.each(KNOWN_TYPES)(
    'T2 %s is made, changed and deleted with exactly its actions',
    async (type) => {
      const at = stage();
      const stackId = await wide(at, type);
      const touched = [...propertiesOf(type), ...(isTagged(type) ? ['Tags'] : [])];
      const asked = new Set(demandedIn(at, 'create'));
      const unasked = requiredActions(type, 'create', touched).filter((each) => !asked.has(each));
      // Inline code needs no object read; the table cannot see inside the property.
      const unseen = ['s3:GetObject', 's3:GetObjectVersion'];
      expect(unasked).toEqual(type === 'AWS::Lambda::Function' ? unseen : []);
      if (Object.keys(STACKS[type]?.change ?? {}).length > 0) {
        const next = await deploy(at, changed(type), { name: 'cw-2', type: 'UPDATE', tags: TAGS });
        expect(next.status).toBe('UPDATE_COMPLETE');
        const wanted = requiredActions(type, 'update', Object.keys(STACKS[type]?.change ?? {}));
        const updating = demandedIn(at, 'update').filter((action) => action !== 's3:GetObject');
        expect(updating.toSorted()).toEqual(wanted);
      }
      const client = cfn(at, await deployer(at, 'none'));
      await client.send(new DeleteStackCommand({ StackName: stackId }));
      expect((await settle(at, cfn(at, admin(at)), stackId)).status).toBe('DELETE_COMPLETE');
      const main = STACKS[type]?.before['Main'] as { readonly DeletionPolicy?: string };
      // What watches an account stays when its stack goes.
      if (main.DeletionPolicy === 'Retain') return;
      expect(
        (await at.world.snapshot()).resources.every(
          (each) =>
            each.tags['Owner'] !== 'platform' ||
            each.tags['aws:cloudformation:stack-name'] !== 'aws-coworker-1-story',
        ),
      ).toBe(true);
    },
  );

  it.each(KNOWN_TYPES)(
    'T3 %s fails by name when any one of its actions is missing',
    async (type) => {
      const first = stage();
      await wide(first, type);
      for (const action of demandedIn(first, 'create')) {
        const at = stage();
        const policy = JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: '*',
              Resource: '*',
            },
            { Effect: 'Deny', Action: action, Resource: '*' },
          ],
        });
        const made = await deploy(at, template(STACKS[type]?.before ?? {}), { tags: TAGS, policy });
        expect(made.status).toMatch(/^ROLLBACK_(COMPLETE|FAILED)$/);
        expect(await failureOf(at, made.stackId)).toContain(
          `is not authorized to perform: ${action} `,
        );
      }
    },
  );

  it('T4 a role outside the path, or without the boundary, is beyond the deployer', async () => {
    const rows: readonly Body[] = [
      { ...(role('ec2')['Properties'] as Body), Path: '/' },
      {
        ...(role('ec2')['Properties'] as Body),
        PermissionsBoundary: `arn:aws:iam::${DEV}:policy/Other`,
      },
    ];
    for (const Properties of rows) {
      const at = stage();
      const made = await deploy(at, template({ R: { Type: 'AWS::IAM::Role', Properties } }));
      expect(await failureOf(at, made.stackId)).toContain(
        'because no identity-based policy allows the iam:CreateRole action',
      );
    }
  });

  it('T5 a role that is not ours can not be passed', async () => {
    const at = stage();
    const made = await deploy(
      at,
      template({
        F: {
          Type: 'AWS::Lambda::Function',
          Properties: { Code: { ZipFile: '' }, Role: roleArn(DEV, 'ci-deploy-dev') },
        },
      }),
    );
    expect(await failureOf(at, made.stackId)).toContain(
      `perform: iam:PassRole on resource: ${roleArn(DEV, 'ci-deploy-dev')}`,
    );
  });

  const KEYS = {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  };
  const broken: readonly (readonly [string, Body, string])[] = [
    ['T6 a bucket name with capitals', bucket({ BucketName: 'Acme' }), 'not valid'],
    [
      'T6 an image that is none',
      { Type: 'AWS::EC2::Instance', Properties: { ImageId: 'ami' } },
      'does not exist',
    ],
    [
      'T6 a subnet of nobody',
      {
        Type: 'AWS::EC2::Instance',
        Properties: { ImageId: 'ami-0a1b2c3d4e5f60001', SubnetId: 'subnet-0' },
      },
      "The subnet ID 'subnet-0' does not exist",
    ],
    [
      'T6 a table without capacity',
      { Type: 'AWS::DynamoDB::Table', Properties: KEYS },
      'BillingMode is PROVISIONED',
    ],
    [
      'T6 a name that is taken',
      {
        Type: 'AWS::DynamoDB::Table',
        Properties: { TableName: 'sessions', ...KEYS, BillingMode: 'PAY_PER_REQUEST' },
      },
      'sessions already exists',
    ],
  ];
  it.each(broken)('%s fails', async (_name, resource, part) => {
    const at = stage();
    const made = await deploy(at, template({ A: resource }));
    expect(made.status).toBe('ROLLBACK_COMPLETE');
    expect(await failureOf(at, made.stackId)).toContain(part);
  });

  it('P1 three resources, with preview and every poll, cost under 400 ms of processor time', async () => {
    await deploy(stage(), template({ A: bucket({}) }));
    const at = stage();
    const before = process.cpuUsage();
    const made = await deploy(
      at,
      template({
        A: bucket({ VersioningConfiguration: { Status: 'Enabled' } }),
        B: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
        C: { Type: 'AWS::SNS::Topic' },
      }),
    );
    const used = process.cpuUsage(before);
    expect(made.status).toBe('CREATE_COMPLETE');
    expect((used.user + used.system) / 1000).toBeLessThan(400);
  });
});
