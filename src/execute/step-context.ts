import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { Step } from '../plan/step.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import { CallRefused } from './call-refused.ts';
import type { StepDone, StepFailed } from './outcome.ts';
import type { Clock, Journal, JournalEntry, Progress, SessionDoor, StackReads } from './ports.ts';

/** What an execution needs from outside. */
export interface ExecutePorts {
  readonly door: SessionDoor;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly progress: Progress;
  /**
   * Present when an execution is resumed whose approval can not be proven again: what AWS accepted
   * is followed to its end, and nothing new is called.
   */
  readonly onlyFollow?: Refusal;
}

export type Watcher = AwsReader & StackReads;

/** One step of one approved plan, while it is carried out. */
export interface StepContext<S extends Step = Step> {
  readonly approved: ApprovedPlan;
  readonly ports: ExecutePorts;
  readonly step: S;
  readonly watcher: Watcher;
  /** Journal lines of this step from before, when it is being resumed after a crash. */
  readonly past: readonly JournalEntry[];
}

type Common = 'stepId' | 'accountId' | 'region' | 'seconds';

/** How a step ended, before the plan's own words are put beside it. */
export type StepEnd =
  | Omit<StepDone, Common>
  | Omit<StepFailed, Common>
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'cancelled' };

/** Why no new call is made now: a person stopped it, or its approval does not hold any more. */
export const stopEnd = async (
  ports: Pick<ExecutePorts, 'progress' | 'onlyFollow'>,
): Promise<Extract<StepEnd, { kind: 'refused' | 'cancelled' }> | undefined> => {
  if (ports.onlyFollow !== undefined) return { kind: 'refused', refusal: ports.onlyFollow };
  return (await ports.progress.isCancelled()) ? { kind: 'cancelled' } : undefined;
};

/** What AWS said to a call that changes something. `lost`: no answer, so nobody knows yet. */
export type Called =
  | { readonly kind: 'accepted'; readonly answer: string }
  | { readonly kind: 'lost'; readonly because: string }
  | { readonly kind: 'refused'; readonly refused: CallRefused };

/** One call that changes something: its name for IAM, and what to remember of before it. */
export interface StepCall {
  readonly action: string;
  readonly intent: JsonObject;
  readonly send: () => Promise<string>;
}

/**
 * The token of a step: made from the approval, so that one approval makes each call once. Letters,
 * digits and hyphens, at most 128.
 */
export const tokenOf = ({ approved, step }: Pick<StepContext, 'approved' | 'step'>): string => {
  const [{ approvalId }] = approved.facts.approvals;
  return `cw-${step.id}-${approvalId.replaceAll(/[^A-Za-z0-9-]/g, '-')}`.slice(0, 128);
};

/** Writes one line of the journal for this step. */
export const append = (
  { approved, ports, step }: StepContext,
  line: Omit<JournalEntry, 'planId' | 'stepId'>,
): Promise<void> =>
  ports.journal.append({ planId: approved.facts.planId, stepId: step.id, ...line });

const send = async (call: StepCall): Promise<Called> => {
  try {
    return { kind: 'accepted', answer: await call.send() };
  } catch (thrown) {
    if (thrown instanceof CallRefused) return { kind: 'refused', refused: thrown };
    if (thrown instanceof Fault) return { kind: 'lost', because: thrown.message };
    throw thrown;
  }
};

/**
 * Makes one call: the intent is in the journal before it, the receipt after it. A lost answer is
 * not a no: the caller looks at AWS.
 */
export const makeCall = async (context: StepContext, call: StepCall): Promise<Called> => {
  const at = (): string => context.ports.clock.now().toISOString();
  const what = call.action;
  await append(context, { kind: 'intent', what, detail: { ...call.intent, at: at() } });
  const called = await send(call);
  if (called.kind === 'accepted') {
    const requestId = called.answer;
    await append(context, { kind: 'receipt', what, requestId, detail: { at: at() } });
  }
  if (called.kind === 'refused') {
    await append(context, { kind: 'outcome', what, detail: { refused: called.refused.code } });
  }
  return called;
};

/** The receipt of a call from before a crash. */
export const pastReceipt = (context: StepContext, action: string): JournalEntry | undefined =>
  context.past.findLast((entry) => entry.kind === 'receipt' && entry.what === action);

/** The intent of a call from before a crash, unless AWS is known to have refused the call. */
export const pastIntent = (context: StepContext, action: string): JournalEntry | undefined => {
  const last = context.past.findLast(
    ({ kind, what }) => what === action && (kind === 'intent' || kind === 'outcome'),
  );
  return last?.kind === 'intent' ? last : undefined;
};
