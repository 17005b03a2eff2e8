/**
 * What broke. `throttled`, `unavailable` and `timeout` are worth another try; the others are not.
 */
export type FaultKind =
  | 'throttled'
  | 'unavailable'
  | 'timeout'
  | 'denied'
  | 'malformed-answer'
  | 'broken-promise';

/**
 * An unexpected break. Thrown, never returned, and caught once in `app/`. Its message may hold
 * details and stays in the log; people see an incident id.
 */
export class Fault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Fault';
    this.kind = kind;
  }
}

/** True when trying the same call again could help. */
export const isTransient = (fault: Fault): boolean =>
  fault.kind === 'throttled' || fault.kind === 'unavailable' || fault.kind === 'timeout';
