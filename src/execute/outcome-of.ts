import type { Step } from '../plan/step.ts';
import type { CallMade, Outcome, StepFailed, StepRefused, StepResult } from './outcome.ts';
import type { JournalEntry } from './ports.ts';
import type { StepEnd } from './step-context.ts';

/** One step with its end; `end` is undefined for a step that was not begun. */
export interface EndedStep {
  readonly step: Step;
  readonly end?: StepEnd;
  readonly seconds: number;
}

const resultOf = ({ step, end, seconds }: EndedStep): StepResult => {
  const base = { stepId: step.id, accountId: step.accountId, region: step.region, seconds };
  if (end === undefined || end.kind === 'cancelled') return { ...base, kind: 'not started' };
  return { ...base, ...end };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isAbout =
  (call: JournalEntry, kind: JournalEntry['kind']) =>
  (line: JournalEntry): boolean =>
    line.kind === kind && line.stepId === call.stepId && line.what === call.what;

/** The last intent of each call: who died before a call was made has written it down twice. */
const intentsOf = (lines: readonly JournalEntry[]): readonly JournalEntry[] => {
  const calls = lines.filter((line) => line.kind === 'intent' && line.what.includes(':'));
  return calls.filter((call) => calls.findLast(isAbout(call, 'intent')) === call);
};

/** Every call that AWS accepted, or may have accepted, from the journal, each once, in order. */
export const callsOf = (lines: readonly JournalEntry[]): readonly CallMade[] =>
  intentsOf(lines)
    .filter((call) => {
      const wasRefused = lines.some(isAbout(call, 'outcome'));
      return !wasRefused || lines.some(isAbout(call, 'receipt'));
    })
    .map((call) => {
      const receipt = lines.find(isAbout(call, 'receipt'));
      const at = text(receipt?.detail['at'] ?? call.detail['at']);
      return { stepId: call.stepId, action: call.what, requestId: receipt?.requestId ?? '', at };
    });

const isObstacle = (result: StepResult): result is StepFailed | StepRefused =>
  result.kind === 'failed' || result.kind === 'refused';

/** When an execution began and ended. */
export interface Span {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** How the whole execution ended, from how its steps did. Pure. */
export const outcomeOf = (
  ended: readonly EndedStep[],
  entries: readonly JournalEntry[],
  { startedAt, endedAt }: Span,
): Outcome => {
  const steps = ended.map(resultOf);
  const base = {
    steps,
    calls: callsOf(entries),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    seconds: Math.round((endedAt.getTime() - startedAt.getTime()) / 1000),
  };
  if (ended.some(({ end }) => end?.kind === 'cancelled')) return { kind: 'cancelled', ...base };
  const obstacle = steps.find(isObstacle);
  if (obstacle === undefined) return { kind: 'done', ...base };
  if (steps.some((step) => step.kind === 'done')) {
    return { kind: 'partly', failure: obstacle, ...base };
  }
  return obstacle.kind === 'failed'
    ? { kind: 'failed', failure: obstacle, ...base }
    : { kind: 'refused', refusal: obstacle.refusal, ...base };
};
