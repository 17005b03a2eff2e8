import type { AccountRole, AwsAccount, TierSource } from '../task/account.ts';
import type { AccountId } from '../task/ids.ts';
import { isAtLeast, strictest, type Tier } from '../task/tier.ts';
import type { AccountRecord, Config, OuRecord } from './config.ts';
import { environmentOf } from './environment-names.ts';
import { tierOfName } from './name-patterns.ts';

/** An account as AWS Organizations describes it. */
export interface OrganizationsAccount {
  readonly id: AccountId;
  readonly name: string;
  /** Units below the root, joined by `/`; empty at the root. */
  readonly ouPath: string;
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: string;
}

/** The least tier of a role; management and shared duties are production whatever else is said. */
export const TIER_OF_ROLE: Readonly<Record<AccountRole, Tier>> = {
  Management: 'production',
  Production: 'production',
  Staging: 'staging',
  Test: 'test',
  Development: 'development',
  Sandbox: 'sandbox',
  Security: 'production',
  SharedServices: 'production',
  LogArchive: 'production',
};

const ROLE_OF_TIER: Readonly<Record<Tier, AccountRole>> = {
  sandbox: 'Sandbox',
  development: 'Development',
  test: 'Test',
  staging: 'Staging',
  production: 'Production',
  // Nobody said what it is for, so nothing that is allowed to less may be assumed.
  unknown: 'Production',
};

type Claim = readonly [TierSource, Tier | undefined];

const DUTIES: ReadonlySet<AccountRole | undefined> = new Set([
  'Management',
  'Security',
  'SharedServices',
  'LogArchive',
]);

/** The path itself, then its parents; whole segments, so that `NonProduction` is its own word. */
const pathsUp = (path: string): readonly string[] => {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.map((_, n) => segments.slice(0, segments.length - n).join('/'));
};

interface UnitSays {
  readonly tier: Tier | undefined;
  readonly role: AccountRole | undefined;
}

/** The nearest unit that says something; a unit of a duty makes everything below it production. */
const readUnits = (path: string, ous: ReadonlyMap<string, OuRecord>): UnitSays => {
  const records = pathsUp(path).flatMap((up) => ous.get(up) ?? []);
  const duty = records.find(({ role }) => DUTIES.has(role))?.role;
  const role = duty ?? records.find((record) => record.role !== undefined)?.role;
  const said = records.find((record) => record.tier !== undefined)?.tier;
  const floor = role === undefined ? undefined : TIER_OF_ROLE[role];
  return { role, tier: raise(said, floor) };
};

const raise = (one: Tier | undefined, other: Tier | undefined): Tier | undefined => {
  if (one === undefined) return other;
  return other === undefined ? one : strictest(one, other);
};

const recordOf = (raw: OrganizationsAccount, { organization }: Config): AccountRecord => {
  const record = organization.accounts.get(raw.id) ?? {};
  const isManagement = raw.id === organization.managementAccountId;
  return isManagement ? { ...record, role: 'Management' } : record;
};

const decideTier = (claims: readonly Claim[], raises: readonly Claim[]): [TierSource, Tier] => {
  const known = claims.flatMap(([source, tier]) =>
    tier === undefined ? [] : [[source, tier] as const],
  );
  const [first] = known;
  // A name or a tag is not a classification: without one the account stays read-only.
  if (first === undefined) return ['nothing', 'unknown'];
  return [...known.slice(1), ...raises].reduce<[TierSource, Tier]>(
    ([source, tier], [other, claimed]) =>
      claimed === undefined || isAtLeast(tier, claimed) ? [source, tier] : [other, claimed],
    [first[0], first[1]],
  );
};

/**
 * What an account is: the strictest of its record, its organizational unit, its name and its tag
 * `Environment`. The first two decide, the others only raise; without the first two the tier is
 * `unknown`, whatever the account calls itself. `tierSource` names what decided.
 */
export const classifyAccount = (raw: OrganizationsAccount, config: Config): AwsAccount => {
  const record = recordOf(raw, config);
  const unit = readUnits(raw.ouPath, config.organization.ous);
  const floor = record.role === undefined ? undefined : TIER_OF_ROLE[record.role];
  const [tierSource, tier] = decideTier(
    [
      ['config', raise(record.tier, floor)],
      ['organizational unit', unit.tier],
    ],
    [
      ['account name', tierOfName(raw.name)],
      ['account tag', environmentOf(raw.tags['Environment'] ?? '')],
    ],
  );
  return {
    id: raw.id,
    name: raw.name,
    role: record.role ?? unit.role ?? ROLE_OF_TIER[tier],
    ...(record.persona === undefined ? {} : { persona: record.persona }),
    tier,
    tierSource,
    regions: record.regions ?? config.organization.defaultRegions,
    ou: raw.ouPath,
    tags: raw.tags,
    createdAt: raw.createdAt,
    status: raw.status,
  };
};

/**
 * An account that another worker classified, judged again by this configuration: never less strict
 * than either, and with no region that one of them does not allow.
 */
export const classifyAgain = (account: AwsAccount, config: Config): AwsAccount => {
  const own = classifyAccount({ ...account, ouPath: account.ou }, config);
  const tier = strictest(account.tier, own.tier);
  return {
    ...account,
    role: own.role,
    tier,
    tierSource: tier === account.tier ? account.tierSource : own.tierSource,
    regions: account.regions.filter((region) => own.regions.includes(region)),
  };
};

/** Every account classified, by id; the order does not depend on the order of AWS's pages. */
export const classifyAccounts = (
  raw: readonly OrganizationsAccount[],
  config: Config,
): readonly AwsAccount[] =>
  raw.map((account) => classifyAccount(account, config)).toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Accounts that configuration names and the organization does not have. For `doctor`. */
export const accountsNotFound = (
  raw: readonly OrganizationsAccount[],
  config: Config,
): readonly AccountId[] => {
  const present = new Set(raw.map(({ id }) => id));
  return [...config.organization.accounts.keys()].filter((id) => !present.has(id)).toSorted();
};
