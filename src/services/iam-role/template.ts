import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Services that take roles, and whether they say for which account they do. */
export const TRUSTED: ReadonlyMap<string, boolean> = new Map([
  ['apigateway.amazonaws.com', false],
  ['batch.amazonaws.com', false],
  ['cloudtrail.amazonaws.com', true],
  ['codebuild.amazonaws.com', true],
  ['ec2.amazonaws.com', false],
  ['ecs-tasks.amazonaws.com', true],
  ['eks.amazonaws.com', false],
  ['events.amazonaws.com', true],
  ['firehose.amazonaws.com', true],
  ['glue.amazonaws.com', false],
  ['lambda.amazonaws.com', false],
  ['logs.amazonaws.com', true],
  ['pipes.amazonaws.com', true],
  ['rds.amazonaws.com', true],
  ['s3.amazonaws.com', true],
  ['scheduler.amazonaws.com', true],
  ['sns.amazonaws.com', true],
  ['ssm.amazonaws.com', true],
  ['states.amazonaws.com', true],
  ['vpc-flow-logs.amazonaws.com', true],
]);

/** One service, and where it says so only on behalf of this account: no confused deputy. */
export const trustOf = (service: string, accountId: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...(TRUSTED.get(service) === true
        ? { Condition: { StringEquals: { 'aws:SourceAccount': accountId } } }
        : {}),
    },
  ],
});

/** Name of the one inline policy that tasks write. */
const POLICY_NAME = 'task';

/** What a task adds to a role. */
export interface Rights {
  readonly statements: readonly JsonObject[];
  readonly managed: readonly string[];
}

/** Properties of a role with the rights of a task set over them; the rest stays as it is. */
export const withRights = (properties: JsonObject, rights: Rights): JsonObject => ({
  ...properties,
  ...(rights.managed.length === 0 ? {} : { ManagedPolicyArns: [...rights.managed] }),
  ...(rights.statements.length === 0
    ? {}
    : {
        Policies: [
          {
            PolicyName: POLICY_NAME,
            PolicyDocument: { Version: '2012-10-17', Statement: [...rights.statements] },
          },
        ],
      }),
});

/** A role under the path and the boundary, with the rights that were asked and no others. */
export const roleTemplate = (
  context: DraftContext,
  role: Rights & { readonly name: string; readonly service: string },
): Template => {
  const base = {
    RoleName: role.name,
    Path: IAM_PATH,
    PermissionsBoundary: boundaryArn(context.account.id),
    AssumeRolePolicyDocument: trustOf(role.service, context.account.id),
    Tags: tagList(context.tagsFor(role.name)),
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Role ${role.name}`,
    Resources: {
      [logicalIdOf(role.name, 'Role')]: {
        Type: 'AWS::IAM::Role',
        Properties: withRights(base, role),
      },
    },
  };
};
