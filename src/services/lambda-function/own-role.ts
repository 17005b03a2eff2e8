import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

const roleIdOf = (template: Template, logicalId: string): string | undefined => {
  const role = propertiesOf(template, logicalId)['Role'];
  const attribute = isJsonObject(role) ? listOf(role['Fn::GetAtt'])[0] : undefined;
  const id = typeof attribute === 'string' ? attribute : undefined;
  return id !== undefined && template.Resources[id]?.Type === 'AWS::IAM::Role' ? id : undefined;
};

/** True when the function's role stands in the same template. */
export const hasOwnRole = (template: Template, logicalId: string): boolean =>
  roleIdOf(template, logicalId) !== undefined;

const withStatementIn = (policy: JsonObject, statement: JsonObject): JsonObject => {
  const document = isJsonObject(policy['PolicyDocument']) ? policy['PolicyDocument'] : {};
  const others = listOf(document['Statement']).filter(
    (one) => !isJsonObject(one) || one['Sid'] !== statement['Sid'],
  );
  return { ...policy, PolicyDocument: { ...document, Statement: [...others, statement] } };
};

/** Adds one statement to the first policy of the function's own role. */
export const withStatement = (
  template: Template,
  logicalId: string,
  statement: JsonObject,
): Template => {
  const roleId = roleIdOf(template, logicalId);
  if (roleId === undefined) return template;
  const policies = listOf(propertiesOf(template, roleId)['Policies']);
  const [first = { PolicyName: 'function', PolicyDocument: { Version: '2012-10-17' } }, ...rest] =
    policies.filter((policy) => isJsonObject(policy));
  return withProperties(template, roleId, {
    Policies: [withStatementIn(first, statement), ...rest],
  });
};

const named = (name: Json | undefined, suffix: string): JsonObject => ({
  Key: 'Name',
  Value: `${typeof name === 'string' ? name : ''}${suffix}`,
});

/** The tags of a function for a companion of it. */
export const retagged = (template: Template, logicalId: string, suffix: string): readonly Json[] =>
  listOf(propertiesOf(template, logicalId)['Tags'])
    .filter((tag) => isJsonObject(tag))
    .map((tag) => (tag['Key'] === 'Name' ? named(tag['Value'], suffix) : tag));

/** The ARN of a resource of the same template. */
export const arnIn = (logicalId: string): JsonObject => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
