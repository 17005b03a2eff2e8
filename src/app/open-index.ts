import type { Config } from '../config/config.ts';
import { openConfigAggregator } from '../report/inventory/config-aggregator.ts';
import type { OrganizationIndex } from '../report/inventory/organization-index.ts';
import { openResourceExplorer } from '../report/inventory/resource-explorer.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import { Fault } from '../task/fault.ts';
import type { AccountId, Region } from '../task/ids.ts';
import type { Decided } from '../task/refusal.ts';

/** Where an index is looked for, by whom, and which of them counts. */
export interface IndexPlace {
  readonly openOrganization: () => Promise<Decided<AwsReader>>;
  readonly homeRegion: Region;
  readonly inventory: Config['organization']['inventory'];
}

/** An index that may not be asked, or does not answer, is none: the lists are read then. */
const unlessBroken = async (
  looked: () => Promise<OrganizationIndex | undefined>,
): Promise<OrganizationIndex | undefined> => {
  try {
    return await looked();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
};

/**
 * What AWS has collected of the whole organization, as configuration says, or the first that there
 * is. Asked by the role that sees the organization; undefined where there is none.
 */
export const openIndex = async (
  { openOrganization, homeRegion, inventory = 'auto' }: IndexPlace,
  accounts: readonly AccountId[],
): Promise<OrganizationIndex | undefined> => {
  if (inventory === 'lists') return undefined;
  return unlessBroken(async () => {
    const reader = await openOrganization();
    if (!reader.ok) return undefined;
    const explorer = () => openResourceExplorer(reader.value, homeRegion, accounts);
    const aggregator = () => openConfigAggregator(reader.value, homeRegion);
    const found = inventory === 'config' ? undefined : await unlessBroken(explorer);
    if (found !== undefined || inventory === 'resource-explorer') return found;
    return aggregator();
  });
};
