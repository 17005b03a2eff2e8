import type { JsonObject } from '../../task/json.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { listOf } from '../acts.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { textIn } from '../compare.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { GRANTS_HINT } from '../iam-role/grants.ts';
import { decideStatements, ownNameRefusal, unownedRefusal } from '../iam-role/refusals.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { ManagedPolicyFacts } from './facts-schema.ts';
import { managedPolicyTable } from './permissions.ts';
import { MANAGED_POLICY_TEMPLATE_TYPES, managedPolicyRemedies } from './remedies.ts';
import { managedPolicyTemplate, withStatements } from './template.ts';

const TITLE = 'managed policy';

const ruleOf = (statements: readonly JsonObject[]): ExistingRule => ({
  title: TITLE,
  table: managedPolicyTable,
  types: MANAGED_POLICY_TEMPLATE_TYPES,
  remedies: managedPolicyRemedies,
  edit: (properties) => withStatements(properties, statements),
  inverseOfDelete: {
    reversibility: 'reversible',
    summary: 'create the policy again from its template, and attach it where it was',
  },
});

/** AWS deletes no policy that somebody has. Those of its own stack are taken away with it. */
const heldRefusal = (facts: ManagedPolicyFacts): Refusal | undefined => {
  const roles = listOf(presentProperties(facts)['Roles']);
  const own = new Set(roles.map((name) => `role ${textIn(name)}`));
  const held = facts.holders.filter((holder) => !own.has(holder));
  const [first] = held;
  if (first === undefined) return undefined;
  const listed = held.map((one) => `\`${one}\``).join(', ');
  const order = `Detach the policy ${facts.name} from the IAM ${first}`;
  return {
    code: 'still-in-use',
    because: `The managed policy \`${facts.name}\` is attached to ${listed}.`,
    next: `Detach it first, in an issue of its own: \`${order}\`.`,
  };
};

const nothingSaid: Refusal = {
  code: 'missing-field',
  because: 'The request does not say what the policy shall allow.',
  next: GRANTS_HINT,
};

/** Pure: what a managed policy task becomes, or why it can not be. Always sensitive. */
export const draftManagedPolicy = (
  context: DraftContext,
  facts: ManagedPolicyFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  const own = ownNameRefusal(context, 'policies');
  if (own !== undefined) return refused(own);
  const statements = decideStatements(context);
  if (!statements.ok) return statements;
  const isDelete = taskType === 'DeleteResource';
  if (!isDelete && statements.value.length === 0) return refused(nothingSaid);
  const rule = ruleOf(statements.value);
  if (taskType === 'CreateResource') {
    const { tier, choices } = context;
    const remedied = { remedies: managedPolicyRemedies, tier, choices, origin: 'new' } as const;
    const template = applyRemedies(managedPolicyTemplate(facts.name, statements.value), remedied);
    return draftNamedCreate(context, facts, { ...rule, template, deviations: [] });
  }
  const refusal = unownedRefusal(TITLE, facts) ?? (isDelete ? heldRefusal(facts) : undefined);
  return refusal === undefined ? draftNamedChange(context, facts, rule) : refused(refusal);
};
