import { ofThisIssue, onSet, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

/** Secrets Manager adds six characters to a name, which nobody knows before. */
const byName = (input: NeedInput, name: string): string =>
  regionalArn('secretsmanager', input, `secret:${name}-??????`);

const isNew = ({ action }: NeedInput): boolean => action === 'create' || action === 'replace';

const secretArns = (input: NeedInput): readonly string[] => {
  const name = input.properties['Name'];
  const present = input.physicalId === undefined ? [] : [input.physicalId];
  if (!isNew(input) && present.length > 0) return present;
  const next =
    typeof name === 'string'
      ? byName(input, name)
      : // The one generated name that begins with the logical id and not with the stack.
        regionalArn('secretsmanager', input, `secret:${input.logicalId}-*`);
  return [...present, next];
};

/** Secrets Manager makes the value for the caller; IAM gives this no resource. */
const RANDOM: Act = { action: 'secretsmanager:GetRandomPassword', resources: () => ['*'] };

const keyArns = (input: NeedInput): readonly string[] => {
  const key = input.properties['KmsKeyId'];
  if (typeof key === 'string' && key.startsWith('arn:')) return [key];
  return [regionalArn('kms', input, 'key/*')];
};

/** A key is used by Secrets Manager for the caller, and by it alone. */
const withKey = (action: string): Act => ({
  action,
  resources: keyArns,
  conditions: (input) => ({
    StringEquals: { 'kms:ViaService': `secretsmanager.${input.region}.amazonaws.com` },
  }),
});

const KEY_ACTS: readonly Act[] = [withKey('kms:Decrypt'), withKey('kms:GenerateDataKey')];

const update: Act = {
  action: 'secretsmanager:UpdateSecret',
  when: ({ action }) => action === 'change',
};

/**
 * Source: schema of AWS::SecretsManager::Secret, cut with the list of IAM. The schema also asks for
 * `GetSecretValue`, which no session of this application has.
 */
export const secretTable: TypeTable = tableOf({
  type: 'AWS::SecretsManager::Secret',
  arns: secretArns,
  slowestMinutes: 2,
  isStateful: true,
  nameProperty: 'Name',
  createOnly: ['Name'],
  sensitiveProperties: ['*'],
  create: ['secretsmanager:CreateSecret'],
  remove: ['secretsmanager:DeleteSecret'],
  read: ['secretsmanager:DescribeSecret'],
  properties: {
    Description: onSet([update], ['secretsmanager:UpdateSecret']),
    GenerateSecretString: onSet([RANDOM, update]),
    KmsKeyId: onSet([...KEY_ACTS, update], ['secretsmanager:UpdateSecret']),
    Tags: tagActs('secretsmanager:TagResource', 'secretsmanager:UntagResource'),
  },
});

/** The schedule names its secret by a reference alone; the tag of the issue tells which it is. */
const ofOwnSecret = (action: string): Act => ({
  action,
  resources: (input) => [regionalArn('secretsmanager', input, 'secret:*')],
  conditions: ofThisIssue('ResourceTag'),
});

/** Secrets Manager calls the function with the caller's rights when a rotation is set up. */
const invoke: Act = {
  action: 'lambda:InvokeFunction',
  resources: ({ properties }) =>
    typeof properties['RotationLambdaARN'] === 'string' ? [properties['RotationLambdaARN']] : [],
  when: ({ properties }) => typeof properties['RotationLambdaARN'] === 'string',
};

const scheduleTable: TypeTable = tableOf({
  type: 'AWS::SecretsManager::RotationSchedule',
  arns: (input) => [regionalArn('secretsmanager', input, 'secret:*')],
  slowestMinutes: 5,
  isStateful: false,
  createOnly: ['SecretId'],
  sensitiveProperties: ['*'],
  create: [ofOwnSecret('secretsmanager:RotateSecret')],
  change: [ofOwnSecret('secretsmanager:RotateSecret')],
  remove: [ofOwnSecret('secretsmanager:CancelRotateSecret')],
  read: ['secretsmanager:DescribeSecret'],
  properties: { RotationLambdaARN: onSet([invoke]) },
});

/** The reviewed tables of secrets and of their rotation. */
export const SECRET_TYPES: readonly TypeTable[] = [secretTable, scheduleTable];
