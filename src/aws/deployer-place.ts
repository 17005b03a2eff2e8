import type { AccountId } from '../task/ids.ts';
import type { RoleName, RoleRequest } from './assume-role.ts';
import type { AwsOptions } from './aws-options.ts';
import type { Identity } from './identity.ts';
import type { Transport } from './transport.ts';

/** What every way in shares: how calls are sent, who we are, and what the organization is. */
export interface DeployerPlace {
  readonly transport: Transport;
  readonly identity: Identity;
  readonly options: AwsOptions;
}

type Narrowing = Pick<RoleRequest, 'policyArns' | 'sourceIdentity' | 'tags'> & {
  readonly policy: string;
};

/** The one way in for sessions that may change something: nothing is left out or added. */
export const requestOf = (
  place: DeployerPlace,
  role: { readonly accountId: AccountId; readonly roleName: RoleName },
  narrowing: Narrowing,
): RoleRequest => ({
  ...role,
  ...narrowing,
  externalId: place.options.config.organization.externalId,
  region: place.options.homeRegion,
});
