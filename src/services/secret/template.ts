import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Governance asks for 90 days at most, in production for 30: the shorter serves every tier. */
const DEFAULT_DAYS = 30;

/** Properties of a secret with what the task asks set over them. What it holds stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const key = textOf(task, 'kmsKey');
  const description = textOf(task, 'description');
  return {
    ...properties,
    ...(key === undefined ? {} : { KmsKeyId: key }),
    ...(description === undefined ? {} : { Description: description }),
  };
};

/** AWS makes the value where nobody sees it: 32 characters, or such a password beside a user. */
const generated = (task: MutationTask): JsonObject => {
  const username = textOf(task, 'username');
  const rule = { PasswordLength: 32, ExcludeCharacters: '"@/\\\'' };
  if (username === undefined) return rule;
  return {
    ...rule,
    SecretStringTemplate: JSON.stringify({ username }),
    GenerateStringKey: 'password',
  };
};

/** The schedule of a secret of the same template, which is rotated at once and then in turn. */
export const scheduleOf = (
  secretId: string,
  { functionArn, days }: { readonly functionArn: string; readonly days: number },
): TemplateResource => ({
  Type: 'AWS::SecretsManager::RotationSchedule',
  Properties: {
    SecretId: { Ref: secretId },
    RotationLambdaARN: functionArn,
    RotationRules: { AutomaticallyAfterDays: days },
  },
});

/** Days between two rotations, as asked or as governance wants it. */
export const rotationDaysOf = (task: MutationTask): number =>
  numberOf(task, 'rotationDays') ?? DEFAULT_DAYS;

/** A secret whose value AWS makes, with the function that rotates it where one is named. */
export const secretTemplate = (
  context: DraftContext,
  secret: { readonly name: string; readonly functionArn: string | undefined },
): Template => {
  const { name, functionArn } = secret;
  const { task } = context;
  const secretId = logicalIdOf(name, 'Secret');
  const days = rotationDaysOf(task);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Secret ${name}`,
    Resources: {
      [secretId]: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          Name: name,
          ...withFields({}, task),
          GenerateSecretString: generated(task),
          Tags: tagList(context.tagsFor(name)),
        },
      },
      ...(functionArn === undefined
        ? {}
        : { [`${secretId}Rotation`]: scheduleOf(secretId, { functionArn, days }) }),
    },
  };
};
