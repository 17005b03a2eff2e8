import type { ReadOnlyService } from '../read-only-service.ts';

/** The organization: read here, and changed by its own people. */
export const organization: ReadOnlyService = {
  key: 'organization',
  title: 'Organization',
  types: ['AWS::Organizations::Organization', 'AWS::Organizations::Account'],
  refuses: {
    CreateResource: {
      code: 'never-do',
      because: 'Organizations, organizational units and their policies are never made from here.',
      next:
        'Ask the people of the organization. A new account is proposed to them by a pull ' +
        'request: ask for it with its name, its address and its unit.',
    },
    UpdateResource: {
      code: 'never-do',
      because: 'Accounts, organizational units and their policies are never changed from here.',
      next: 'Ask the people of the organization; nobody can approve it here.',
    },
    DeleteResource: {
      code: 'never-do',
      because: 'No account is closed, removed or taken out of its organization from here.',
      next: 'Ask the people of the organization; nobody can approve it here.',
    },
  },
};
