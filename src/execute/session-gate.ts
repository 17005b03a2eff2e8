import type { ActionNeed, Conditions } from '../plan/action-need.ts';
import { boundaryArn } from '../services/acts.ts';

/** Name of the managed session policy that denies what the statements behind it leave unsaid. */
export const GATE_NAME = 'AwsCoworkerSessionGate';

/** Writes on a role or user that IAM asks about its permissions boundary. */
export const BOUNDED_ACTIONS: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
];

const BOUNDARY_KEY = 'iam:PermissionsBoundary';

/** True when the session calls nothing but CloudFormation by itself: then one gate serves all. */
export const isGateable = (needs: readonly ActionNeed[]): boolean =>
  needs.every((need) => need.via === 'cloudformation' || need.action.startsWith('cloudformation:'));

/** The conditions without the boundary, where the gate demands that very boundary. */
const withoutBoundary = (need: ActionNeed, accountId: string): Conditions => {
  const { StringEquals: equals = {}, ...others } = need.conditions ?? {};
  const { [BOUNDARY_KEY]: boundary, ...rest } = equals;
  const isSaid = BOUNDED_ACTIONS.includes(need.action) && boundary === boundaryArn(accountId);
  if (!isSaid) return need.conditions ?? {};
  return Object.keys(rest).length === 0 ? others : { ...others, StringEquals: rest };
};

/**
 * The needs without the two conditions that the gate states once for all of them: CloudFormation
 * forwards the call, and a role stays under the boundary. Only together with the gate do they allow
 * what the needs allow.
 */
export const behindGate = (
  needs: readonly ActionNeed[],
  accountId: string,
): readonly ActionNeed[] =>
  needs.map((need) => ({
    ...need,
    via: 'direct',
    conditions: withoutBoundary(need, accountId),
  }));
