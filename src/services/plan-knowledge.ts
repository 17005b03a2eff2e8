import { ownerOf } from '../agents/roster.ts';
import type { PlanKnowledge } from '../plan/drafted.ts';
import { parseRegion } from '../task/ids.ts';
import { needsOfDeploy, unscopedIn } from './needs.ts';
import { priceBook } from './prices/price-book.ts';
import { servicesOfTemplateType } from './registry.ts';
import { typeTableOf } from './type-tables.ts';

const costOf: PlanKnowledge['costOf'] = (type, properties, region) => {
  const parsed = parseRegion(region);
  const service = servicesOfTemplateType(type)[0];
  if (parsed === undefined || service === undefined)
    return { unpriced: `no price is kept for ${type}` };
  return service.cost(type, properties, priceBook, parsed);
};

/** What a plan must know of services, answered by the registry and the reviewed tables. */
export const planKnowledge: PlanKnowledge = {
  ownerOf,
  isStateful: (type) => typeTableOf(type)?.isStateful ?? true,
  sensitiveProperties: (type) => typeTableOf(type)?.sensitiveProperties ?? ['*'],
  nameProperty: (type) => typeTableOf(type)?.nameProperty,
  slowestMinutes: (type) => typeTableOf(type)?.slowestMinutes,
  needsOf: (draft, changes, account) => {
    // Drafting refuses these where we execute. Elsewhere no session of ours is ever made of them.
    const hidden = new Set(unscopedIn(draft, account).map((one) => one.logicalId));
    const scoped = changes.filter(
      (change) => !hidden.has(change.logicalId) && typeTableOf(change.type) !== undefined,
    );
    return needsOfDeploy({ draft, changes: scoped, account });
  },
  costOf,
  pricedOn: priceBook.asOf,
};
