import type { JsonObject } from '../../task/json.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { IAM_PATH, listOf } from '../acts.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { detaches } from '../iam-role/attached.ts';
import { ownNameRefusal, unownedRefusal } from '../iam-role/refusals.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import type { IamUserFacts } from './facts-schema.ts';
import { userTable } from './permissions.ts';
import { IAM_USER_TEMPLATE_TYPES, iamUserRemedies } from './remedies.ts';
import { iamUserTemplate, inGroups, nextGroups } from './template.ts';

const TITLE = 'user';

const ruleOf = (edit: ExistingRule['edit']): ExistingRule => ({
  title: TITLE,
  table: userTable,
  types: IAM_USER_TEMPLATE_TYPES,
  remedies: iamUserRemedies,
  edit,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'create the user again; access keys it had never come back',
  },
});

const same = (properties: JsonObject): JsonObject => properties;

/** Long-lived keys are asked for outright, and never where it matters. */
const keyRefusal = ({ task, tier }: DraftContext): Refusal | undefined => {
  if (booleanOf(task, 'accessKey') !== true) return undefined;
  if (isAtLeast(tier, 'staging'))
    return {
      code: 'never-do',
      because: `No access key is made in ${tier}: it lives long and can be copied.`,
      next: 'Ask for a role that the workload takes; its credentials end by themselves.',
    };
  if (task.taskType === 'CreateResource') return undefined;
  return {
    code: 'unsupported-task',
    because: 'An access key is made together with its user, so that one plan shows both.',
    next: 'Ask for a new user with an access key, or better for a role.',
  };
};

const policyRefusal = ({ task }: DraftContext): Refusal | undefined =>
  task.parameters['managedPolicies'] === undefined
    ? undefined
    : {
        code: 'no-route',
        because: 'Policies are attached to groups and roles, never to a user (IAM-30).',
        next: 'Attach it to a group, in an issue of its own, and put the user into that group.',
      };

const groupRefusal = ({ group }: IamUserFacts): Refusal | undefined => {
  if (group === null) return undefined;
  if (!group.exists)
    return {
      code: 'target-not-found',
      because: `There is no group named \`${group.name}\` in this account.`,
      next: 'Mend its name, or ask for the group first, in an issue of its own.',
    };
  if (group.path === IAM_PATH) return undefined;
  return {
    code: 'no-route',
    because:
      `The group \`${group.name}\` was not made by this application, ` +
      'which puts nobody into it.',
    next: 'Ask for a group of its own first, with the policies that are needed.',
  };
};

const createUser = (context: DraftContext, facts: IamUserFacts): Decided<Draft> => {
  const { tier, choices } = context;
  const remedied = { remedies: iamUserRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(iamUserTemplate(context, facts.name), remedied);
  return draftNamedCreate(context, facts, { ...ruleOf(same), template, deviations: [] });
};

/** Whether the stack of the user made its key. */
const hasOwnKey = ({ owner }: IamUserFacts): boolean => {
  if (owner.owner !== 'ours') return false;
  const template = parseOwnTemplate(owner.stack.templateBody);
  if (!template.ok) return false;
  return Object.values(template.value.Resources).some(({ Type }) => Type === 'AWS::IAM::AccessKey');
};

const held = (facts: IamUserFacts): readonly string[] => {
  const { user } = facts;
  if (user === null) return [];
  const own = listOf(presentProperties(facts)['Groups']);
  const isKeyOwn = hasOwnKey(facts) && user.keys.length === 1;
  return [
    ...user.groups.filter((name) => !own.includes(name)).map((name) => `the group \`${name}\``),
    ...user.policies.map((name) => `the policy \`${name}\``),
    ...(isKeyOwn ? [] : user.keys.map((id) => `the access key \`${id}\``)),
    ...(user.hasPassword ? ['a password'] : []),
  ];
};

/** IAM deletes no user that has anything; what its own stack gave goes with the stack. */
const heldRefusal = (facts: IamUserFacts): Refusal | undefined => {
  const things = held(facts);
  if (things.length === 0) return undefined;
  return {
    code: 'still-in-use',
    because: `The user \`${facts.name}\` still has ${things.join(', ')}, given elsewhere.`,
    next: 'Take it away where it was given; then `/plan`.',
  };
};

const nothingNamed: Refusal = {
  code: 'missing-field',
  because: 'The request names no group that the user shall come into or leave.',
  next: 'Edit the issue and add a line `Group: uploaders`.',
};

const updateUser = (context: DraftContext, facts: IamUserFacts): Decided<Draft> => {
  const group = textOf(context.task, 'group');
  const isTagged = context.task.parameters['tags'] !== undefined;
  if (group === undefined && !isTagged) return refused(nothingNamed);
  const edit = (properties: JsonObject): JsonObject =>
    group === undefined
      ? properties
      : inGroups(properties, nextGroups(properties, group, detaches(context.task)));
  return draftNamedChange(context, facts, ruleOf(edit));
};

/** Pure: what a user task becomes, or why it can not be. Always a sensitive operation. */
export const draftIamUser = (context: DraftContext, facts: IamUserFacts): Decided<Draft> => {
  const { taskType } = context.task;
  const isDelete = taskType === 'DeleteResource';
  const asked =
    ownNameRefusal(context, 'users') ??
    (isDelete ? undefined : (keyRefusal(context) ?? policyRefusal(context) ?? groupRefusal(facts)));
  if (asked !== undefined) return refused(asked);
  if (taskType === 'CreateResource') return createUser(context, facts);
  const refusal = unownedRefusal(TITLE, facts) ?? (isDelete ? heldRefusal(facts) : undefined);
  if (refusal !== undefined) return refused(refusal);
  return isDelete ? draftNamedChange(context, facts, ruleOf(same)) : updateUser(context, facts);
};
