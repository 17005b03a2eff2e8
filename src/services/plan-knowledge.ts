import { ownerOf } from '../agents/roster.ts';
import type { PriceBook, ReadPrices } from '../plan/cost.ts';
import type { PlanKnowledge } from '../plan/drafted.ts';
import type { JsonObject } from '../task/json.ts';
import { parseRegion } from '../task/ids.ts';
import { unpricedLaunchChange } from './launch-template/cost.ts';
import { needsOfDeploy, scopedChanges } from './needs.ts';
import { bookWith } from './prices/price-book.ts';
import { servicesOfTemplateType } from './registry.ts';
import { typeTableOf } from './type-tables.ts';

/** What resources cost at the prices of a book. */
export const costsBy =
  (book: PriceBook): PlanKnowledge['costOf'] =>
  (type, properties, region) => {
    const parsed = parseRegion(region);
    const service = servicesOfTemplateType(type)[0];
    if (parsed === undefined || service === undefined)
      return { unpriced: `no price is kept for ${type}` };
    return service.cost(type, properties, book, parsed);
  };

const withoutCosts: Omit<PlanKnowledge, 'costOf' | 'pricing'> = {
  ownerOf,
  isStateful: (type) => typeTableOf(type)?.isStateful ?? true,
  sensitiveProperties: (type) => typeTableOf(type)?.sensitiveProperties ?? ['*'],
  unpricedChange: (type, before, after) =>
    type === 'AWS::EC2::LaunchTemplate' ? unpricedLaunchChange(before, after) : undefined,
  nameProperty: (type) => typeTableOf(type)?.nameProperty,
  changesOnly: (type) => typeTableOf(type)?.changesOnly,
  slowestMinutes: (type) => typeTableOf(type)?.slowestMinutes,
  needsOf: (draft, changes, account) => {
    // Drafting refuses the rest where we execute. Elsewhere no session of ours is made of them.
    const scoped = scopedChanges({ draft, changes, account });
    return needsOfDeploy({ draft, changes: scoped, account });
  },
};

/** What a plan must know of services, at the prices that AWS gave and the dated ones below. */
export const knowledgeWith = (
  read?: ReadPrices,
  seen: readonly JsonObject[] = [],
): PlanKnowledge => {
  const book = { ...bookWith(read), seen };
  return {
    ...withoutCosts,
    costOf: costsBy(book),
    pricing: {
      pricedOn: book.asOf,
      ...(read === undefined ? {} : { readOn: read.readOn }),
      ...(read?.missing === undefined ? {} : { missing: read.missing }),
    },
  };
};

/** The same at the dated prices alone. */
export const planKnowledge = knowledgeWith();
