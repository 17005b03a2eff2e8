import { shortDigest } from '../task/ids.ts';
import type { Refusal } from '../task/refusal.ts';
import type { ApprovalContext, Attempt } from './attempt.ts';

/** One gate: undefined lets the attempt through. Gates never look at each other. */
export type Gate = (attempt: Attempt, context: ApprovalContext) => Refusal | undefined;

/** The line that would approve, in the form in which people copy it. */
export const lineToCopy = ({ digested, part }: ApprovalContext): string =>
  part === undefined
    ? `\`/approve ${shortDigest(digested.digest)}\``
    : `\`/approve ${shortDigest(part.of)} ${part.items.join(',')}\``;
