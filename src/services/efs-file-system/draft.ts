import type { Deviation } from '../../plan/plan.ts';
import type { Inverse, StepDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { deleteResource } from '../change-drafts.ts';
import { nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  existingById,
  type ExistingRule,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { booleanOf, numberOf, targetOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withResource } from '../template-edit.ts';
import type { EfsFacts, FileSystemFact } from './facts-schema.ts';
import { TRANSITION_DAYS } from './fields.ts';
import { fileSystemTable, mountTargetTable } from './permissions.ts';
import { EFS_TEMPLATE_TYPES, efsRemediesIn } from './remedies.ts';
import { decidePlace, withoutZones } from './place.ts';
import { efsTemplate, withFields } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const TITLE = 'file system';
const TYPE = 'AWS::EFS::FileSystem';
/** What a file system without a file of anybody is metered at, and a little more. */
const EMPTY_BYTES = 65_536;

const inverseOf = ({ isBackedUp }: EfsFacts): Inverse =>
  isBackedUp
    ? {
        reversibility: 'partly reversible',
        summary: 'restore its newest recovery point from the backup vault; it has another id',
      }
    : { reversibility: 'irreversible', summary: 'nothing is kept of an empty file system' };

const ruleOf = (context: DraftContext, facts: EfsFacts): ExistingRule => ({
  title: TITLE,
  table: fileSystemTable,
  types: EFS_TEMPLATE_TYPES,
  remedies: efsRemediesIn(context.region),
  edit: (properties) => withFields(properties, context.task),
  tagProperty: 'FileSystemTags',
  inverseOfDelete: inverseOf(facts),
});

const daysRefusal = (context: DraftContext): Refusal | undefined => {
  const days = numberOf(context.task, 'transitionDays');
  if (days === undefined || TRANSITION_DAYS.includes(days)) return undefined;
  const known = TRANSITION_DAYS.join(', ');
  return {
    code: 'malformed-value',
    because: `EFS moves files after ${known} days, and ${days} is none of them.`,
    next: EDIT,
  };
};

const withEncryption = ({ task }: DraftContext): readonly Deviation[] =>
  booleanOf(task, 'encrypted') === false
    ? [
        {
          taskId: task.id,
          asked: 'a file system without encryption',
          planned: 'an encrypted file system',
          because: 'a file system is encrypted only when it is created, at no cost (EFS-01)',
        },
      ]
    : [];

/** The same task again: new subnets are no reason to change what was made. */
const repeatCreate = (
  context: DraftContext,
  stack: NonNullable<EfsFacts['ownStack']>,
): Decided<Draft> => {
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return present;
  const entry = Object.entries(present.value.Resources).find(([, one]) => one.Type === TYPE);
  if (entry === undefined) return refused(targetMissing(TITLE, targetOf(context.task)));
  const [logicalId, resource] = entry;
  const Properties = withFields(propertiesOf(present.value, logicalId), context.task);
  const template = withResource(present.value, logicalId, { ...resource, Properties });
  return draftStackUpdate(context, stack, template);
};

const createFiles = (context: DraftContext, facts: EfsFacts): Decided<Draft> => {
  const refusal = daysRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  if (facts.ownStack !== null) return repeatCreate(context, facts.ownStack);
  const name = targetOf(context.task);
  if (facts.found.length > 0)
    return refused(nameTaken(TITLE, name, `in ${context.account.name}, ${context.region}`));
  const place = decidePlace(context, facts);
  if (!place.ok) return place;
  const { tier, choices, region, task } = context;
  const template = applyRemedies(efsTemplate(context, name, place.value), {
    remedies: efsRemediesIn(region),
    tier,
    choices,
    origin: 'new',
    declined: booleanOf(task, 'backups') === false ? ['EFS-03'] : [],
  });
  const step = createStack(context, template, {
    summary: `create file system ${name} with ${place.value.subnetIds.length} mount targets`,
    inverse: {
      reversibility: 'partly reversible',
      summary: 'delete the stack; what was written by then is lost',
    },
  });
  const deviations = [...withEncryption(context), ...withoutZones(context, place.value)];
  return accepted({ steps: [step], deviations });
};

/** The one file system that is meant; several of one name are asked about. */
const decideFiles = (context: DraftContext, facts: EfsFacts): Decided<FileSystemFact> => {
  const target = textOf(context.task, 'id') ?? targetOf(context.task);
  const [first, ...others] = facts.found;
  if (first === undefined) return refused(targetMissing(TITLE, target));
  if (others.length === 0) return accepted(first);
  const ids = facts.found.map((one) => `\`${one.id}\` (${one.state})`).join(', ');
  return refused({
    code: 'missing-field',
    because: `Several file systems are named \`${target}\`: ${ids}.`,
    next: 'Edit the issue and name one by its id.',
  });
};

const restRefusal = ({ id, state }: FileSystemFact): Refusal | undefined =>
  state === 'available'
    ? undefined
    : {
        code: 'stack-not-ready',
        because: `The file system \`${id}\` is ${state === '' ? 'in an unknown state' : state}.`,
        next: 'Wait until it is available, then `/plan`.',
      };

const deleteRefusal = (files: FileSystemFact, facts: EfsFacts): Refusal | undefined => {
  if (facts.isReplicated)
    return {
      code: 'still-in-use',
      because: `The file system \`${files.id}\` is replicated, or is a replica itself.`,
      next: 'End the replication where it is managed, if nobody needs the copy; then `/plan`.',
    };
  if (files.sizeBytes > EMPTY_BYTES && !facts.isBackedUp)
    return {
      code: 'not-empty',
      because: `The file system \`${files.id}\` holds files, and no backup keeps a copy of them.`,
      next:
        'Ask in an issue of its own to update it with `Backups: yes`. When AWS Backup has its ' +
        'first recovery point, a day later, `/plan` here again.',
    };
  return restRefusal(files);
};

/** Mount targets that no stack owns, each before the file system. */
const draftTargetsGone = (context: DraftContext, facts: EfsFacts): readonly StepDraft[] =>
  facts.mountTargets.flatMap(({ id, properties }) =>
    properties === null
      ? []
      : [
          deleteResource(
            context,
            { table: mountTargetTable, identifier: id, properties },
            { reversibility: 'reversible', summary: 'make a mount target in that subnet again' },
          ),
        ],
  );

const deleteFiles = (
  context: DraftContext,
  facts: EfsFacts,
  files: FileSystemFact,
): Decided<Draft> => {
  const refusal = deleteRefusal(files, facts);
  if (refusal !== undefined) return refused(refusal);
  const draft = draftDelete(context, existingById(facts, files), ruleOf(context, facts));
  if (!draft.ok || facts.owner.owner !== 'nobody') return draft;
  return accepted({
    ...draft.value,
    steps: [...draftTargetsGone(context, facts), ...draft.value.steps],
  });
};

const updateFiles = (
  context: DraftContext,
  facts: EfsFacts,
  files: FileSystemFact,
): Decided<Draft> => {
  const encrypted = booleanOf(context.task, 'encrypted') === true && !files.isEncrypted;
  if (encrypted)
    return refused({
      code: 'replaces-named-resource',
      because: `\`${files.id}\` was created without encryption, and is encrypted only then.`,
      next: 'Ask for a new file system, copy the files with AWS DataSync, then delete this one.',
    });
  const refusal = daysRefusal(context) ?? restRefusal(files);
  if (refusal !== undefined) return refused(refusal);
  return draftUpdate(context, existingById(facts, files), ruleOf(context, facts));
};

/** Pure: what a task for a file system becomes, or why it can not be. */
export const draftEfs = (context: DraftContext, facts: EfsFacts): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'CreateResource') return createFiles(context, facts);
  const files = decideFiles(context, facts);
  if (!files.ok) return files;
  return task.taskType === 'DeleteResource'
    ? deleteFiles(context, facts, files.value)
    : updateFiles(context, facts, files.value);
};
