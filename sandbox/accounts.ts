import {
  DEFAULT_ACCOUNTS,
  EXECUTE_OUS,
  EXTERNAL_ID,
  MANAGEMENT_ACCOUNT,
  ORGANIZATION_ID,
} from './defaults.ts';
import { boundaryPolicy } from './roles/boundary.ts';
import { familyPolicies } from './roles/families/families.ts';
import { deployerRole } from './roles/deployer.ts';
import { operatorRole } from './roles/operator.ts';
import { organizationReaderRole } from './roles/organization-reader.ts';
import { previewerRole } from './roles/previewer.ts';
import { readerRole } from './roles/reader.ts';
import type { RoleContext, RoleDocuments, RoleMaker } from './roles/role-documents.ts';
import { PERSON_ADMIN, WORKER_ROLES } from './roles/workers.ts';
import { sessionGatePolicy } from './roles/session-gate.ts';
import { sessionReadPolicy } from './roles/session-read.ts';
import { watchPolicy } from './roles/watch.ts';
import type { Account, Role } from './state.ts';
import type { AccountSpec, WorldSpec } from './world-spec.ts';

const EXECUTING: readonly RoleMaker[] = [deployerRole, operatorRole];
const READING: readonly RoleMaker[] = [readerRole, previewerRole];

const executes = (account: AccountSpec): boolean =>
  EXECUTE_OUS.some((ou) => account.ou === ou || account.ou.startsWith(`${ou}/`));

const toRole = (accountId: string, documents: RoleDocuments): Role => ({
  name: documents.name,
  trust: documents.trust,
  policies: [...documents.policies, ...(documents.managed ?? [])],
  arn: `arn:aws:iam::${accountId}:role/${documents.name}`,
});

/** The roles of an account: the reading ones, and the executing ones where they belong. */
const documentsFor = (
  spec: WorldSpec,
  account: AccountSpec,
  context: RoleContext,
): readonly RoleDocuments[] => {
  const here = (spec.extraRoles ?? []).filter((each) => each.account === account.id);
  const extra = new Set(here.map((each) => each.role));
  const executing = EXECUTING.map((make) => make(context));
  return [
    ...READING.map((make) => make(context)),
    ...(account.id === (spec.managementAccountId ?? MANAGEMENT_ACCOUNT)
      ? [organizationReaderRole(context)]
      : []),
    ...executing.filter((each) => executes(account) || extra.has(each.name)),
  ];
};

const rolesOf = (
  spec: WorldSpec,
  account: AccountSpec,
  toolingAccountId: string,
): Map<string, Role> => {
  const context = {
    accountId: account.id,
    toolingAccountId,
    organizationId: spec.organizationId ?? ORGANIZATION_ID,
    externalId: spec.externalId ?? EXTERNAL_ID,
  };
  const missing = new Set(spec.missingRoles?.[account.id]);
  const own = documentsFor(spec, account, context);
  const workers = account.id === toolingAccountId ? WORKER_ROLES : [];
  return new Map(
    [...own, ...workers, PERSON_ADMIN]
      .filter((documents) => !missing.has(documents.name))
      .map((documents) => [documents.name, toRole(account.id, documents)]),
  );
};

const toAccount = (spec: WorldSpec, account: AccountSpec, toolingAccountId: string): Account => ({
  id: account.id,
  name: account.name,
  email: `${account.name}@example.com`,
  ou: account.ou,
  regions: account.regions ?? ['us-east-1'],
  tags: account.tags ?? {},
  status: account.status ?? 'ACTIVE',
  roles: rolesOf(spec, account, toolingAccountId),
  managedPolicies: new Map([
    [`arn:aws:iam::${account.id}:policy/AwsCoworkerBoundary`, boundaryPolicy],
    [`arn:aws:iam::${account.id}:policy/AwsCoworkerSessionRead`, sessionReadPolicy],
    [`arn:aws:iam::${account.id}:policy/AwsCoworkerSessionGate`, sessionGatePolicy(account.id)],
    [`arn:aws:iam::${account.id}:policy/AwsCoworkerWatch`, watchPolicy],
    ...familyPolicies().map(
      ({ name, policy }) => [`arn:aws:iam::${account.id}:policy/${name}`, policy] as const,
    ),
  ]),
});

/** Every account of a world with its roles and managed policies. */
export const accountsOf = (spec: WorldSpec, toolingAccountId: string): Map<string, Account> => {
  const given = spec.accounts ?? [];
  const ids = new Set(given.map((each) => each.id));
  const standard = DEFAULT_ACCOUNTS.filter((each) => !ids.has(each.id));
  const all = spec.replaceAccounts === true ? given : [...standard, ...given];
  return new Map(all.map((each) => [each.id, toAccount(spec, each, toolingAccountId)]));
};
