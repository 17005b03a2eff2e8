import { AwsError } from './aws-error.ts';
import type { InjectedFailure, WorldState } from './state.ts';
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

/** A failure of a specification, not met yet. */
export const toCome = (spec: FailureSpec): InjectedFailure => ({
  spec,
  left: spec.times ?? Number.MAX_SAFE_INTEGER,
});

/** The next injected failure of a moment, counted as used; undefined when there is none. */
export const nextFailure = (
  state: WorldState,
  moment: Moment,
  when: 'before' | 'after',
): FailureSpec | undefined => {
  const handler = moment.logicalId !== undefined;
  const found = state.failures.find(
    ({ spec, left }) =>
      (spec.when ?? 'before') === when &&
      isForHandlers(spec) === handler &&
      left > 0 &&
      matches(spec, moment),
  );
  if (found === undefined) return undefined;
  found.left -= 1;
  return found.spec;
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
