import type { Template, TemplateResource } from '../../plan/template.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH, listOf } from '../acts.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a user that is in these groups; without the property where it is in none. */
export const inGroups = (properties: JsonObject, groups: readonly Json[]): JsonObject => {
  const { Groups: _former, ...rest } = properties;
  return groups.length === 0 ? rest : { ...rest, Groups: [...groups] };
};

/** The groups of a user with one more, or one less. */
export const nextGroups = (
  properties: JsonObject,
  group: string,
  isTakenAway: boolean,
): readonly Json[] => {
  const now = listOf(properties['Groups']);
  if (isTakenAway) return now.filter((one) => one !== group);
  return now.includes(group) ? now : [...now, group];
};

const PAIR = '{"accessKeyId":"${Id}","secretAccessKey":"${Secret}"}';

/** The key goes from IAM into a secret, and nobody sees it on its way. */
const keyParts = (
  context: DraftContext,
  { name, userId }: { readonly name: string; readonly userId: string },
): Readonly<Record<string, TemplateResource>> => {
  const keyId = `${userId}Key`;
  const pair = { Id: { Ref: keyId }, Secret: { 'Fn::GetAtt': [keyId, 'SecretAccessKey'] } };
  return {
    [keyId]: {
      Type: 'AWS::IAM::AccessKey',
      DependsOn: userId,
      Properties: { UserName: name, Status: 'Active' },
    },
    [`${keyId}Secret`]: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        Name: `coworker/access-keys/${name}`,
        Description: `Access key of the IAM user ${name}`,
        SecretString: { 'Fn::Sub': [PAIR, pair] },
        Tags: tagList(context.tagsFor(`${name}-access-key`)),
      },
    },
  };
};

/** A user under the path and the boundary, with its group; a key only where one is asked for. */
export const iamUserTemplate = (context: DraftContext, name: string): Template => {
  const userId = logicalIdOf(name, 'User');
  const group = textOf(context.task, 'group');
  const base = {
    UserName: name,
    Path: IAM_PATH,
    PermissionsBoundary: boundaryArn(context.account.id),
    Tags: tagList(context.tagsFor(name)),
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `User ${name}`,
    Resources: {
      [userId]: {
        Type: 'AWS::IAM::User',
        Properties: inGroups(base, group === undefined ? [] : [group]),
      },
      ...(booleanOf(context.task, 'accessKey') === true ? keyParts(context, { name, userId }) : {}),
    },
  };
};
