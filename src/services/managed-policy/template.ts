import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { IAM_PATH } from '../acts.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a policy with other statements; the rest stays as it is. */
export const withStatements = (
  properties: JsonObject,
  statements: readonly JsonObject[],
): JsonObject =>
  statements.length === 0
    ? properties
    : { ...properties, PolicyDocument: { Version: '2012-10-17', Statement: [...statements] } };

/** A policy under the path of this application, with the statements that were asked. */
export const managedPolicyTemplate = (
  name: string,
  statements: readonly JsonObject[],
): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Managed policy ${name}`,
  Resources: {
    [logicalIdOf(name, 'Policy')]: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: withStatements({ ManagedPolicyName: name, Path: IAM_PATH }, statements),
    },
  },
});
