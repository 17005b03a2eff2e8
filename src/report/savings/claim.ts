import type { PriceBook } from '../../plan/cost.ts';
import { priced, type Quantity } from '../../services/prices/priced.ts';
import { keepingTag, owningStack, ownerEvidence, remedyFor, riskFor } from './kept.ts';
import type { Evidence, Judgement, Remedy, Risk, SavingKind, Seen, Worth } from './saving.ts';

/** From where and when resources are judged. */
export interface Standpoint {
  readonly now: Date;
  readonly prices: PriceBook;
}

/** One file each: what it judges, from what was read of one resource. */
export type Judge<T extends Seen> = (seen: T, at: Standpoint) => Judgement;

interface Claim {
  readonly kind: SavingKind;
  readonly evidence: readonly Evidence[];
  readonly worth: Worth;
  readonly risk: Risk;
  readonly remedy: Remedy;
}

/** Quantities of a month at the region's prices. */
export const worthOf = (
  quantities: readonly Quantity[],
  assumption: string,
  place: { readonly prices: PriceBook; readonly region: string },
): Worth => {
  const cost = priced('', { quantities, assumptions: [assumption] }, place);
  return 'unpriced' in cost ? cost : { monthlyUsd: cost.afterUsdMonthly, assumption };
};

/** A finding: claimed, or only listed when the owner's tag keeps it. */
export const claim = (seen: Seen, found: Claim): Judgement => {
  const { accountId, region, resourceType, resourceId, arn, name, tags } = seen;
  const stack = owningStack(seen);
  const saving = {
    kind: found.kind,
    accountId,
    region,
    resourceType,
    resourceId,
    arn,
    name,
    evidence: [...found.evidence, ...ownerEvidence(tags)],
    worth: found.worth,
    risk: riskFor(tags, found.risk),
    remedy: remedyFor(tags, found.remedy),
    ...(stack === undefined ? {} : { stack }),
  };
  const tag = keepingTag(tags);
  return tag === undefined ? { verdict: 'waste', saving } : { verdict: 'kept', saving, tag };
};
