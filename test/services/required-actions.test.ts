import { describe, expect, it } from 'vitest';
import { REQUIRED_ACTIONS, requiredActions } from '../../sandbox/required-actions.ts';
import { modelOf } from '../../sandbox/resources/registry.ts';
import { deployerRole } from '../../sandbox/roles/deployer.ts';
import type { ChangeAction } from '../../src/plan/change.ts';
import { isSessionRead } from '../../src/execute/session-reads.ts';
import { tabledTypes, typeTableOf } from '../../src/services/type-tables.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { DIFFERENCES } from './required-differences.ts';
import { account, DEV, REGION, sure } from './samples.ts';

/**
 * Two tables of the same thing, written apart: what the sandbox demands of a session, and what the
 * reviewed tables ask for. They are compared as sets, call by call and property by property: what
 * one of them has alone is either a mistake of one of them, or a row of `DIFFERENCES`.
 */

const ROLE = `arn:aws:iam::${DEV}:role/coworker/r`;
const KEY = `arn:aws:kms:${REGION}:${DEV}:key/1`;

/** Values where the reviewed table looks inside; anything else is `x`. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'AWS::Lambda::Function': {
    Role: ROLE,
    Code: { S3Bucket: 'b', S3Key: 'k', S3ObjectVersion: 'v' },
    Layers: [`arn:aws:lambda:${REGION}:${DEV}:layer:l:1`],
    KmsKeyArn: KEY,
  },
  'AWS::IAM::Role': {
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    Policies: [{}],
  },
  'AWS::IAM::Policy': { Roles: ['r'] },
  'AWS::IAM::ManagedPolicy': { Roles: ['r'] },
  'AWS::IAM::InstanceProfile': { Roles: ['r'] },
  'AWS::IAM::Group': { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
  'AWS::IAM::User': { Groups: ['g'] },
  'AWS::DynamoDB::Table': { SSESpecification: { KMSMasterKeyId: KEY } },
  'AWS::EC2::Instance': { BlockDeviceMappings: [{ Ebs: { KmsKeyId: KEY } }] },
  'AWS::EC2::Volume': { KmsKeyId: KEY },
  'AWS::EC2::FlowLog': { DeliverLogsPermissionArn: ROLE },
  'AWS::EKS::Cluster': { EncryptionConfig: [{ Provider: { KeyArn: KEY } }] },
  'AWS::RDS::DBInstance': { MonitoringRoleArn: ROLE },
  'AWS::RDS::DBCluster': { MonitoringRoleArn: ROLE },
};

/** Properties without which CloudFormation takes no resource of the type. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::NetworkAclEntry': ['NetworkAclId'],
  'AWS::EC2::Route': ['RouteTableId'],
  'AWS::EC2::SubnetNetworkAclAssociation': ['NetworkAclId', 'SubnetId'],
  'AWS::EC2::SubnetRouteTableAssociation': ['RouteTableId', 'SubnetId'],
  'AWS::EC2::VPCGatewayAttachment': ['InternetGatewayId', 'VpcId'],
  'AWS::IAM::InstanceProfile': ['Roles'],
  'AWS::IAM::Policy': ['Roles'],
  'AWS::Lambda::Function': ['Code', 'Role'],
};

const SIDES = ['asked, not demanded', 'demanded, not asked'] as const;
const CALLS = ['create', 'update', 'delete', 'read'] as const;
type Call = (typeof CALLS)[number];

const ACTION_OF: Readonly<Record<Call, ChangeAction>> = {
  create: 'create',
  update: 'change',
  delete: 'delete',
  read: 'release',
};

const propertiesOf = (type: string, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, VALUES[type]?.[name] ?? 'x']));

const isRead = (action: string): boolean =>
  isSessionRead({ action, resources: [], purpose: 'read', via: 'cloudformation' });

/** What the reviewed table asks for: for a create with what takes it back. */
const asked = (type: string, call: Call, names: readonly string[]): ReadonlySet<string> => {
  const always = REQUIRED[type] ?? [];
  const needs = sure(typeTableOf(type)).needs({
    type,
    logicalId: 'Thing',
    action: ACTION_OF[call],
    properties: propertiesOf(type, [...always, ...names]),
    changedProperties: names,
    ...(call === 'create' ? {} : { physicalId: 'thing' }),
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-thing',
  });
  return new Set(needs.map((need) => need.action));
};

