import { createReaderSide } from '../../src/aws/reader-side.ts';
import type { OrganizationConfig } from '../../src/config/config.ts';
import { gatherSavings, savingsPlaces } from '../../src/report/savings/gather/gather.ts';
import type { SavingsFound } from '../../src/report/savings/savings-found.ts';
import { priceBook } from '../../src/services/prices/price-book.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import type { AccountId, Region } from '../../src/task/ids.ts';
import { MANAGEMENT_ACCOUNT } from '../defaults.ts';
import type { AccountSpec } from '../world-spec.ts';
import { createWorld, type World } from '../world.ts';
import type { SownOrganization } from './organization.ts';

const HOME = 'us-east-1' as Region;

const organizationOf = (world: World): OrganizationConfig => ({
  id: world.organizationId,
  externalId: world.externalId,
  managementAccountId: MANAGEMENT_ACCOUNT as AccountId,
  toolingAccountId: world.toolingAccountId as AccountId,
  organizationReader: {
    accountId: MANAGEMENT_ACCOUNT as AccountId,
    roleName: 'AwsCoworkerOrganizationReader',
  },
  ous: new Map(),
  accounts: new Map(),
  defaultRegions: [HOME],
  namingPattern: '{org}-{env}-{region}-{name}',
  shortName: 'acme',
  profiles: {},
});

const accountOf = ({ id, name, ou, regions }: AccountSpec): AwsAccount => ({
  id: id as AccountId,
  name,
  role: 'Development',
  tier: 'development',
  tierSource: 'config',
  regions: (regions ?? []) as readonly Region[],
  ou,
  tags: {},
  createdAt: '',
  status: 'ACTIVE',
});

/** Searches a sown organization as the application would: by its readers, prices and judges. */
export const searchSown = async (
  { spec, accounts }: SownOrganization,
  now: Date,
): Promise<SavingsFound> => {
  const clock = { now: () => now, sleep: async () => undefined };
  const world = createWorld({ pageSize: 20, ...spec }, { clock });
  const side = createReaderSide({
    config: { organization: organizationOf(world) },
    clock,
    homeRegion: HOME,
    plugins: [world.plugin()],
    readerIdentity: world.credentialsOf('aws-coworker-reader'),
    isPaced: false,
  });
  try {
    const places = savingsPlaces(accounts.map(accountOf));
    return await gatherSavings(places, side.openReader, { now, prices: priceBook });
  } finally {
    side.close();
  }
};
