import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { MANAGEMENT_ACCOUNT } from '../defaults.ts';
import type { Account } from '../state.ts';
import { pageOf, type Call } from './call.ts';

/** The id of the root. */
export const ROOT_ID = 'r-exam';

/** The account that holds the organization. */
export const managementId = (call: Call): string =>
  call.state.spec.managementAccountId ?? MANAGEMENT_ACCOUNT;

/** The beginning of every ARN of Organizations. */
export const arnBase = (call: Call): string => `arn:aws:organizations::${managementId(call)}`;
/** The id of the organization. */
export const orgId = (call: Call): string => call.state.spec.organizationId ?? '';
/** Every account of the world. */
export const accountsOf = (call: Call): readonly Account[] => [...call.state.accounts.values()];

/** Every OU path, parents first. */
export const ouPaths = (call: Call): readonly string[] => {
  const paths = accountsOf(call).flatMap(({ ou }) =>
    ou === '' ? [] : ou.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/')),
  );
  return [...new Set(paths)].sort();
};

/** The id of a unit by its path. */
export const ouId = (path: string): string =>
  path === '' ? ROOT_ID : `ou-exam-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;

/** The path of a unit by its id. */
export const pathOf = (call: Call, id: string): string | undefined =>
  id === ROOT_ID ? '' : ouPaths(call).find((path) => ouId(path) === id);

/** The ARN of a unit by its path. */
export const ouArn = (call: Call, path: string): string =>
  path === ''
    ? `${arnBase(call)}:root/${orgId(call)}/${ROOT_ID}`
    : `${arnBase(call)}:ou/${orgId(call)}/${ouId(path)}`;

/** What Organizations says of a target that is not there. */
export const noSuch = (name: string): AwsError =>
  new AwsError(name, 400, "You specified a target that doesn't exist.");

/** One page of a list. */
export const paged = (call: Call, name: string, items: readonly unknown[]): unknown => {
  const page = pageOf(call, items, call.input['NextToken']);
  return { [name]: page.items, ...(page.next === undefined ? {} : { NextToken: page.next }) };
};