/** What AWS demands, by the sandbox: a create also what takes it back, and each call its reads. */
const demanded = (type: string, call: Call, names: readonly string[]): ReadonlySet<string> => {
  const touched = call === 'update' ? names : [...(REQUIRED[type] ?? []), ...names];
  const calls =
    call === 'create' ? (['create', 'delete', 'read'] as const) : ([call, 'read'] as const);
  return new Set(calls.flatMap((one) => requiredActions(type, one, touched)));
};

/** Each property alone, and none: for an update only what can change in place. */
const casesOf = (type: string, call: Call): readonly (readonly string[])[] => {
  const model = sure(modelOf(type));
  const tabled = typeTableOf(type)?.tabledProperties ?? [];
  const names = [...new Set([...model.properties, ...tabled])];
  if (call !== 'update') return [[], ...names.map((name) => [name])];
  return names.filter((name) => !model.replaceOn.includes(name)).map((name) => [name]);
};

type Row = readonly [call: Call, property: string, side: (typeof SIDES)[number], action: string];

/** Reads that every session has anyway are compared once for the type, not for each property. */
const differencesIn = (type: string, call: Call): readonly Row[] =>
  casesOf(type, call).flatMap((names) => {
    const [ours, theirs] = [asked(type, call, names), demanded(type, call, names)];
    const rows = (side: Row[2], actions: ReadonlySet<string>): readonly Row[] =>
      [...actions]
        .filter((action) => !isRead(action))
        .map((action) => [call, names[0] ?? '', side, action] as const);
    return [...rows(SIDES[0], ours.difference(theirs)), ...rows(SIDES[1], theirs.difference(ours))];
  });

const everyRead = (
  type: string,
  from: (type: string, call: Call, names: readonly string[]) => ReadonlySet<string>,
): ReadonlySet<string> => {
  const names = [...new Set(casesOf(type, 'create').flat())];
  return new Set(CALLS.flatMap((call) => [...from(type, call, names)]).filter(isRead));
};

/** A difference that stands with every property is one row without a property. */
const collapsed = (type: string, rows: readonly Row[]): readonly string[] => {
  const bare = new Set(rows.filter((row) => row[1] === '').map((row) => `${row[0]} ${row[3]}`));
  return [
    ...new Set(
      rows
        .filter((row) => row[1] === '' || !bare.has(`${row[0]} ${row[3]}`))
        .map(([call, property, side, action]) =>
          [type, property === '' ? call : `${call} of ${property}`, side, action].join(': '),
        ),
    ),
  ].toSorted();
};

describe('what sessions may and what AWS demands are the same', () => {
  it('the sandbox demands something of every type with a reviewed table', () => {
    expect(tabledTypes().filter((type) => REQUIRED_ACTIONS[type] === undefined)).toEqual([]);
  });

  it.each(tabledTypes())('%s', (type) => {
    const found = collapsed(
      type,
      CALLS.flatMap((call) => differencesIn(type, call)),
    );
    const known = DIFFERENCES.filter((row) => row.type === type).map((row) =>
      [type, row.operation, row.side, row.action].join(': '),
    );
    expect(found).toEqual(known.toSorted());
  });

  it.each(tabledTypes())('%s: the same configuration is read', (type) => {
    expect([...everyRead(type, asked)].toSorted()).toEqual(
      [...everyRead(type, demanded)].toSorted(),
    );
  });

  it('each difference has its reason', () => {
    expect(DIFFERENCES.filter((row) => row.because.length < 30)).toEqual([]);
  });
});

const matches = (pattern: string, action: string): boolean =>
  pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;

/** Action patterns of the deployer's own policies, by effect. */
const ceiling = (effect: 'Allow' | 'Deny'): readonly string[] => {
  const { policies, managed = [] } = deployerRole({
    accountId: DEV,
    toolingAccountId: '121212121212',
    organizationId: 'o-exampleorgid',
    externalId: 'example-external-id',
  });
  return [...policies, ...managed]
    .flatMap((one) => one.policy.Statement)
    .filter((statement) => statement.Effect === effect)
    .flatMap((statement) => statement.Action ?? []);
};

describe('what sessions may is not more than the deployer may', () => {
  it.each(tabledTypes())('%s', (type) => {
    const names = [...new Set(casesOf(type, 'create').flat())];
    const actions = new Set(CALLS.flatMap((call) => [...asked(type, call, names)]));
    const [allowed, denied] = [ceiling('Allow'), ceiling('Deny')];
    const beyond = [...actions].filter(
      (action) =>
        !allowed.some((one) => matches(one, action)) || denied.some((one) => matches(one, action)),
    );
    expect(beyond).toEqual([]);
  });
});
