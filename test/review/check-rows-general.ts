import type { Check } from '../../src/review/baseline.ts';
import type { Result } from '../../src/review/checks/judgement.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { OPEN, open, rowsFor, type Row } from './check-row.ts';

const policy = (statement: Json): JsonObject => ({
  PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
});
const allow = (rest: JsonObject): JsonObject => policy({ Effect: 'Allow', ...rest });

const property = (check: Check, name: string, P: Json, result: Result): Row => ({
  check,
  name: `P ${name}`,
  properties: { P },
  rest: OPEN,
  result,
});

const PROPERTY: readonly Row[] = [
  { check: { property: 'P', is: 'present' }, name: 'nothing', properties: {}, result: 'fail' },
  property({ property: 'P', is: 'present' }, 'is empty text', '', 'fail'),
  property({ property: 'P', is: 'present' }, 'is an empty list', [], 'fail'),
  property({ property: 'P', is: 'present' }, 'is zero', 0, 'pass'),
  property({ property: 'P', is: 'present' }, 'is a resource', { Ref: 'Key' }, 'pass'),
  property({ property: 'P', is: 'present' }, 'is an open parameter', open, 'unknown'),
  property({ property: 'P', is: 'present' }, 'is no value', { Ref: 'AWS::NoValue' }, 'fail'),
  property({ property: 'P', is: 'absent' }, 'is set', 'x', 'fail'),
  property({ property: 'P', is: 'absent' }, 'is an open parameter', open, 'unknown'),
  property({ property: 'P', equals: true }, 'is true as text', 'true', 'pass'),
  property({ property: 'P', equals: true }, 'is true with a capital', 'True', 'pass'),
  property({ property: 'P', equals: true }, 'is false', false, 'fail'),
  property({ property: 'P', equals: true }, 'is a map', { a: 1 }, 'fail'),
  property({ property: 'P', equals: true }, 'is an open parameter', open, 'unknown'),
  property(
    { property: 'P', equals: 'x' },
    'is a dynamic reference',
    '{{resolve:ssm:a}}',
    'unknown',
  ),
  property({ property: 'P', oneOf: [7, 14] }, 'is a number as text', '14', 'pass'),
  property({ property: 'P', oneOf: [7, 14] }, 'is another', 8, 'fail'),
  property({ property: 'P', noneOf: [3] }, 'is allowed', 4, 'pass'),
  property({ property: 'P', noneOf: [3] }, 'is forbidden', 3, 'fail'),
  { check: { property: 'P', noneOf: [3] }, name: 'default', properties: {}, result: 'fail' },
  property({ property: 'P', min: 1 }, 'is enough', '2', 'pass'),
  property({ property: 'P', min: 1 }, 'is too little', 0, 'fail'),
  property({ property: 'P', max: 90 }, 'is too much', 91, 'fail'),
  property({ property: 'P', max: 90 }, 'is no number', 'x', 'fail'),
  property({ property: 'P.a.b', equals: 1 }, 'is deep', { a: { b: 1 } }, 'pass'),
  property({ property: 'P.constructor', is: 'present' }, 'is not of JavaScript', {}, 'fail'),
];

const inner: Check = { property: 'A', equals: 1 };
const COMBINED: readonly Row[] = [
  property({ all: [inner, { property: 'P', equals: 1 }] }, 'all fail', 2, 'fail'),
  property({ any: [inner, { property: 'P', equals: 1 }] }, 'one passes', 1, 'pass'),
  property({ any: [inner, { property: 'P', equals: 1 }] }, 'one is unknown', open, 'unknown'),
  property({ all: [{ property: 'P', equals: 1 }] }, 'one is unknown', open, 'unknown'),
  property({ not: { property: 'P', equals: 1 } }, 'is turned', 1, 'fail'),
  property({ not: { property: 'P', equals: 1 } }, 'stays unknown', open, 'unknown'),
  property({ some: { property: 'P', where: inner } }, 'has one', [{ A: 2 }, { A: 1 }], 'pass'),
  property({ some: { property: 'P', where: inner } }, 'has none', [{ A: 2 }], 'fail'),
  property({ some: { property: 'P', where: inner } }, 'is one thing', { A: 1 }, 'pass'),
  property({ some: { property: 'P', where: inner } }, 'is unknown', open, 'unknown'),
  property({ each: { property: 'P', where: inner } }, 'holds for each', [{ A: 1 }], 'pass'),
  property({ each: { property: 'P', where: inner } }, 'fails for one', [{ A: 1 }, {}], 'fail'),
  property({ each: { property: 'P', where: inner } }, 'is empty', [], 'pass'),
  property({ each: { property: 'P', where: inner } }, 'is unknown', [open], 'unknown'),
];

