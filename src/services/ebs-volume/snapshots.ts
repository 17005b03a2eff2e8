import { ownerOf } from '../../agents/roster.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { targetMissing } from '../existing-target.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import type { EbsFacts, SnapshotFact, VolumeFact } from './facts-schema.ts';
import { DELETE_SNAPSHOT, SNAPSHOT, snapshotInput } from './operations.ts';

/** A name that no other snapshot of this volume has: the issue's, and which of its snapshots. */
const snapshotName = (context: DraftContext, volumeId: string, taken: number): string => {
  const again = taken === 0 ? '' : `-${taken + 1}`;
  return `aws-coworker-${context.issue.ref.number}-${volumeId}${again}`;
};

/** A snapshot of a volume as a step; `taken` counts those that this issue has already. */
export const draftSnapshot = (
  context: DraftContext,
  volume: VolumeFact,
  taken: number,
): OperateDraft => {
  const tags = tagList(context.tagsFor(snapshotName(context, volume.id, taken)));
  const name = volume.name === '' ? '' : ` (${volume.name})`;
  return {
    ...draftCall(context, SNAPSHOT, volume.id),
    summary: `take a snapshot of volume ${volume.id}${name}`,
    input: snapshotInput(volume.id, tags),
  };
};

const inUse = (because: string, next: string): Refusal => ({
  code: 'still-in-use',
  because,
  next,
});

/** What keeps a snapshot: an image, a backup plan, somebody else, or that it is not finished. */
const useRefusal = (snapshot: SnapshotFact): Refusal | undefined => {
  const { id, imageId, backup, sharedWith, state } = snapshot;
  if (imageId !== '')
    return inUse(
      `The image \`${imageId}\` is made of the snapshot \`${id}\`.`,
      'Deregister the image first if nothing starts from it, then `/plan`.',
    );
  if (backup !== '')
    return inUse(
      `A backup plan made the snapshot \`${id}\` (${backup}) and ends its life itself.`,
      'Change the retention of that plan, or delete the recovery point where it is kept.',
    );
  if (sharedWith.length > 0)
    return inUse(
      `The snapshot \`${id}\` is shared with ${sharedWith.slice(0, 5).join(', ')}.`,
      'End the sharing first if nobody uses it there, then `/plan`.',
    );
  if (state === 'completed' || state === 'error') return undefined;
  return {
    code: 'stack-not-ready',
    because: `The snapshot \`${id}\` is ${state === '' ? 'in an unknown state' : state}.`,
    next: 'Wait until it has come to rest, then `/plan`.',
  };
};

const decideSnapshot = (context: DraftContext, facts: EbsFacts): Decided<SnapshotFact> => {
  const { snapshot } = facts;
  const id = textOf(context.task, 'id') ?? '';
  if (context.task.taskType !== 'DeleteResource')
    return refused({
      code: 'unsupported-task',
      because: `A snapshot never changes, and \`${id}\` is one.`,
      next: 'Ask for its deletion, or name a volume by its id, such as `vol-0a11b22c33d44e55f`.',
    });
  if (snapshot === null) return refused(targetMissing('snapshot', id));
  const refusal = useRefusal(snapshot);
  return refusal === undefined ? accepted(snapshot) : refused(refusal);
};

/** The deletion of one snapshot that nothing uses. No plan brings it back. */
export const draftSnapshotDelete = (context: DraftContext, facts: EbsFacts): Decided<Draft> => {
  const decided = decideSnapshot(context, facts);
  if (!decided.ok) return decided;
  const { id, volumeId } = decided.value;
  const step: OperateDraft = {
    ...draftCall(context, DELETE_SNAPSHOT, id),
    summary: `delete snapshot ${id} of ${volumeId === '' ? 'an unknown volume' : volumeId}`,
    changes: [
      {
        action: 'delete',
        logicalId: id,
        type: 'AWS::EC2::Snapshot',
        physicalId: id,
        ownerAgent: ownerOf('AWS::EC2::Volume'),
        properties: [],
        losesData: true,
        isSensitive: false,
        isConditional: false,
      },
    ],
  };
  return accepted({ steps: [step], deviations: [] });
};
