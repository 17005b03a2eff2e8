import { createHash } from 'node:crypto';
import type { WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Place,
  type TypeRow,
} from './model.ts';

const SECRET = 'AWS::SecretsManager::Secret';

/** Secrets Manager adds six characters of its own to a name. */
const suffixOf = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 6);

const secretArn = (name: string, { accountId, region }: Place): string =>
  `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffixOf(name)}`;

const isNamed = (state: WorldState, place: Place, name: string) =>
  state.resources.find(
    (each) =>
      each.type === SECRET &&
      each.accountId === place.accountId &&
      each.region === place.region &&
      each.id === secretArn(name, place),
  );

const valueProblem = (properties: Readonly<Record<string, unknown>>): HandlerProblem | undefined =>
  properties['SecretString'] !== undefined && properties['GenerateSecretString'] !== undefined
    ? problem(
        'InvalidRequest',
        400,
        'You can specify either SecretString or GenerateSecretString, not both',
      )
    : undefined;

/** `AWS::SecretsManager::Secret`. Its id is its ARN; no value is kept, because nobody reads one. */
export const secret: TypeRow = {
  type: SECRET,
  service: 'SecretsManager',
  tags: 'list',
  seconds: { create: 8, update: 6, delete: 5 },
  replaceOn: ['Name'],
  nameProperty: 'Name',
  nameLimit: 256,
  idOf: secretArn,
  arnOf: sameId,
  attributesOf: (id) => ({ Id: id }),
  refuse: ({ properties }) => valueProblem(properties),
  refuseCreate: ({ state, place, name }) => {
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name))
      return problem(
        'InvalidRequest',
        400,
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the ' +
          'following: -/_+=.@!',
      );
    const found = isNamed(state, place, name);
    return found?.attributes['DeletedDate'] === undefined
      ? undefined
      : problem(
          'InvalidRequest',
          400,
          "You can't create this secret because a secret with this name is already scheduled for " +
            'deletion.',
        );
  },
  refuseDelete: ({ properties }) =>
    Array.isArray(properties['ReplicaRegions']) && properties['ReplicaRegions'].length > 0
      ? problem('InvalidRequest', 400, "You can't delete a secret that still has replica regions.")
      : undefined,
};

const FUNCTION = 'AWS::Lambda::Function';
const PERMISSION = 'AWS::Lambda::Permission';

/** What Secrets Manager finds out when it calls the function for the first time. */
const rotationProblem = (
  state: WorldState,
  place: Place,
  arn: string,
): HandlerProblem | undefined => {
  const name = arn.split(':').at(-1) ?? '';
  const isOwn = (type: string) => (each: WorldState['resources'][number]) =>
    each.type === type && each.accountId === place.accountId && each.region === place.region;
  if (!state.resources.filter(isOwn(FUNCTION)).some(({ id }) => id === name))
    return problem('NotFound', 404, `The Lambda function ${arn} does not exist`);
  const lets = state.resources
    .filter(isOwn(PERMISSION))
    .some(
      ({ properties }) =>
        properties['Principal'] === 'secretsmanager.amazonaws.com' &&
        textProperty(properties, 'FunctionName').split(':').at(-1) === name,
    );
  return lets
    ? undefined
    : problem(
        'AccessDenied',
        400,
        'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function ' +
          'policy grants access to the principal secretsmanager.amazonaws.com.',
      );
};

/** `AWS::SecretsManager::RotationSchedule`. Its id is the ARN of its secret. */
export const rotationSchedule: TypeRow = {
  type: 'AWS::SecretsManager::RotationSchedule',
  service: 'SecretsManager',
  tags: 'none',
  seconds: { create: 15, update: 10, delete: 3 },
  replaceOn: ['SecretId'],
  idPrefix: 'rotation-',
  idOf: (_name, _place, properties) => textProperty(properties, 'SecretId'),
  arnOf: (_id, _place, properties) => textProperty(properties, 'SecretId'),
  attributesOf: (id) => ({ Id: id }),
  refuse: ({ state, place, properties }) => {
    const target = textProperty(properties, 'SecretId');
    const found = state.resources.find(({ type, id }) => type === SECRET && id === target);
    if (found === undefined)
      return problem('NotFound', 404, "Secrets Manager can't find the specified secret.");
    const arn = textProperty(properties, 'RotationLambdaARN');
    return arn === ''
      ? problem(
          'InvalidRequest',
          400,
          'No Lambda rotation function ARN is associated with this secret.',
        )
      : rotationProblem(state, place, arn);
  },
};