const tls = { types: ['AWS::S3::BucketPolicy'], by: 'Bucket' };
const related: Check = { related: { ...tls, where: { property: 'X', equals: 1 } } };
const bucketPolicy = (Bucket: Json, X: Json): Row['others'] => ({
  Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, X } },
});
const bucket = { type: 'AWS::S3::Bucket', rest: OPEN };
const refers: Check = {
  refers: { property: 'Role', types: ['AWS::IAM::Role'], where: { property: 'X', equals: 1 } },
};
const role = (X: Json): Row['others'] => ({ Role: { Type: 'AWS::IAM::Role', Properties: { X } } });

const RELATED: readonly Row[] = [
  { ...bucket, check: related, name: 'no policy', properties: {}, result: 'fail' },
  {
    ...bucket,
    check: related,
    name: 'its policy, by reference',
    properties: {},
    others: bucketPolicy({ Ref: 'It' }, 1),
    result: 'pass',
  },
  {
    ...bucket,
    check: related,
    name: 'its policy, by name',
    properties: { BucketName: 'b' },
    others: bucketPolicy('b', 1),
    result: 'pass',
  },
  {
    ...bucket,
    check: related,
    name: 'the policy of another bucket',
    properties: {},
    others: bucketPolicy({ Ref: 'Other' }, 1),
    result: 'fail',
  },
  {
    ...bucket,
    check: related,
    name: 'a policy that may be its own',
    properties: {},
    others: bucketPolicy(open, 1),
    result: 'unknown',
  },
  {
    ...bucket,
    check: related,
    name: 'its policy, which lacks it',
    properties: {},
    others: bucketPolicy({ Ref: 'It' }, 2),
    result: 'fail',
  },
  { check: refers, name: 'no role', properties: {}, result: 'fail' },
  {
    check: refers,
    name: 'a role of the template',
    properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    others: role(1),
    result: 'pass',
  },
  {
    check: refers,
    name: 'a role of the template, which lacks it',
    properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    others: role(2),
    result: 'fail',
  },
  {
    check: refers,
    name: 'a role from elsewhere',
    properties: { Role: 'arn:aws:iam::111111111111:role/other' },
    others: role(1),
    result: 'unknown',
  },
];

const world = (P: Json): Row['rest'] => ({
  ...OPEN,
  Conditions: { C: { 'Fn::Equals': [open, 'x'] } },
  Mappings: { M: { a: { b: P } } },
});
const WORLDS: readonly Row[] = [
  {
    check: { property: 'P', equals: 1 },
    name: 'both branches pass',
    properties: { P: { 'Fn::If': ['C', 1, '1'] } },
    rest: world(1),
    result: 'pass',
  },
  {
    check: { property: 'P', equals: 1 },
    name: 'one branch fails',
    properties: { P: { 'Fn::If': ['C', 1, 2] } },
    rest: world(1),
    result: 'unknown',
  },
];

const actions = rowsFor({ named: 'no-wildcard-action', scope: 'service' }, 'AWS::IAM::Policy');
const allActions = rowsFor({ named: 'no-wildcard-action', scope: 'all' }, 'AWS::IAM::Policy');
const resource = rowsFor({ named: 'no-wildcard-resource', reasoned: true }, 'AWS::IAM::Policy');
const admin = rowsFor({ named: 'no-admin-statement' }, 'AWS::IAM::Policy');
const passRole = rowsFor({ named: 'no-wildcard-passrole' }, 'AWS::IAM::Policy');
const notAction = rowsFor({ named: 'no-allow-with', member: 'NotAction' }, 'AWS::IAM::Policy');
const makers = rowsFor({ named: 'may-create-roles' }, 'AWS::IAM::Role');
const wide = rowsFor({ named: 'sensitive-wildcard' }, 'AWS::IAM::Policy');
const inline = (statement: JsonObject): JsonObject => ({ Policies: [allow(statement)] });

