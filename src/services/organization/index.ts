import type { ReadOnlyService } from '../read-only-service.ts';

/** The organization: read here, and changed by its own people. */
export const organization: ReadOnlyService = {
  key: 'organization',
  title: 'Organization',
  types: ['AWS::Organizations::Organization', 'AWS::Organizations::Account'],
  refuses: {
    CreateResource: {
      code: 'no-route',
      because:
        'An account is opened by the people of the organization, never by a call from here: ' +
        'an account can not be taken back, and everything is bound to where it stands.',
      next:
        'Propose it by a pull request: the account in the code of your organization, its role ' +
        'and tier in `config/organization.yml`. It is seen here once it is there.',
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
