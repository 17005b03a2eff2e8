import { AwsError } from './aws-error.ts';
import type { WorldState } from './state.ts';
import type { FailureSpec } from './world-spec.ts';

/** What a failure is matched against. */
export interface Moment {
  readonly client?: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly logicalId?: string;
  readonly type?: string;
}

const matches = (failure: FailureSpec, moment: Moment): boolean =>
  (['client', 'operation', 'accountId', 'region', 'logicalId', 'type'] as const).every(
    (key) => failure.match[key] === undefined || failure.match[key] === moment[key],
  );

const isForHandlers = (failure: FailureSpec): boolean =>
  failure.match.logicalId !== undefined || failure.match.type !== undefined;

/** The next injected failure of a moment, counted as used; undefined when there is none. */
export const nextFailure = (
  state: WorldState,
  moment: Moment,
  when: 'before' | 'after',
): FailureSpec | undefined => {
  const handler = moment.logicalId !== undefined;
  const failures = state.spec.failures ?? [];
  const index = failures.findIndex(
    (failure, i) =>
      (failure.when ?? 'before') === when &&
      isForHandlers(failure) === handler &&
      (state.failuresLeft.get(i) ?? 0) > 0 &&
      matches(failure, moment),
  );
  const found = failures[index];
  if (found === undefined) return undefined;
  state.failuresLeft.set(index, (state.failuresLeft.get(index) ?? 0) - 1);
  return found;
};

/** Throws the next injected failure of a moment, if there is one. */
export const failIfInjected = (
  state: WorldState,
  moment: Moment,
  when: 'before' | 'after',
): void => {
  const failure = nextFailure(state, moment, when);
  if (failure === undefined) return;
  const { name, httpStatus, message } = failure.error;
  throw new AwsError(name, httpStatus, message);
};
