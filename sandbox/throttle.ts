import { AwsError } from './aws-error.ts';
import type { Moment } from './failures.ts';
import type { WorldState } from './state.ts';

const recent = new WeakMap<WorldState, Map<string, number[]>>();

/** Throws `ThrottlingException` when a world's limit for this call is used up. */
export const throttle = (state: WorldState, moment: Moment): void => {
  for (const limit of state.spec.throttles ?? []) {
    const isMeant =
      limit.client === moment.client &&
      (limit.operation === undefined || limit.operation === moment.operation);
    if (!isMeant) continue;
    const memory = recent.get(state) ?? new Map<string, number[]>();
    recent.set(state, memory);
    const key = JSON.stringify([limit, moment.accountId, moment.region]);
    const now = state.now.getTime();
    const live = (memory.get(key) ?? []).filter((at) => at > now - limit.perSeconds * 1000);
    memory.set(key, [...live, now]);
    if (live.length >= limit.calls) {
      memory.set(key, live);
      throw new AwsError('ThrottlingException', 400, 'Rate exceeded');
    }
  }
};
