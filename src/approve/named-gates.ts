import { shortDigest } from '../task/ids.ts';
import type { ApprovalContext } from './attempt.ts';
import { lineToCopy, type Gate } from './gate.ts';
import { requirementOf, severityWords } from './requirement.ts';

/** One item may be named by its own digest, which is that of the plan of it alone. */
const isOwnDigest = (digest: string, { digested, part }: ApprovalContext): boolean =>
  part?.items.length === 1 && digested.digest.startsWith(digest);

/** A digest that is named is that of what is on screen. */
export const digestIsCurrent: Gate = ({ digest }, context) => {
  const current = context.part?.of ?? context.digested.digest;
  if (digest === undefined || current.startsWith(digest)) return undefined;
  if (isOwnDigest(digest, context)) return undefined;
  const shown = shortDigest(current);
  return {
    code: 'wrong-digest',
    because: `You named \`${digest.slice(0, 12)}\`; the current plan is \`${shown}\`.`,
    next: `Read the current plan, then ${lineToCopy(context)}.`,
  };
};

/** Savings are approved by number, each number once, and nothing else is. */
export const itemsAreNamed: Gate = ({ digest = '', items }, context) => {
  const { digested, part } = context;
  if (part === undefined && digested.plan.purpose === 'savings') {
    return {
      code: 'items-required',
      because: 'This plan is a choice of savings; they are approved by their numbers.',
      next: `Name them, such as \`/approve ${shortDigest(digested.digest)} 1,2\`.`,
    };
  }
  if (part === undefined && items === undefined) return undefined;
  if (items !== undefined && items.join() === part?.items.join()) return undefined;
  if (items === undefined && digest !== '' && isOwnDigest(digest, context)) return undefined;
  return {
    code: 'unknown-plan-item',
    because: 'The numbers after the digest are not those of items of this plan.',
    next: `Read the plan as it stands, then ${lineToCopy(context)}.`,
  };
};

/** What is severe is named by its digest. */
export const digestIsNamed: Gate = ({ digest }, context) => {
  if (digest !== undefined) return undefined;
  if (!requirementOf(context.digested.plan, context.config).needsDigest) return undefined;
  return {
    code: 'digest-required',
    because: `A bare \`/approve\` is not enough: ${severityWords(context.digested.plan)}.`,
    next: `Name the plan: ${lineToCopy(context)}.`,
  };
};