const POLICIES: readonly Row[] = [
  actions('no policy at all', {}, 'pass'),
  actions('named actions', allow({ Action: ['s3:Get*'], Resource: 'x' }), 'pass'),
  actions('every service there is', allow({ Action: '*:*', Resource: 'x' }), 'fail'),
  actions('a name without a service', allow({ Action: 's3', Resource: 'x' }), 'pass'),
  actions('a whole service', allow({ Action: 's3:*', Resource: 'x' }), 'fail'),
  actions('a whole service that is denied', policy({ Effect: 'Deny', Action: 's3:*' }), 'pass'),
  actions('an open action', allow({ Action: open }), 'unknown'),
  actions('an open effect', policy({ Effect: open, Action: '*' }), 'unknown'),
  actions('an open document', { PolicyDocument: open }, 'unknown'),
  actions(
    'one statement that is no list',
    { PolicyDocument: { Statement: { Effect: 'Allow', Action: '*' } } },
    'fail',
  ),
  actions(
    'a document as text',
    { PolicyDocument: '{"Statement":[{"Effect":"Allow","Action":"*"}]}' },
    'fail',
  ),
  allActions('a whole service', allow({ Action: 's3:*' }), 'pass'),
  allActions('everything', allow({ Action: ['s3:GetObject', '*'] }), 'fail'),
  allActions('everything, spelt otherwise', allow({ Action: '*:*' }), 'fail'),
  allActions('an open action', allow({ Action: open }), 'unknown'),
  resource('a named one', allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }), 'pass'),
  resource('every one', allow({ Action: 's3:GetObject', Resource: '*' }), 'fail'),
  resource(
    'every one, for a reason',
    allow({ Sid: 'ReasonListing', Action: 's3:GetObject', Resource: '*' }),
    'pass',
  ),
  resource('the exempt action', allow({ Action: 'sts:GetCallerIdentity', Resource: '*' }), 'pass'),
  resource(
    'an exempt action and another',
    allow({ Action: ['sts:GetCallerIdentity', 's3:GetObject'], Resource: '*' }),
    'fail',
  ),
  resource(
    'an attribute',
    allow({ Action: 's3:GetObject', Resource: { 'Fn::GetAtt': ['B', 'Arn'] } }),
    'pass',
  ),
  resource(
    'text with an open part',
    allow({ Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:${Open}' } }),
    'pass',
  ),
  resource('an open one', allow({ Action: 's3:GetObject', Resource: open }), 'unknown'),
  admin('everything on everything', allow({ Action: '*', Resource: '*' }), 'fail'),
  admin('everything on one thing', allow({ Action: '*', Resource: 'arn:aws:s3:::b' }), 'pass'),
  admin('everything on something open', allow({ Action: '*', Resource: open }), 'unknown'),
  passRole(
    'a named role',
    allow({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::1:role/x' }),
    'pass',
  ),
  passRole('every role', allow({ Action: ['iam:PassRole'], Resource: '*' }), 'fail'),
  passRole('every role, by a wildcard', allow({ Action: ['iam:*'], Resource: '*' }), 'fail'),
  passRole(
    'every role to one service',
    allow({
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'x' } },
    }),
    'pass',
  ),
  passRole('an open role', allow({ Action: 'iam:PassRole', Resource: open }), 'unknown'),
  notAction('an Action', allow({ Action: 'x' }), 'pass'),
  notAction('a NotAction', allow({ NotAction: 'x' }), 'fail'),
  notAction('a NotAction that may be denied', policy({ Effect: open, NotAction: 'x' }), 'unknown'),
  makers('no policy', {}, 'fail'),
  makers('iam:CreateRole', inline({ Action: 'iam:CreateRole' }), 'pass'),
  makers('open actions', inline({ Action: open }), 'unknown'),
  wide('iam:*', allow({ Action: 'iam:*' }), 'fail'),
  wide('s3:*', allow({ Action: 's3:*' }), 'pass'),
  wide('open actions', allow({ Action: open }), 'unknown'),
];

const principal = rowsFor({ named: 'no-wildcard-principal' }, 'AWS::S3::BucketPolicy');
const bound = rowsFor(
  { named: 'no-wildcard-principal', unconditional: true, document: 'KeyPolicy' },
  'AWS::KMS::Key',
);
const external = rowsFor({ named: 'external-id' }, 'AWS::IAM::Role');
const people = rowsFor({ named: 'human-privileged' }, 'AWS::IAM::Role');
const mfa = rowsFor({ named: 'trust-asks-mfa' }, 'AWS::IAM::Role');
const tlsOnly = rowsFor({ named: 'tls-only', policies: tls }, 'AWS::S3::Bucket');
const ofPolicy = rowsFor({ named: 'tls-only' }, 'AWS::S3::BucketPolicy');
const trust = (rest: JsonObject): JsonObject => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...rest }] },
});
const key = (rest: JsonObject): JsonObject => ({
  KeyPolicy: { Statement: [{ Effect: 'Allow', ...rest }] },
});
const DENY = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
const NO_TLS = { Bool: { 'aws:SecureTransport': 'false' } };
const withPolicy = (statement: Json): Partial<Row> => ({
  others: {
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'It' }, PolicyDocument: { Statement: [statement] } },
    },
  },
});
const ADMIN = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
const OTHER = { Principal: { AWS: 'arn:aws:iam::222222222222:root' } };

