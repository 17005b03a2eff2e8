import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import { isJsonObject } from '../../src/task/json.ts';
import { nextUuid, type Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const SECRET = 'AWS::SecretsManager::Secret';
const SCHEDULE = 'AWS::SecretsManager::RotationSchedule';

const invalid = (message: string): AwsError =>
  new AwsError('InvalidRequestException', 400, message);

const nameOf = (secret: Resource): string =>
  jsonText(secret.properties['Name']) ||
  secret.id.replace(/^.*:secret:/, '').replace(/-\w{6}$/, '');

const needSecret = (call: Call): Resource => {
  const asked = text(call.input, 'SecretId');
  const found = ownResources(call, SECRET).find(
    (each) => each.id === asked || nameOf(each) === asked,
  );
  if (found !== undefined) return found;
  throw new AwsError(
    'ResourceNotFoundException',
    400,
    "Secrets Manager can't find the specified secret.",
  );
};

/** A name stands for an ARN with six characters that only the service knows. */
const secretArn = (call: Call): string => {
  const asked = text(call.input, 'SecretId');
  const found = ownResources(call, SECRET).find(
    (each) => each.id === asked || nameOf(each) === asked,
  );
  if (found !== undefined) return found.arn;
  return asked.startsWith('arn:')
    ? asked
    : `arn:aws:secretsmanager:${call.region}:${call.accountId}:secret:${asked}-AbCdEf`;
};

const scheduleOf = (call: Call, secret: Resource): Resource | undefined =>
  ownResources(call, SCHEDULE).find(({ properties }) => properties['SecretId'] === secret.id);

const dayOf = (value: unknown): Date | undefined =>
  typeof value === 'string' ? new Date(value) : undefined;

const versionsOf = (secret: Resource): unknown => {
  const kept = secret.attributes['Versions'];
  return isJsonObject(kept ?? null) ? kept : { [`v1-${secret.id.slice(-6)}`]: ['AWSCURRENT'] };
};

const described = (call: Call, secret: Resource): Record<string, unknown> => {
  const schedule = scheduleOf(call, secret);
  const arn = schedule?.properties['RotationLambdaARN'] ?? secret.attributes['RotationLambdaARN'];
  const { properties, attributes } = secret;
  return {
    ARN: secret.arn,
    Name: nameOf(secret),
    Description: properties['Description'],
    KmsKeyId: properties['KmsKeyId'],
    RotationEnabled: arn !== undefined,
    ...(arn === undefined
      ? {}
      : {
          RotationLambdaARN: arn,
          RotationRules: schedule?.properties['RotationRules'] ?? { AutomaticallyAfterDays: 30 },
        }),
    DeletedDate: dayOf(attributes['DeletedDate']),
    OwningService: attributes['OwningService'],
    CreatedDate: secret.createdAt,
    Tags: tagList(secret.tags),
  };
};

const describe = (call: Call): unknown => {
  const secret = needSecret(call);
  return { ...described(call, secret), VersionIdsToStages: versionsOf(secret) };
};

const listSecrets = (call: Call): unknown => {
  const kept = ownResources(call, SECRET).filter(
    ({ attributes }) => attributes['DeletedDate'] === undefined,
  );
  const page = pageOf(call, kept, call.input['NextToken']);
  return {
    SecretList: page.items.map((each) => ({
      ...described(call, each),
      SecretVersionsToStages: versionsOf(each),
    })),
    NextToken: page.next,
  };
};

/** The function makes a version, proves it, and then makes it the one in use. */
async function* rotating(secret: Resource, version: string): Steps {
  yield 30;
  secret.attributes['Versions'] = { [version]: ['AWSCURRENT', 'AWSPENDING'] };
  secret.attributes['Rotations'] = Number(secret.attributes['Rotations'] ?? 0) + 1;
}

const rotate = (call: Call): unknown => {
  const secret = needSecret(call);
  if (described(call, secret)['RotationEnabled'] !== true)
    throw invalid('No Lambda rotation function ARN is associated with this secret.');
  const version = nextUuid(call.state);
  const present = versionsOf(secret) as Record<string, never>;
  secret.attributes['Versions'] = { ...present, [version]: ['AWSPENDING'] };
  start(call.state, rotating(secret, version));
  return { ARN: secret.arn, Name: nameOf(secret), VersionId: version };
};

/** Secrets Manager: what secrets are, and their rotation. No call here answers with a value. */
export const secretsOperations: OperationTable = {
  DescribeSecret: row('secretsmanager:DescribeSecret', secretArn, describe),
  ListSecrets: row('secretsmanager:ListSecrets', () => '*', listSecrets),
  RotateSecret: row('secretsmanager:RotateSecret', secretArn, rotate),
};
