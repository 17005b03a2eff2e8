import type { Attempt, Call, Credentials } from './calls.ts';

/** One call that a thread is asked to make, in the session of the one account it is for. */
export interface Asked {
  readonly id: number;
  readonly place: string;
  readonly credentials: Credentials;
  readonly call: Call;
}

/** What the call with this id came to; nothing where the thread could not make or tell it. */
export interface Said {
  readonly id: number;
  readonly attempt?: Attempt;
}
