import type { ActionNeed, Conditions } from '../plan/action-need.ts';
import type { Statement } from './policy-statements.ts';

const OPERATOR = 'ForAnyValue:StringEquals';
const KEY = 'aws:CalledVia';
const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/**
 * Denies every action but CloudFormation's own to whoever is not CloudFormation. `ForAllValues` is
 * true of a missing key, so that a call by the session itself is denied too.
 */
export const CALLED_VIA_GATE = {
  Effect: 'Deny',
  NotAction: 'cloudformation:*',
  Resource: '*',
  Condition: { 'ForAllValues:StringNotEquals': { [KEY]: CLOUDFORMATION } },
} as const;

/** True when the session calls nothing but CloudFormation by itself: then one gate serves all. */
export const isGateable = (needs: readonly ActionNeed[]): boolean =>
  needs.every((need) => need.via === 'cloudformation' || need.action.startsWith('cloudformation:'));

const withoutCalledVia = (conditions: Conditions): Conditions =>
  Object.fromEntries(
    Object.entries(conditions).flatMap(([operator, keys]) => {
      if (operator !== OPERATOR) return [[operator, keys] as const];
      const rest = Object.entries(keys).filter(([key]) => key !== KEY);
      return rest.length === 0 ? [] : [[operator, Object.fromEntries(rest)] as const];
    }),
  );

/** The statements without the condition that the gate states once for all of them. */
export const behindGate = (statements: readonly Statement[]): readonly Statement[] =>
  statements.map(({ actions, resources, conditions }) => ({
    actions,
    resources,
    conditions: withoutCalledVia(conditions),
  }));
