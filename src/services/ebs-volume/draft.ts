import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  presentProperties,
  type ExistingRule,
  existingById,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { thingAt } from '../task-order/user.ts';
import { booleanOf, targetOf, textOf } from '../task-values.ts';
import { draftAttachment } from './attachment/draft.ts';
import type { EbsFacts, VolumeFact } from './facts-schema.ts';
import { fieldRefusal } from './field-refusal.ts';
import { EBS_TEMPLATE_TYPES, ebsRemedies } from './remedies.ts';
import { draftSnapshot, draftSnapshotDelete } from './snapshots.ts';
import { volumeTable } from './permissions.ts';
import { volumeTemplate, withFields } from './template.ts';

const TITLE = 'volume';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: volumeTable,
  types: EBS_TEMPLATE_TYPES,
  remedies: ebsRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make a volume of the snapshot that is taken first; it has another id',
  },
});

const missing = (because: string, line: string): Refusal => ({
  code: 'missing-field',
  because,
  next: `Edit the issue and add a line \`${line}\`.`,
});

const createRefusal = (context: DraftContext): Refusal | undefined => {
  const { task, region } = context;
  if (task.parameters['sizeGb'] === undefined)
    return missing('How large the volume shall be is not said.', 'Size GB: 100');
  const zone = textOf(task, 'availabilityZone');
  if (zone === undefined)
    return missing(
      'A volume is used in one zone, and the request names none.',
      `Availability zone: ${region}a`,
    );
  if (zone.slice(0, -1) === region) return fieldRefusal({}, task);
  return {
    code: 'contradictory',
    because: `The zone ${zone} does not lie in ${region}.`,
    next: `Name a zone of that region, such as \`${region}a\`, or the region of the zone.`,
  };
};

const withEncryption = (context: DraftContext): readonly Deviation[] =>
  booleanOf(context.task, 'encrypted') === false
    ? [
        {
          taskId: context.task.id,
          asked: 'a volume without encryption',
          planned: 'an encrypted volume',
          because: 'a volume is encrypted only when it is created, at no cost (EC2-27)',
        },
      ]
    : [];

const createVolume = (context: DraftContext, facts: EbsFacts): Decided<Draft> => {
  const refusal = createRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const name = targetOf(context.task);
  const { tier, choices } = context;
  const rule = { remedies: ebsRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(volumeTemplate(context, name), rule);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  if (facts.found.length > 0)
    return refused(nameTaken(TITLE, name, `in ${context.account.name}, ${context.region}`));
  const step = createStack(context, template, {
    summary: `create volume ${name} in ${textOf(context.task, 'availabilityZone')}`,
    inverse: {
      reversibility: 'partly reversible',
      summary: 'delete the stack; what was written to the volume by then is lost',
    },
  });
  return accepted({ steps: [step], deviations: withEncryption(context) });
};

/** The one volume that is meant; several of one name are asked about. */
const decideVolume = (context: DraftContext, facts: EbsFacts): Decided<VolumeFact> => {
  const target = textOf(context.task, 'id') ?? targetOf(context.task);
  const [first, ...others] = facts.found;
  if (first === undefined) return refused(targetMissing(TITLE, target));
  if (others.length === 0) return accepted(first);
  const ids = facts.found.map((one) => `\`${one.id}\` (${one.state})`).join(', ');
  return refused({
    code: 'missing-field',
    because: `Several volumes are named \`${target}\`: ${ids}.`,
    next: 'Edit the issue and name one by its id.',
  });
};

/** No snapshot could be taken between the end of the instance and that of the volume. */
const goesAlong = (volume: VolumeFact, instance: string): Refusal => ({
  code: 'still-in-use',
  because:
    `The volume \`${volume.id}\` may go with the instance \`${instance}\`, before its snapshot ` +
    'is taken: EC2 does not say that it stays when the instance is terminated.',
  next:
    'Delete the volume in an issue of its own before the instance goes: ' +
    `\`Detach the EBS volume ${volume.id}\`, then its deletion.`,
});

/** EC2 would refuse it as well; here nobody approves first what can not be. */
const deleteRefusal = (volume: VolumeFact, areGoing: boolean): Refusal | undefined => {
  const [instance] = volume.attachedTo;
  if (instance !== undefined && areGoing) return goesAlong(volume, instance);
  if (instance !== undefined)
    return {
      code: 'still-in-use',
      because: `The volume \`${volume.id}\` is attached to the instance \`${instance}\`.`,
      next:
        `Keep it, or ask for it to be detached: \`Detach the EBS volume ${volume.id}\`; ` +
        'then `/plan`.',
    };
  if (volume.state === 'available') return undefined;
  return {
    code: 'stack-not-ready',
    because: `The volume \`${volume.id}\` is ${volume.state}, so it can not be deleted now.`,
    next: 'Wait until it has come to rest, then `/plan`.',
  };
};

/** A snapshot always goes first, and the deletion is a later phase: without it nothing is lost. */
const deleteVolume = (
  context: DraftContext,
  facts: EbsFacts,
  volume: VolumeFact,
): Decided<Draft> => {
  const place = { accountId: context.account.id, region: context.region };
  const users = volume.attachedTo.map((one) => ({
    words: `\`${one}\``,
    is: [thingAt(place, 'AWS::EC2::Instance', one)],
  }));
  const areGoing =
    users.length > 0 && users.every((one) => context.siblings?.deletes(one) === true);
  const isKept = volume.attachedTo.every((one) => volume.outlives.includes(one));
  const refusal = areGoing && isKept ? undefined : deleteRefusal(volume, areGoing);
  if (refusal !== undefined) return refused(refusal);
  const draft = draftDelete(context, existingById(facts, volume), ruleOf(context));
  if (!draft.ok || draft.value.steps.length === 0) return draft;
  const snapshot = draftSnapshot(context, volume, facts.taken);
  const steps = [snapshot, ...draft.value.steps];
  return usedBefore(users, accepted({ ...draft.value, steps }));
};

const updateVolume = (
  context: DraftContext,
  facts: EbsFacts,
  volume: VolumeFact,
): Decided<Draft> => {
  const present = existingById(facts, volume);
  const before = presentProperties(present);
  const refusal = fieldRefusal(before, context.task);
  if (refusal !== undefined) return refused(refusal);
  return draftUpdate(context, present, ruleOf(context));
};

/** Pure: what a task for a volume or a snapshot becomes, or why it can not be. */
export const draftEbs = (context: DraftContext, facts: EbsFacts): Decided<Draft> => {
  const { task } = context;
  if (textOf(task, 'id')?.startsWith('snap-') === true) return draftSnapshotDelete(context, facts);
  if (task.taskType === 'CreateResource') return createVolume(context, facts);
  const volume = decideVolume(context, facts);
  if (!volume.ok) return volume;
  if (task.taskType === 'DeleteResource') return deleteVolume(context, facts, volume.value);
  const action = textOf(task, 'action');
  if (action === undefined) return updateVolume(context, facts, volume.value);
  if (action !== 'snapshot') return draftAttachment(context, facts, volume.value);
  return accepted({ steps: [draftSnapshot(context, volume.value, facts.taken)], deviations: [] });
};
