import type { AccountId, Region } from './ids.ts';
import type { Tier } from './tier.ts';

export const ACCOUNT_ROLES = [
  'Management',
  'Production',
  'Staging',
  'Test',
  'Development',
  'Sandbox',
  'Security',
  'SharedServices',
  'LogArchive',
] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** The four account personas. `account:Cerberus` is not the guardian of the same name. */
export type AccountPersona = 'Zeus' | 'Apollo' | 'Cerberus' | 'Athena';

/** Where a tier was taken from, shown in every plan. */
export type TierSource =
  | 'config'
  | 'organizational unit'
  | 'account name'
  | 'account tag'
  | 'request'
  | 'nothing';

/**
 * One member account as the organization and `config/organization.yml` describe it. No credentials.
 */
export interface AwsAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly role: AccountRole;
  readonly persona?: AccountPersona;
  readonly tier: Tier;
  readonly tierSource: TierSource;
  /** Allow-list of regions; a request outside it is asked about before any call. */
  readonly regions: readonly Region[];
  /** Path of the organizational unit, such as `Workloads/Development`. */
  readonly ou: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601; empty when Organizations did not say. */
  readonly createdAt: string;
  /** ACTIVE, SUSPENDED or PENDING_CLOSURE, as AWS says. */
  readonly status: string;
}
