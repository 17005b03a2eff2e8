import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a key with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const days = numberOf(task, 'rotationDays');
  const rotation = days === undefined ? booleanOf(task, 'rotation') : true;
  const description = textOf(task, 'description');
  return {
    ...properties,
    ...(rotation === undefined ? {} : { EnableKeyRotation: rotation }),
    ...(days === undefined ? {} : { RotationPeriodInDays: days }),
    ...(description === undefined ? {} : { Description: description }),
  };
};

/** Nobody but the account, whose own policies say who may use the key. Never a star. */
export const ACCOUNT_ONLY: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } as const;

const keyOf = (context: DraftContext, alias: string): TemplateResource => {
  const name = alias.replace('alias/', '');
  const isMany = booleanOf(context.task, 'multiRegion') === true;
  return {
    Type: 'AWS::KMS::Key',
    ...kept,
    Properties: {
      Description: `Key ${name}`,
      ...withFields({}, context.task),
      // Asked otherwise or not: a key that is made here is rotated.
      EnableKeyRotation: true,
      KeyPolicy: ACCOUNT_ONLY,
      ...(isMany ? { MultiRegion: true } : {}),
      Tags: tagList(context.tagsFor(name)),
    },
  };
};

/** A key that is rotated, kept whatever becomes of its stack, and found by its alias. */
export const kmsKeyTemplate = (context: DraftContext, alias: string): Template => {
  const name = alias.replace('alias/', '');
  const keyId = logicalIdOf(name, 'Key');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Key ${name}`,
    Resources: {
      [keyId]: keyOf(context, alias),
      [logicalIdOf(name, 'Alias')]: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: alias, TargetKeyId: { Ref: keyId } },
      },
    },
  };
};
