import type { Outcome, StepFailed } from '../../execute/outcome.ts';
import type { Plan } from '../../plan/plan.ts';
import type { JsonObject } from '../../task/json.ts';
import { typeWords } from '../markdown.ts';
import { nounOf, toldText } from './plan-facts.ts';
import { NO_FACTS, type ChangeFact, type WordFacts } from './word-facts.ts';

/** One event of a stack, as AWS told it. */
export interface ToldEvent {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

const MOST_EVENTS = 40;

/** The step that failed; undefined for an execution that ended otherwise. */
export const failureIn = (outcome: Outcome): StepFailed | undefined => {
  if (outcome.kind === 'failed') return outcome.failure;
  return outcome.kind === 'partly' && outcome.failure.kind === 'failed'
    ? outcome.failure
    : undefined;
};

const eventTold = ({ logicalId, type, status, reason }: ToldEvent): JsonObject => ({
  resource: toldText(logicalId, 64),
  what: typeWords(type),
  status: toldText(status, 64),
  ...(reason === '' ? {} : { reason: toldText(reason, 500) }),
});

const failedFact = ({ logicalId, type }: ToldEvent): ChangeFact => ({
  names: [toldText(logicalId, 64)],
  what: typeWords(type),
  noun: nounOf(type),
  does: 'fail',
  losesData: false,
  owner: '',
});

/**
 * What of a failed execution words may speak of. What was done and undone is not for words: the
 * outcome tells it.
 */
export const outcomeFacts = (
  plan: Plan,
  failure: StepFailed,
  events: readonly ToldEvent[],
): WordFacts => {
  const { cause, state, end, stepId } = failure;
  const step = plan.steps.find(({ id }) => id === stepId);
  return {
    ...NO_FACTS,
    about: 'failure',
    changes: [cause, ...events].filter(({ status }) => status.endsWith('FAILED')).map(failedFact),
    told: {
      step: toldText(step?.summary ?? ''),
      accounts: plan.accounts.map(({ name, tier, regions }) => ({
        name: toldText(name, 50),
        tier,
        regions: [...regions],
      })),
      'failed first': eventTold(cause),
      ended: end,
      state: toldText(state, 64),
      ...(failure.refusal === undefined ? {} : { denied: toldText(failure.refusal.because, 400) }),
      events: events.slice(-MOST_EVENTS).map(eventTold),
    },
    accounts: plan.accounts.map(({ name, tier }) => ({ name, tier })),
    end: { isDone: false, isRolledBack: end === 'rolled back' },
  };
};
