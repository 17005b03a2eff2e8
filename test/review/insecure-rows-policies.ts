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

export const OF_POLICIES: readonly InsecureRow[] = [...INLINE];