const PRINCIPALS: readonly Row[] = [
  principal('no policy', {}, 'pass'),
  principal('a service', allow({ Principal: { Service: 'events.amazonaws.com' } }), 'pass'),
  principal('everybody', allow({ Principal: '*' }), 'fail'),
  principal('everybody of AWS', allow({ Principal: { AWS: ['x', '*'] } }), 'fail'),
  principal('everybody, denied', policy({ Effect: 'Deny', Principal: '*' }), 'pass'),
  principal('an open principal', allow({ Principal: { AWS: open } }), 'unknown'),
  bound('everybody', key({ Principal: { AWS: '*' } }), 'fail'),
  bound(
    'everybody of one account',
    key({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:CallerAccount': '1' } } }),
    'pass',
  ),
  bound(
    'everybody whose account is like what a parameter says',
    key({ Principal: '*', Condition: { StringLike: { 'aws:PrincipalAccount': open } } }),
    'unknown',
  ),
  bound(
    'everybody of the account that a parameter says',
    key({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': open } } }),
    'pass',
  ),
  bound(
    'everybody of a role of the template',
    key({ Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': { Ref: 'It' } } } }),
    'pass',
  ),
  external('a service', trust({ Principal: { Service: 'lambda.amazonaws.com' } }), 'pass'),
  external('another account', trust(OTHER), 'fail'),
  external(
    'another account, with an external id',
    trust({ ...OTHER, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
    'pass',
  ),
  external('the account of the stack', trust(OTHER), 'pass', {
    context: { accountId: '222222222222' },
  }),
  external('another than that of the stack', trust(OTHER), 'fail', {
    context: { accountId: '111111111111' },
  }),
  external(
    'the account in which it runs',
    { Arn: 'arn:aws:iam::222222222222:role/x', ...trust(OTHER) },
    'pass',
  ),
  external(
    'an external id like something',
    trust({ ...OTHER, Condition: { StringLike: { 'sts:ExternalId': open } } }),
    'unknown',
  ),
  external('a trust that is open', { AssumeRolePolicyDocument: open }, 'unknown'),
  people('a service role', trust({ Principal: { Service: 'x.amazonaws.com' } }), 'fail'),
  people('an administrator of another account', { ...ADMIN, ...trust(OTHER) }, 'pass'),
  mfa('without MFA', trust(OTHER), 'fail'),
  mfa(
    'with MFA',
    trust({ ...OTHER, Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }),
    'pass',
  ),
  mfa('an open trust', { AssumeRolePolicyDocument: open }, 'unknown'),
  tlsOnly('no policy', {}, 'fail'),
  tlsOnly('a denial', {}, 'pass', withPolicy({ ...DENY, Condition: NO_TLS })),
  tlsOnly(
    'a denial to one person',
    {},
    'fail',
    withPolicy({ ...DENY, Principal: { AWS: 'x' }, Condition: NO_TLS }),
  ),
  tlsOnly(
    'a denial of one action',
    {},
    'fail',
    withPolicy({ ...DENY, Action: 's3:GetObject', Condition: NO_TLS }),
  ),
  tlsOnly(
    'a denial with TLS',
    {},
    'fail',
    withPolicy({ ...DENY, Condition: { Bool: { 'aws:SecureTransport': true } } }),
  ),
  tlsOnly(
    'a denial for the bucket and not its objects',
    { BucketName: 'mine' },
    'fail',
    withPolicy({ ...DENY, Resource: 'arn:aws:s3:::mine', Condition: NO_TLS }),
  ),
  tlsOnly(
    'a denial for its objects',
    { BucketName: 'mine' },
    'pass',
    withPolicy({ ...DENY, Resource: 'arn:aws:s3:::mine/*', Condition: NO_TLS }),
  ),
  tlsOnly(
    'a denial for a bucket that somebody names later',
    { BucketName: 'mine' },
    'unknown',
    withPolicy({
      ...DENY,
      Resource: { 'Fn::Sub': ['arn:aws:s3:::${Name}/*', { Name: open }] },
      Condition: NO_TLS,
    }),
  ),
  ofPolicy(
    'a denial for one bucket, of which nobody knows whether it is its own',
    {
      Bucket: open,
      PolicyDocument: {
        Statement: [{ ...DENY, Resource: 'arn:aws:s3:::mine/*', Condition: NO_TLS }],
      },
    },
    'unknown',
  ),
  tlsOnly('an open policy', {}, 'unknown', {
    others: {
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'It' }, PolicyDocument: open },
      },
    },
  }),
];

const ports = rowsFor({ named: 'no-world-open', ports: [22, 3389] }, 'AWS::EC2::SecurityGroup');
const strictPorts = rowsFor(
  { named: 'no-world-open', ports: [22], needsProtocol: true },
  'AWS::EC2::SecurityGroup',
);
const appPorts = rowsFor(
  { named: 'no-world-open', ports: 'all', except: [80, 443] },
  'AWS::EC2::SecurityGroup',
);
const alone = rowsFor({ named: 'no-world-open', ports: [22] }, 'AWS::EC2::SecurityGroupIngress');
const rules = rowsFor({ named: 'no-world-rule', direction: 'egress' }, 'AWS::EC2::SecurityGroup');
const described = rowsFor({ named: 'rules-described' }, 'AWS::EC2::SecurityGroup');
const tcp = (from: Json, to: Json, CidrIp: Json = '0.0.0.0/0'): JsonObject => ({
  SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: from, ToPort: to, CidrIp }],
});
const one = (rule: JsonObject): JsonObject => ({ SecurityGroupIngress: [rule] });

const INGRESS: readonly Row[] = [
  ports('no rule', {}, 'pass'),
  ports('one address', tcp(22, 22, '203.0.113.7/32'), 'pass'),
  ports('the world', tcp(22, 22), 'fail'),
  ports('the world as text', tcp('22', '22'), 'fail'),
  ports(
    'the world, IPv6',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '::/0' }),
    'fail',
  ),
  ports(
    'an address of IPv6 that is local',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: 'fd00::/8' }),
    'pass',
  ),
  ports(
    'all of IPv6, beginning at a local address',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: 'fd00::/0' }),
    'fail',
  ),
  ports(
    'more than what is local',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: 'fe80::/9' }),
    'fail',
  ),
  ports(
    'one link',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: 'fe80::/10' }),
    'pass',
  ),
  ports(
    'the half of a continent',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '2a00::/12' }),
    'fail',
  ),
  ports(
    'all global IPv6',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '2000::/3' }),
    'fail',
  ),
  ports('half of the world', tcp(22, 22, '128.0.0.0/1'), 'fail'),
  ports('a range that covers it', tcp(0, 65_535), 'fail'),
  ports('a range beside it', tcp(23, 3388), 'pass'),
  ports('protocol -1', one({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }), 'fail'),
  ports('protocol -1 as a number', one({ IpProtocol: -1, CidrIp: '0.0.0.0/0' }), 'fail'),
  ports(
    'protocol 6',
    one({ IpProtocol: '6', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }),
    'fail',
  ),
  ports('ports -1', tcp(-1, -1), 'fail'),
  ports('ping', one({ IpProtocol: 'icmp', FromPort: 8, ToPort: -1, CidrIp: '0.0.0.0/0' }), 'pass'),
  ports(
    'another group',
    one({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourceSecurityGroupId: 'sg-1' }),
    'pass',
  ),
  ports(
    'a rule that is no list',
    { SecurityGroupIngress: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' } },
    'fail',
  ),
  ports('an open range', tcp(22, 22, open), 'unknown'),
  ports('an open port', tcp(open, 22), 'unknown'),
  ports('no protocol', one({ FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }), 'fail'),
  strictPorts(
    'no protocol, which AWS refuses',
    one({ FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }),
    'pass',
  ),
  appPorts('443', tcp(443, 443), 'pass'),
  appPorts('80 to 443', tcp(80, 443), 'fail'),
  appPorts('8080', tcp(8080, 8080), 'fail'),
  alone(
    'a rule of its own',
    { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
    'fail',
  ),
  rules(
    'to the world',
    { SecurityGroupEgress: [{ IpProtocol: 'tcp', CidrIp: '0.0.0.0/0' }] },
    'fail',
  ),
  rules(
    'to one range',
    { SecurityGroupEgress: [{ IpProtocol: 'tcp', CidrIp: '10.0.0.0/8' }] },
    'pass',
  ),
  rules(
    'to an open range',
    { SecurityGroupEgress: [{ IpProtocol: 'tcp', CidrIp: open }] },
    'unknown',
  ),
  described('a rule with words', one({ Description: 'web' }), 'pass'),
  described('a rule without', one({ FromPort: 1 }), 'fail'),
  described('a rule that is open', { SecurityGroupIngress: [open] }, 'unknown'),
];

/** Rows of the language itself, of policies and of ingress. */
export const GENERAL: readonly Row[] = [
  ...PROPERTY,
  ...COMBINED,
  ...RELATED,
  ...WORLDS,
  ...POLICIES,
  ...PRINCIPALS,
  ...INGRESS,
];
