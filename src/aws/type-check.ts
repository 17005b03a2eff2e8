import type { DeployDraft } from '../plan/step.ts';
import { typeTableOf } from '../services/registry.ts';
import type { Refusal } from '../task/refusal.ts';
import type { AccountSession } from './account-session.ts';
import { parseOutput, sendToStacks } from './cloudformation.ts';
import * as shapes from './stack-shapes.ts';

const isAwsOwn = async (
  session: AccountSession,
  draft: DeployDraft,
  typeName: string,
): Promise<boolean> => {
  if (!/^(AWS|Alexa)::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(typeName)) return false;
  const said = await sendToStacks(session, {
    operation: 'DescribeType',
    region: draft.region,
    input: { Type: 'RESOURCE', TypeName: typeName },
  });
  if (!said.ok) return false;
  const type = parseOutput(shapes.describeType, 'DescribeType', said.output);
  return (
    type.Visibility === 'PUBLIC' &&
    type.PublisherId === undefined &&
    type.ExecutionRoleArn === undefined
  );
};

/**
 * Refuses types without a reviewed table that are not AWS's own: private and third-party ones run
 * with a role of their own and change without notice. Unknown means no.
 */
export const typesRefusal = async (
  session: AccountSession,
  draft: DeployDraft,
): Promise<Refusal | undefined> => {
  const types = Object.values(draft.template.Resources).map((resource) => resource.Type);
  for (const typeName of new Set(types)) {
    if (typeTableOf(typeName) !== undefined) continue;
    if (await isAwsOwn(session, draft, typeName)) continue;
    return {
      code: 'template-unsupported',
      because: `AWS does not say of ${typeName} that it is one of its own resource types.`,
      next: 'Take the resource out of the template, or bring it by a pull request.',
    };
  }
  return undefined;
};
