import type { Organization } from '../services/service.ts';
import type { ReaderAws } from './reader-deps.ts';

/** Every account as planning may look at it. Where the list is denied, there are no others. */
export const organizationOf = async (
  aws: Pick<ReaderAws, 'listAccounts' | 'openReader'>,
): Promise<Organization> => {
  const accounts = await aws.listAccounts();
  return {
    accounts: accounts.ok ? accounts.value.filter(({ status }) => status === 'ACTIVE') : [],
    openReader: async (accountId) => {
      const reader = await aws.openReader(accountId);
      return reader.ok ? reader.value : undefined;
    },
  };
};
