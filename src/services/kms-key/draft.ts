import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { aliasOf } from './facts.ts';
import type { KmsKeyFacts } from './facts-schema.ts';
import { ROTATE } from './operations.ts';
import { keyTable } from './permissions.ts';
import { KMS_KEY_TEMPLATE_TYPES, kmsKeyRemedies } from './remedies.ts';
import { kmsKeyTemplate, withFields } from './template.ts';

const TITLE = 'key';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: keyTable,
  types: KMS_KEY_TEMPLATE_TYPES,
  remedies: kmsKeyRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: { reversibility: 'irreversible', summary: 'a deleted key never comes back' },
});

/** Whatever the words: what a key encrypts is lost with it, and it is nobody's to lose here. */
const NO_DELETION: Refusal = {
  code: 'never-do',
  because:
    'A KMS key is never deleted, and its deletion never scheduled: what it encrypts is lost.',
  next: 'Leave it. A key that nothing uses costs $1 a month and harms nobody.',
};

const noAlias: Refusal = {
  code: 'missing-field',
  because: 'A new key needs a name by which people find it.',
  next: 'Edit the issue and add a line `Alias: alias/orders`.',
};

const asksNoRotation = ({ task }: DraftContext): boolean => booleanOf(task, 'rotation') === false;

const rotatedAnyway = (context: DraftContext): readonly Deviation[] =>
  asksNoRotation(context)
    ? [
        {
          taskId: context.task.id,
          asked: 'a key that is not rotated',
          planned: 'a key that KMS rotates every year',
          because: 'rotation costs nothing to set and changes nothing for who uses it (KMS-01)',
        },
      ]
    : [];

const createKey = (context: DraftContext, facts: KmsKeyFacts): Decided<Draft> => {
  const alias = aliasOf(context.task);
  if (alias === '') return refused(noAlias);
  const { tier, choices } = context;
  const rule = { remedies: kmsKeyRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(kmsKeyTemplate(context, alias), rule);
  const draft = draftNamedCreate(context, facts, {
    ...ruleOf(context),
    template,
    deviations: rotatedAnyway(context),
  });
  if (!draft.ok) return draft;
  const steps = draft.value.steps.map((step) => ({
    ...step,
    inverse: {
      reversibility: 'partly reversible',
      summary: 'delete the stack and the alias; the key itself stays, as every key does',
    } as const,
  }));
  return accepted({ ...draft.value, steps });
};

const stateRefusal = ({ key, name }: KmsKeyFacts): Refusal | undefined => {
  if (key === null) return targetMissing(TITLE, name);
  if (key.manager === 'AWS')
    return {
      code: 'no-route',
      because: `The key \`${name}\` belongs to a service of AWS, which alone changes it.`,
      next: 'Ask for a key of your own and name it where it shall be used.',
    };
  if (key.state === 'Enabled' || key.state === 'Disabled') return undefined;
  return {
    code: 'stack-not-ready',
    because: `The key \`${name}\` is in state \`${key.state}\`, in which nothing of it changes.`,
    next:
      key.state === 'PendingDeletion'
        ? 'Cancel its deletion first: `aws kms cancel-key-deletion`, then `/plan`.'
        : 'Wait until it has come to rest, then `/plan`.',
  };
};

const rotates = ({ key }: KmsKeyFacts): boolean =>
  key !== null && key.spec === 'SYMMETRIC_DEFAULT' && key.origin === 'AWS_KMS';

const rotationRefusal = (context: DraftContext, facts: KmsKeyFacts): Refusal | undefined => {
  const { task } = context;
  const isAsked = task.parameters['rotation'] !== undefined || isOnDemand(context);
  if (!isAsked && task.parameters['rotationDays'] === undefined) return undefined;
  if (asksNoRotation(context))
    return {
      code: 'never-do',
      because: 'The rotation of a key is never turned off by a plan.',
      next: 'Ask for a longer time between two rotations instead: `Rotation days: 730`.',
    };
  if (rotates(facts)) return undefined;
  return {
    code: 'aws-refused',
    because: `KMS does not rotate \`${facts.name}\`: only symmetric keys that it made itself.`,
    next: 'Ask for a new key and use it from then on; keep this one for what it encrypted.',
  };
};

const isOnDemand = ({ task }: DraftContext): boolean =>
  textOf(task, 'action') === 'rotate' && task.parameters['rotationDays'] === undefined;

const rotateNow = (context: DraftContext, facts: KmsKeyFacts): Decided<Draft> => {
  if (facts.owner.owner === 'foreign')
    return refused(foreignStack(TITLE, facts.name, facts.owner.stackName));
  if (facts.key?.state === 'Disabled')
    return refused({
      code: 'aws-refused',
      because: `The key \`${facts.name}\` is disabled, and KMS rotates none that is.`,
      next: 'Enable it first where it is managed; then `/plan`.',
    });
  const step = draftCall(context, ROTATE, facts.identifier);
  const price = "a key's first and its second rotation add $1 a month each";
  const summary = `rotate the key ${facts.name} (${facts.identifier}) now; ${price}`;
  return accepted({ steps: [{ ...step, summary }], deviations: [] });
};

/** Pure: what a key task becomes, or why it can not be. */
export const draftKmsKey = (context: DraftContext, facts: KmsKeyFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'DeleteResource') return refused(NO_DELETION);
  if (taskType === 'CreateResource') return createKey(context, facts);
  const refusal = stateRefusal(facts) ?? rotationRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  return isOnDemand(context)
    ? rotateNow(context, facts)
    : draftNamedChange(context, facts, ruleOf(context));
};
