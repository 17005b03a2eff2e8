import type { Refusal } from '../task/refusal.ts';
import type { FailureCause } from './outcome.ts';
import type { StackEvent } from './ports.ts';

const CONSEQUENCE = /^Resource (creation|update|deletion) cancelled/i;
const STACK = 'AWS::CloudFormation::Stack';

const isFailure = (event: StackEvent): boolean =>
  event.status.endsWith('_FAILED') && !CONSEQUENCE.test(event.reason);

/**
 * The event by which a stack operation failed: the first failure of a resource that is no
 * consequence of another, else the first of the stack itself, else the state alone.
 */
export const failingEvent = (events: readonly StackEvent[], state: string): FailureCause => {
  const failures = events.filter(isFailure);
  const found = failures.find((event) => event.type !== STACK) ?? failures[0];
  if (found === undefined) return { logicalId: '', type: STACK, status: state, reason: '' };
  const { logicalId, type, status, reason } = found;
  return { logicalId, type, status, reason };
};

const NOT_AUTHORIZED = /not authorized to perform: (\S+?)(?: on resource: (\S+))?(?=[\s.,]|$)/;

/** What said no outright, in AWS's words: nothing in the table of permissions could help. */
const EXPLICIT = /with an explicit deny in an? ([a-z -]{1,60}policy|permissions boundary)/;

/** The refusal for a denial in the middle, naming action and resource; undefined for the rest. */
export const denialOf = (cause: FailureCause): Refusal | undefined => {
  const match = NOT_AUTHORIZED.exec(cause.reason);
  if (match === null) return undefined;
  const [, action, resource = 'its resource'] = match;
  const denier = EXPLICIT.exec(cause.reason)?.[1];
  return {
    code: 'missing-permission',
    because: `${cause.logicalId} needs ${action} on ${resource}, which the session did not have.`,
    next:
      denier === undefined
        ? 'Report `missing-permission`: the table of permissions lacks it. ' +
          'It is not tried again with more.'
        : `\`missing-permission\`: a ${denier} forbids it; ask whoever owns that.`,
  };
};

/** True when the rollback failed only because the session had ended. */
export const isExpiry = (events: readonly StackEvent[]): boolean =>
  events.some((event) => isFailure(event) && /ExpiredToken|token .*expired/i.test(event.reason));
