import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { SecretFacts } from './facts-schema.ts';
import { secretTable } from './permissions.ts';
import { SECRET_TEMPLATE_TYPES, secretRemedies } from './remedies.ts';
import { asksRotation, rotateNow, updateRotation } from './rotation.ts';
import { secretTemplate, withFields } from './template.ts';

const TITLE = 'secret';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: secretTable,
  types: SECRET_TEMPLATE_TYPES,
  remedies: secretRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary:
      'AWS keeps it for 30 days: until then `aws secretsmanager restore-secret` brings it back',
  },
});

const functionRefusal = ({ rotation }: SecretFacts): Refusal | undefined => {
  if (rotation === null || rotation.isCallable) return undefined;
  const name = rotation.arn.split(':').at(-1) ?? '';
  if (!rotation.exists)
    return {
      code: 'target-not-found',
      because: `There is no function \`${name}\` that could rotate the secret.`,
      next: 'Mend its name, or make the function first in an issue of its own.',
    };
  return {
    code: 'aws-refused',
    because:
      `The function \`${name}\` does not let Secrets Manager call it, ` +
      'so nothing would rotate.',
    next:
      'Add an AWS::Lambda::Permission for the principal `secretsmanager.amazonaws.com` where the ' +
      'function is managed; then `/plan`.',
  };
};

/** Governance: secrets rotate, from staging up without exception. */
const neverRotated = ({ tier }: DraftContext, facts: SecretFacts): Refusal | undefined =>
  isAtLeast(tier, 'staging') && facts.rotation === null
    ? {
        code: 'missing-field',
        because: `In ${tier} every secret is rotated, and no function is named that does it.`,
        next: 'Edit the issue and add a line `Rotation function: rotate-orders-database`.',
      }
    : undefined;

const createSecret = (context: DraftContext, facts: SecretFacts): Decided<Draft> => {
  const refusal = neverRotated(context, facts) ?? functionRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  const { name } = facts;
  const deletedOn = facts.secret?.deletedOn ?? '';
  if (deletedOn !== '')
    return refused({
      code: 'name-taken',
      because: `The name \`${name}\` belongs to a secret that waits to be deleted.`,
      next:
        `Restore that one: \`aws secretsmanager restore-secret --secret-id ${name}\`. Or take ` +
        'another name, or wait until it is gone.',
    });
  const { tier, choices } = context;
  const rule = { remedies: secretRemedies, tier, choices, origin: 'new' } as const;
  const functionArn = facts.rotation?.arn;
  const template = applyRemedies(secretTemplate(context, { name, functionArn }), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

/** What stands in the way of any change, whoever asks. */
const stateRefusal = ({ secret, name }: SecretFacts): Refusal | undefined => {
  if (secret === null) return undefined;
  if (secret.owningService !== '')
    return {
      code: 'no-route',
      because: `The secret \`${name}\` belongs to ${secret.owningService}, which alone changes it.`,
      next: 'Change it where the thing is managed that it belongs to.',
    };
  if (secret.deletedOn === '') return undefined;
  return {
    code: 'stack-not-ready',
    because: `The secret \`${name}\` waits to be deleted, so nothing of it changes.`,
    next: `Restore it first: \`aws secretsmanager restore-secret --secret-id ${name}\`.`,
  };
};

const deleteRefusal = (
  context: DraftContext,
  { secret, name }: SecretFacts,
): Refusal | undefined => {
  if (isAtLeast(context.tier, 'staging'))
    return {
      code: 'never-do',
      because: `Nothing is deleted here without a copy, and nobody may copy \`${name}\`.`,
      next:
        'Stop using it first; its owner deletes it by hand once nothing has read it for 90 ' +
        'days.',
    };
  const [replica] = secret?.replicas ?? [];
  if (replica === undefined) return undefined;
  return {
    code: 'still-in-use',
    because: `The secret \`${name}\` has a replica in ${replica}, which would be left behind.`,
    next: 'Remove its replicas where it is managed; then `/plan`.',
  };
};

const updateSecret = (context: DraftContext, facts: SecretFacts): Decided<Draft> => {
  const refusal = functionRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  if (facts.exists && asksRotation(context)) return updateRotation(context, facts);
  if (facts.exists && textOf(context.task, 'action') === 'rotate') return rotateNow(context, facts);
  return draftNamedChange(context, facts, ruleOf(context));
};

/** Pure: what a secret task becomes. No plan, template or step ever holds a value of it. */
export const draftSecret = (context: DraftContext, facts: SecretFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createSecret(context, facts);
  const isDelete = taskType === 'DeleteResource';
  const refusal =
    stateRefusal(facts) ?? (isDelete && facts.exists ? deleteRefusal(context, facts) : undefined);
  if (refusal !== undefined) return refused(refusal);
  return isDelete
    ? draftNamedChange(context, facts, ruleOf(context))
    : updateSecret(context, facts);
};
