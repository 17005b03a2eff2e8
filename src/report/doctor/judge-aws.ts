import type { Config } from '../../config/config.ts';
import { accountsNotFound, type OrganizationsAccount } from '../../config/classify-account.ts';
import type { AwsAccount } from '../../task/account.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { ok, warn, wrong, type Check } from './check.ts';
import type { ProbedAccount, RoleProbe, WorkerName } from './expected-roles.ts';

/** Who a worker is in AWS. */
export interface WorkerIdentity {
  readonly worker: WorkerName;
  readonly accountId: string;
  readonly arn: string;
}

/** A session's ARN without its session name: the role behind it. */
const roleOf = (arn: string): string =>
  arn.includes(':assumed-role/') ? arn.split('/').slice(0, 2).join('/') : arn;

const complaintOf = (
  { accountId, arn }: WorkerIdentity,
  organization: Config['organization'],
): string | undefined => {
  if (arn.endsWith(':root')) return `${arn} is a root user`;
  if (accountId === organization.managementAccountId) return `${arn} is in the management account`;
  return accountId === organization.toolingAccountId
    ? undefined
    : `${arn} is not in the tooling account ${organization.toolingAccountId}`;
};

/** Identities of the workers: in the tooling account, and never one for both. */
export const judgeIdentities = (
  identities: readonly WorkerIdentity[],
  organization: Config['organization'],
): readonly Check[] => [
  ...identities.map((identity) => {
    const check = `AWS identity of the ${identity.worker}`;
    const complaint = complaintOf(identity, organization);
    if (complaint === undefined) return ok(check, identity.arn);
    return wrong(
      check,
      complaint,
      `Run it as aws-coworker-${identity.worker} of infrastructure/workers.yaml.`,
    );
  }),
  ...(new Set(identities.map(({ arn }) => roleOf(arn))).size < identities.length
    ? [
        wrong(
          'AWS identities',
          'the reader and the deployer are the same identity',
          'Give each its own: profiles in config/organization.yml, or one process for each worker.',
        ),
      ]
    : []),
];

/** What became of a probe. */
export interface ProbeResult extends RoleProbe {
  readonly did: 'opened' | 'refused' | 'other account';
}

/** Everything that was tried in one account. */
export interface AccountRoles {
  readonly account: ProbedAccount;
  readonly results: readonly ProbeResult[];
  /** Writing roles that the account lists although its tier has none. */
  readonly misplaced: readonly string[];
}

const isAsExpected = ({ must, did }: ProbeResult): boolean =>
  did === (must === 'open' ? 'opened' : 'refused');

const spell = ({ worker, role, externalId, did }: ProbeResult): string => {
  const how = externalId === 'wrong' ? ' with a wrong external id' : '';
  if (did === 'refused') return `${role} does not open for the ${worker}`;
  if (did === 'other account') return `${role} opened in another account`;
  return `${role} opens for the ${worker}${how}`;
};

const mendOf = (account: ProbedAccount, result: ProbeResult): string => {
  const file = isExecuteTier(account.tier) ? 'deployers.yaml' : 'no-deployers.json';
  if (result.did === 'other account') return 'Look at AWS_ENDPOINT_URL: AWS does not do this.';
  if (result.externalId === 'wrong') return 'Require sts:ExternalId in the trust of the role.';
  const from = result.role === 'AwsCoworkerReader' || result.role === 'AwsCoworkerPreviewer';
  return `Install the roles as infrastructure/${from ? 'readers.yaml' : file} says.`;
};

const judgeAccount = ({ account, results, misplaced }: AccountRoles): readonly Check[] => {
  const check = `AWS roles in ${account.name} (${account.id}), ${account.tier}`;
  return [
    ...results
      .filter((result) => !isAsExpected(result))
      .map((result) => wrong(check, spell(result), mendOf(account, result))),
    ...misplaced.map((role) =>
      wrong(
        check,
        `${role} is there, and no account of this tier may have it`,
        'Delete the role, and attach infrastructure/control-policies/no-deployers.json.',
      ),
    ),
  ];
};

/** One row for each thing that is not as it must be, and one for all the rest. */
export const judgeRoles = (accounts: readonly AccountRoles[]): readonly Check[] => {
  const complaints = accounts.flatMap(judgeAccount);
  const ids = new Set(
    accounts.filter((one) => judgeAccount(one).length === 0).map(({ account }) => account.id),
  );
  if (ids.size === 0) return complaints;
  const tried = accounts
    .filter(({ account }) => ids.has(account.id))
    .reduce((sum, { results }) => sum + results.length, 0);
  const found = `${ids.size} accounts: ${tried} tries to assume a role ended as they must`;
  return [ok('AWS roles', found), ...complaints];
};

/** What AWS says of the organization itself. */
export interface OrganizationRead {
  readonly id: string;
  readonly managementAccountId: string;
}

const judgeNames = (
  read: OrganizationRead | undefined,
  organization: Config['organization'],
): readonly Check[] => {
  const differs = [
    ...(read === undefined || read.id === organization.id
      ? []
      : [`the organization is ${read.id} and not ${organization.id}`]),
    ...(read === undefined || read.managementAccountId === organization.managementAccountId
      ? []
      : [`its management account is ${read.managementAccountId}`]),
  ];
  return differs.map((found) =>
    wrong('AWS organization', found, 'Correct config/organization.yml.'),
  );
};

/** The organization as AWS lists it against the one that configuration describes. */
export const judgeOrganization = (
  listed: {
    readonly read: OrganizationRead | undefined;
    readonly raw: readonly OrganizationsAccount[];
    readonly accounts: readonly AwsAccount[];
  },
  config: Config,
): readonly Check[] => {
  const absent = accountsNotFound(listed.raw, config);
  const unknown = listed.accounts.filter(({ tier }) => tier === 'unknown');
  const names = judgeNames(listed.read, config.organization);
  return [
    ...(names.length === 0
      ? [ok('AWS organization', `${config.organization.id}, ${listed.raw.length} accounts`)]
      : names),
    ...absent.map((id) =>
      wrong(
        'AWS accounts',
        `configuration names ${id}, which the organization does not have`,
        'Take it out of config/organization.yml.',
      ),
    ),
    ...unknown.map(({ id, name }) =>
      warn(
        'AWS accounts',
        `${name} (${id}) has no tier, and is read-only`,
        'Give it, or its organizational unit, a tier in config/organization.yml.',
      ),
    ),
  ];
};
