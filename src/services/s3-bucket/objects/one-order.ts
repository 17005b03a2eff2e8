import type { Refusal } from '../../../task/refusal.ts';
import type { DraftContext } from '../../service.ts';

/** What an order on objects may say; anything else is a setting of the bucket. */
const OF_OBJECTS: ReadonlySet<string> = new Set(['name', 'action', 'file', 'key', 'content']);

/** What is asked for beside the objects would be left out of the plan without a word. */
export const besideRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const beside = Object.keys(task.parameters).filter((name) => !OF_OBJECTS.has(name));
  if (beside.length === 0) return undefined;
  const names = beside.map((name) => `\`${name}\``).join(', ');
  return {
    code: 'contradictory',
    because: `The request changes objects and sets ${names} beside it: one task does one of both.`,
    next: 'Edit the issue and leave one of the two; ask for the other in an issue of its own.',
  };
};

/** A file that is given with another task would be left out of the plan without a word. */
export const strayFile = ({ task }: DraftContext): Refusal | undefined => {
  const { action, file, key, content, kmsKey } = task.parameters;
  if (
    action !== undefined ||
    (file ?? content ?? (kmsKey === undefined ? key : undefined)) === undefined
  )
    return undefined;
  return {
    code: 'contradictory',
    because: 'The request gives a file, and orders something else than its upload.',
    next: 'Ask for the upload in an issue of its own once the bucket is there, or leave it out.',
  };
};
