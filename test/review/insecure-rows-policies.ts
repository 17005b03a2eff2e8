import type { JsonObject } from '../../src/task/json.ts';
import { insecure, type InsecureRow } from './insecure-row.ts';
import { allowing, IT, of, ref } from './item-row.ts';

const ADMIN: JsonObject = {
  PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};
const OPEN_TO_ALL = { PolicyDocument: allowing('*') };
const rolePolicy = { P: of('AWS::IAM::RolePolicy', { RoleName: ref('Role'), ...ADMIN }) };

const INLINE: readonly InsecureRow[] = [
  ...['RolePolicy', 'UserPolicy', 'GroupPolicy'].flatMap((name) =>
    ['IAM-01', 'IAM-02', 'IAM-22', 'POLICY-IAM-01'].map((item) =>
      insecure(item, `AWS::IAM::${name}`)(name, [ADMIN]),
    ),
  ),
  insecure('IAM-04', 'AWS::IAM::UserPolicy')('a policy beside its user', [ADMIN]),
  insecure('IAM-30', 'AWS::IAM::UserPolicy')('a policy of a user', [{ UserName: 'u', ...ADMIN }]),
  insecure('LAMBDA-01', 'AWS::Lambda::Function')('a policy beside the role', [
    { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    { Role: of('AWS::IAM::Role'), ...rolePolicy },
  ]),
  insecure('SNS-04', 'AWS::SNS::TopicInlinePolicy')('open to everybody', [OPEN_TO_ALL]),
  insecure('SNS-04', 'AWS::SNS::Topic')('a policy beside the topic', [
    {},
    { P: of('AWS::SNS::TopicInlinePolicy', { TopicArn: IT, ...OPEN_TO_ALL }) },
  ]),
  insecure('SQS-04', 'AWS::SQS::QueueInlinePolicy')('open to everybody', [OPEN_TO_ALL]),
  insecure('SQS-04', 'AWS::SQS::Queue')('a policy beside the queue', [
    {},
    { P: of('AWS::SQS::QueueInlinePolicy', { Queue: IT, ...OPEN_TO_ALL }) },
  ]),
];

const keyPolicy = insecure('POLICY-DATA-11', 'AWS::KMS::Key');
const everybody = (Condition: JsonObject): readonly [JsonObject] => [
  { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'k:A', Condition }] } },
];
const bySource = (operator: string, arn: string) =>
  everybody({ [operator]: { 'aws:SourceArn': arn } });

const CONDITIONS: readonly InsecureRow[] = [
  keyPolicy('all but one account', everybody({ StringNotEquals: { 'kms:CallerAccount': '1' } })),
  keyPolicy('any account', everybody({ StringLike: { 'kms:CallerAccount': '*' } })),
  keyPolicy('every topic', bySource('ArnLike', 'arn:aws:sns:*:*:*')),
  keyPolicy('a topic of anybody', bySource('ArnEquals', 'arn:aws:sns:eu-west-1:*:mine')),
  keyPolicy('every bucket', bySource('ArnLike', 'arn:aws:s3:::*')),
  keyPolicy('who has no source', bySource('ArnLikeIfExists', 'arn:aws:s3:::b')),
  keyPolicy('a key that is there', everybody({ Null: { 'aws:SourceArn': 'false' } })),
  keyPolicy('one bucket', bySource('ArnLike', 'arn:aws:s3:::b'), 'PASS'),
  keyPolicy('one account', bySource('ArnLike', 'arn:aws:sns:*:111111111111:*'), 'PASS'),
  keyPolicy(
    'one unit',
    everybody({
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/ou-1/*' },
    }),
    'PASS',
  ),
  keyPolicy('all but one', [
    { KeyPolicy: { Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: '1' }, Action: 'k:A' }] } },
  ]),
  insecure('IAM-19', 'AWS::IAM::Role')('who has no MFA', [
    {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::222222222222:root' },
            Action: 'sts:AssumeRole',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
        ],
      },
    },
  ]),
  insecure('LAMBDA-21', 'AWS::Lambda::Permission')('every topic', [
    { Principal: 'sns.amazonaws.com', SourceArn: 'arn:aws:sns:*:*:*' },
  ]),
];

const tls = insecure('S3-05', 'AWS::S3::Bucket');
const NO_TLS = { Bool: { 'aws:SecureTransport': 'false' } };
const denying = (rest: JsonObject) => {
  const Statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: NO_TLS, ...rest };
  const PolicyDocument = { Statement: [Statement] };
  return [{}, { P: of('AWS::S3::BucketPolicy', { Bucket: IT, PolicyDocument }) }] as const;
};
const objects = (id: string): JsonObject => ({ 'Fn::Sub': `\${${id}.Arn}/*` });

const withName = ([, policy]: ReturnType<typeof denying>) =>
  [{ BucketName: 'acme-a1' }, policy] as const;

const TLS: readonly InsecureRow[] = [
  tls('its objects', denying({ Resource: objects('It') }), 'PASS'),
  tls('a part of it', denying({ Resource: 'arn:aws:s3:::b/public/*' })),
  tls('another bucket', denying({ Resource: objects('Other') })),
  tls('the ARN of another bucket', denying({ Resource: 'arn:aws:s3:::other/*' })),
  tls('its own ARN', withName(denying({ Resource: 'arn:aws:s3:::acme-a1/*' })), 'PASS'),
  tls('the ARN of one beside it', withName(denying({ Resource: 'arn:aws:s3:::acme-a10/*' }))),
  tls('all but some', denying({ NotResource: 'arn:aws:s3:::b/public/*' })),
  tls(
    'with another condition',
    denying({
      Resource: '*',
      Condition: { ...NO_TLS, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    }),
  ),
  tls(
    'where it is not so',
    denying({
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:SecureTransport': 'false' } },
    }),
  ),
];

export const OF_POLICIES: readonly InsecureRow[] = [...INLINE, ...CONDITIONS, ...TLS];
