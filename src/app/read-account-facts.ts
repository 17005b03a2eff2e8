import type { Config } from '../config/config.ts';
import { classifyAccount } from '../config/classify-account.ts';
import type { AccountId } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import type { ReaderAws } from './reader-deps.ts';

const NOBODY = '000000000000' as AccountId;

/** An account of nobody in a unit: what the unit alone says of the tier. */
const tierOf = (ouPath: string, config: Config): string =>
  classifyAccount(
    { id: NOBODY, name: '', ouPath, status: 'ACTIVE', createdAt: '', tags: {} },
    config,
  ).tier;

/** What of the organization must be known before an account can be proposed. */
export const readAccountFacts = async (
  aws: Pick<ReaderAws, 'listAccounts' | 'listUnits'>,
  config: Config,
): Promise<Decided<JsonObject>> => {
  const accounts = await aws.listAccounts();
  if (!accounts.ok) return accounts;
  const units = await aws.listUnits();
  if (!units.ok) return units;
  return accepted({
    names: accounts.value.map(({ name }) => name),
    units: units.value.map(({ id, path }) => ({ id, path, tier: tierOf(path, config) })),
  });
};
