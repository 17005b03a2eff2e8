import { isGlobalType } from '../task/resource-type.ts';
import type { AccountId } from '../task/ids.ts';
import type { PlannedChange } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { typeTableOf } from './type-tables.ts';

/** The type of a stack, which is a resource as well. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** One existing or named resource that a plan touches. */
export interface Claim {
  readonly accountId: AccountId;
  /** `global` for what lies in no region. */
  readonly region: string;
  readonly type: string;
  /** Its name, or its id where it has no name. */
  readonly name: string;
}

/** AWS names one thing by its ARN here and by its name there; a number belongs to the name. */
const nameOf = (physicalId: string): string =>
  physicalId.startsWith('arn:')
    ? (/(?<=[:/])(?:(?!\d{12}:)[^:/]+:\d+|[^:/]+)$/.exec(physicalId)?.[0] ?? physicalId)
    : physicalId;

/** What a change is of: its id, or the name that the template gives it. */
const identityOf = (step: Step, change: PlannedChange): string | undefined => {
  if (change.physicalId !== undefined) return nameOf(change.physicalId);
  const property = typeTableOf(change.type)?.nameProperty;
  if (property === undefined || step.kind !== 'deploy') return undefined;
  const named = step.template.Resources[change.logicalId]?.Properties?.[property];
  return typeof named === 'string' ? named : undefined;
};

const claimsOfStep = (step: Step): readonly Claim[] =>
  step.changes.flatMap((change) => {
    const name = identityOf(step, change);
    if (name === undefined || change.isOnlyRecorded === true) return [];
    const region = isGlobalType(change.type) ? 'global' : step.region;
    return [{ accountId: step.accountId, region, type: change.type, name }];
  });

/**
 * The stack that is changed or deleted itself: several things stand in it, and whoever is second
 * finds another template than the one that was planned with. A new one is named for its issue.
 */
const claimOfStack = (step: Step): readonly Claim[] => {
  const { accountId, region } = step;
  const isThere = step.kind === 'remove' || (step.kind === 'deploy' && step.stackId !== undefined);
  return isThere ? [{ accountId, region, type: STACK_TYPE, name: step.stackName }] : [];
};

/** A claim as one word, so that two plans can be compared; no part of it holds a space. */
export const claimKey = ({ accountId, region, type, name }: Claim): string =>
  [accountId, region, type, name].join(' ');

/**
 * Every resource that a plan creates under a name, changes or deletes, each once, and every stack
 * that it changes or deletes. What gets its id only when it is made is not among them.
 */
export const claimsOf = ({ steps }: Pick<Plan, 'steps'>): readonly Claim[] => {
  const claims = [...steps.flatMap(claimsOfStep), ...steps.flatMap(claimOfStack)];
  const all = new Map(claims.map((claim) => [claimKey(claim), claim]));
  return [...all.values()];
};
