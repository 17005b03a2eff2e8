import type { OperateDraft } from '../plan/step.ts';
import type { JsonObject } from '../task/json.ts';

/** What an operation reads just before its call, which is not made where it is otherwise. */
export interface OperationBefore {
  readonly client: string;
  readonly operation: string;
  readonly input: (target: string, sent: JsonObject) => JsonObject;
  /** True where what was read is still what the call, and where it is known the plan, says. */
  readonly isAsPlanned: (
    output: unknown,
    sent: JsonObject,
    changes?: OperateDraft['changes'],
  ) => boolean;
  /** What is otherwise then, in one sentence. */
  readonly because: string;
}
