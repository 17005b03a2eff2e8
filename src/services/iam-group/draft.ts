import type { JsonObject } from '../../task/json.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { decideAttached, detaches, withAttached } from '../iam-role/attached.ts';
import { decideManaged, ownNameRefusal, unownedRefusal } from '../iam-role/refusals.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { IamGroupFacts } from './facts-schema.ts';
import { groupTable } from './permissions.ts';
import { IAM_GROUP_TEMPLATE_TYPES, iamGroupRemedies } from './remedies.ts';
import { iamGroupTemplate } from './template.ts';

const TITLE = 'group';

const ruleOf = (edit: ExistingRule['edit']): ExistingRule => ({
  title: TITLE,
  table: groupTable,
  types: IAM_GROUP_TEMPLATE_TYPES,
  remedies: iamGroupRemedies,
  edit,
  inverseOfDelete: { reversibility: 'reversible', summary: 'create the group again' },
});

const same = (properties: JsonObject): JsonObject => properties;

const createGroup = (
  context: DraftContext,
  facts: IamGroupFacts,
  policies: readonly string[],
): Decided<Draft> => {
  const { tier, choices } = context;
  const remedied = { remedies: iamGroupRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(iamGroupTemplate(facts.name, policies), remedied);
  return draftNamedCreate(context, facts, { ...ruleOf(same), template, deviations: [] });
};

/** IAM deletes no group that somebody is in. */
const membersRefusal = ({ name, members }: IamGroupFacts): Refusal | undefined => {
  const [first] = members;
  if (first === undefined) return undefined;
  const others = members.length === 1 ? '' : ` and ${members.length - 1} more`;
  return {
    code: 'still-in-use',
    because: `The user \`${first}\`${others} is in the group \`${name}\`.`,
    next: 'Take every user out of it first, where they are managed; then `/plan`.',
  };
};

const nothingNamed: Refusal = {
  code: 'missing-field',
  because: 'The request names no policy that shall come or go.',
  next:
    'Edit the issue and name one: `Attach the policy AmazonEC2ReadOnlyAccess to the IAM ' +
    'group …`.',
};

const updateGroup = (
  context: DraftContext,
  facts: IamGroupFacts,
  policies: readonly string[],
): Decided<Draft> => {
  if (policies.length === 0) return refused(nothingNamed);
  const present = presentProperties(facts)['ManagedPolicyArns'];
  const attached = decideAttached(present, policies, context.task);
  if (!attached.ok) return attached;
  const edit = (properties: JsonObject): JsonObject => withAttached(properties, attached.value);
  return draftNamedChange(context, facts, ruleOf(edit));
};

/** Pure: what a group task becomes, or why it can not be. Always a sensitive operation. */
export const draftIamGroup = (context: DraftContext, facts: IamGroupFacts): Decided<Draft> => {
  const { task } = context;
  const own = ownNameRefusal(context, 'groups');
  if (own !== undefined) return refused(own);
  const policies = decideManaged(facts, detaches(task));
  if (!policies.ok) return policies;
  if (task.taskType === 'CreateResource') return createGroup(context, facts, policies.value);
  const isDelete = task.taskType === 'DeleteResource';
  const refusal = unownedRefusal(TITLE, facts) ?? (isDelete ? membersRefusal(facts) : undefined);
  if (refusal !== undefined) return refused(refusal);
  return isDelete || facts.owner.owner !== 'ours'
    ? draftNamedChange(context, facts, ruleOf(same))
    : updateGroup(context, facts, policies.value);
};
