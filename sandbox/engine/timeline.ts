import type { WorldState } from '../state.ts';

/** An operation in virtual time: each yield is the seconds until it goes on. */
export type Steps = AsyncGenerator<number, void, void>;

export interface Running {
  at: number;
  readonly steps: Steps;
}

/** Starts an operation; its first step runs when the world next catches up. */
export const start = (state: WorldState, steps: Steps): void => {
  state.running.push({ at: state.now.getTime(), steps });
};

const nextDue = (state: WorldState, until: number): Running | undefined =>
  state.running
    .filter((running) => running.at <= until)
    .sort((a, b) => a.at - b.at)
    .at(0);

/** Runs everything that is due by the clock, in order of time; the world's clock stops at each. */
export const catchUp = async (state: WorldState): Promise<void> => {
  const until = state.clock.now().getTime();
  for (let due = nextDue(state, until); due !== undefined; due = nextDue(state, until)) {
    state.now = new Date(Math.max(due.at, state.now.getTime()));
    const step = await due.steps.next();
    if (step.done === true) state.running.splice(state.running.indexOf(due), 1);
    else due.at += step.value * 1000;
  }
  state.now = new Date(Math.max(until, state.now.getTime()));
};
