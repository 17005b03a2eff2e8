import { MANAGEMENT_ACCOUNT } from '../defaults.ts';
import { DEFAULT_SCPS, fullAccess } from '../roles/service-control.ts';
import type { WorldState } from '../state.ts';
import type { PolicyDocument } from './policy.ts';

interface Level {
  readonly orgIdentifier: string;
  readonly policies: { readonly name: string; readonly policy: PolicyDocument }[];
}

/** `Root`, every OU on the way down, and the account itself. */
const pathOf = (ou: string, accountId: string): readonly string[] => {
  const parts = ou === '' ? [] : ou.split('/');
  return ['Root', ...parts.map((_, i) => parts.slice(0, i + 1).join('/')), accountId];
};

/** Service control policies by level, the root first. None bind the management account. */
export const controlPoliciesOf = (state: WorldState, accountId: string): Level[] => {
  if (accountId === (state.spec.managementAccountId ?? MANAGEMENT_ACCOUNT)) return [];
  const account = state.accounts.get(accountId);
  const attached = [...DEFAULT_SCPS, ...(state.spec.scps ?? [])];
  return pathOf(account?.ou ?? '', accountId).map((target) => ({
    orgIdentifier: target,
    policies: [
      { name: 'FullAWSAccess', policy: fullAccess },
      ...attached
        .filter((each) => each.target === target && each.name !== 'FullAWSAccess')
        .map((each) => ({ name: each.name, policy: each.policy })),
    ],
  }));
};
