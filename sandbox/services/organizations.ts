import { AwsError } from '../aws-error.ts';
import type { Account } from '../state.ts';
import { row, tagList, text, type Call, type OperationRow, type OperationTable } from './call.ts';
import { listPolicies, listTargets, policyArn } from './organization-policies.ts';
import {
  accountsOf,
  arnBase,
  managementId,
  noSuch,
  orgId,
  ouArn,
  ouId,
  ouPaths,
  paged,
  pathOf,
  ROOT_ID,
} from './organization-tree.ts';

/** Only the management account and the delegated tooling account may ask. */
const restricted = (action: string, resourceOf: (call: Call) => string, run: OperationRow['run']) =>
  row(`organizations:${action}`, resourceOf, (call) => {
    if (call.accountId === managementId(call)) return run(call);
    if (call.accountId === call.state.toolingAccountId) return run(call);
    throw new AwsError(
      'AccessDeniedException',
      400,
      "You don't have permissions to access this resource.",
    );
  });

const accountView = (call: Call, account: Account): unknown => ({
  Id: account.id,
  Arn: `${arnBase(call)}:account/${orgId(call)}/${account.id}`,
  Name: account.name,
  Email: account.email,
  Status: account.status,
  State: account.status,
  JoinedMethod: 'CREATED',
  JoinedTimestamp: new Date('2024-01-15T00:00:00.000Z'),
});

const ouView = (call: Call, path: string): unknown => ({
  Id: ouId(path),
  Arn: ouArn(call, path),
  Name: path.split('/').at(-1),
});

const needAccount = (call: Call, id: string): Account => {
  const account = call.state.accounts.get(id);
  if (account === undefined) throw noSuch('AccountNotFoundException');
  return account;
};

const needPath = (call: Call, id: string): string => {
  const path = pathOf(call, id);
  if (path === undefined) throw noSuch('ParentNotFoundException');
  return path;
};

const listParents = (call: Call): unknown => {
  const child = text(call.input, 'ChildId');
  const own = call.state.accounts.get(child)?.ou ?? pathOf(call, child);
  if (own === undefined) throw noSuch('ChildNotFoundException');
  const parent = call.state.accounts.has(child) ? own : own.split('/').slice(0, -1).join('/');
  return paged(call, 'Parents', [
    { Id: ouId(parent), Type: parent === '' ? 'ROOT' : 'ORGANIZATIONAL_UNIT' },
  ]);
};

const childOus = (call: Call): unknown => {
  const parent = needPath(call, text(call.input, 'ParentId'));
  const children = ouPaths(call).filter(
    (path) => path.split('/').slice(0, -1).join('/') === parent && path !== parent,
  );
  return paged(
    call,
    'OrganizationalUnits',
    children.map((path) => ouView(call, path)),
  );
};

const accountsBelow = (call: Call): unknown => {
  const parent = needPath(call, text(call.input, 'ParentId'));
  const found = accountsOf(call).filter((account) => account.ou === parent);
  return paged(
    call,
    'Accounts',
    found.map((account) => accountView(call, account)),
  );
};

const tagsOf = (call: Call): unknown => {
  const id = text(call.input, 'ResourceId');
  const account = call.state.accounts.get(id);
  if (account === undefined && pathOf(call, id) === undefined) {
    throw noSuch('TargetNotFoundException');
  }
  return paged(call, 'Tags', tagList(account?.tags ?? {}));
};

const childArn = (call: Call, member: string): string => {
  const id = text(call.input, member);
  const path = pathOf(call, id);
  return path === undefined ? `${arnBase(call)}:account/${orgId(call)}/${id}` : ouArn(call, path);
};

const organization = (call: Call): unknown => ({
  Organization: {
    Id: orgId(call),
    Arn: `${arnBase(call)}:organization/${orgId(call)}`,
    FeatureSet: 'ALL',
    MasterAccountId: managementId(call),
    MasterAccountArn: `${arnBase(call)}:account/${orgId(call)}/${managementId(call)}`,
    MasterAccountEmail: call.state.accounts.get(managementId(call))?.email,
  },
});

/** Organizations: accounts and what binds them, for the management and the tooling account. */
export const organizationsOperations: OperationTable = {
  DescribeOrganization: row('organizations:DescribeOrganization', () => '*', organization),
  ListRoots: restricted(
    'ListRoots',
    () => '*',
    (call) =>
      paged(call, 'Roots', [
        {
          Id: ROOT_ID,
          Arn: ouArn(call, ''),
          Name: 'Root',
          PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
        },
      ]),
  ),
  ListAccounts: restricted(
    'ListAccounts',
    () => '*',
    (call) =>
      paged(
        call,
        'Accounts',
        accountsOf(call).map((account) => accountView(call, account)),
      ),
  ),
  ListAccountsForParent: restricted(
    'ListAccountsForParent',
    (call) => childArn(call, 'ParentId'),
    accountsBelow,
  ),
  ListParents: restricted('ListParents', (call) => childArn(call, 'ChildId'), listParents),
  ListOrganizationalUnitsForParent: restricted(
    'ListOrganizationalUnitsForParent',
    (call) => childArn(call, 'ParentId'),
    childOus,
  ),
  DescribeAccount: restricted(
    'DescribeAccount',
    (call) => childArn(call, 'AccountId'),
    (call) => ({ Account: accountView(call, needAccount(call, text(call.input, 'AccountId'))) }),
  ),
  DescribeOrganizationalUnit: restricted(
    'DescribeOrganizationalUnit',
    (call) => childArn(call, 'OrganizationalUnitId'),
    (call) => ({
      OrganizationalUnit: ouView(call, needPath(call, text(call.input, 'OrganizationalUnitId'))),
    }),
  ),
  ListPolicies: restricted('ListPolicies', () => '*', listPolicies),
  ListTargetsForPolicy: restricted('ListTargetsForPolicy', policyArn, listTargets),
  ListTagsForResource: restricted(
    'ListTagsForResource',
    (call) => childArn(call, 'ResourceId'),
    tagsOf,
  ),
};
