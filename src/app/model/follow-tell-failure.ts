import type { JournalEntry } from '../../execute/ports.ts';
import type { Outcome } from '../../execute/outcome.ts';
import type { Plan } from '../../plan/plan.ts';
import { failureIn, outcomeFacts, type ToldEvent } from '../../reply/words/outcome-facts.ts';
import { failureShape } from '../../reply/words/shapes.ts';
import { planSource, renderTold } from '../../reply/words/told.ts';
import type { WordFacts } from '../../reply/words/word-facts.ts';
import type { IssueState } from '../../store/store.ts';
import type { PlanId } from '../../task/ids.ts';
import { computePlan, sourceOf } from '../compute-plan.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { lastOutcome } from '../last-outcome.ts';
import { ensureComment } from '../replies.ts';
import { askModel } from './ask-model.ts';
import { WORDS } from './follow-tell-plan.ts';
import type { Follower } from './followers.ts';
import { factsDatum, pagesForPlan, planIn, readTold } from './talk.ts';

const PREFIX = 'tell-failure-';

const HEAD = 'What may have gone wrong';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const eventOf = ({ detail }: JournalEntry): ToldEvent => ({
  logicalId: textOf(detail['logicalId']),
  type: textOf(detail['type']),
  status: textOf(detail['status']),
  reason: textOf(detail['reason']),
});

interface Failed {
  readonly planId: PlanId;
  readonly plan: Plan;
  readonly outcome: Outcome;
}

/** Undefined where no step failed: there is nothing to diagnose. */
const readFacts = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  { planId, plan, outcome }: Failed,
): Promise<WordFacts | undefined> => {
  const failure = failureIn(outcome);
  if (failure === undefined) return undefined;
  const journal = await store.read(planId);
  const own = journal.filter(({ kind, stepId }) => kind === 'event' && stepId === failure.stepId);
  return outcomeFacts(plan, failure, own.map(eventOf));
};

/** Asks why a step failed, where a model is there. */
export const askWhatFailed = async (
  deps: OrchestratorDeps,
  { ref, installationId }: Pick<IssueState, 'ref' | 'installationId'>,
  failed: Failed,
): Promise<void> => {
  if (deps.model === undefined) return;
  const facts = await readFacts(deps, failed);
  if (facts === undefined) return;
  await askModel(deps, {
    request: {
      job: 'tell-failure',
      skills: pagesForPlan(deps, failed.plan),
      data: [factsDatum(facts)],
    },
    ref,
    installationId,
    id: `${PREFIX}${failed.planId}`,
  });
};

/** What stood there of the plan stays; an earlier diagnosis gives way. */
const withoutDiagnosis = (body: string): string => body.split(`**${HEAD}**`)[0]?.trim() ?? '';

/**
 * Puts what a model said of a failure below its words on the plan, in the same comment. The comment
 * that tells the outcome stays as it is.
 */
export const followTellFailure: Follower = async (deps, { ref, installationId, id, answer }) => {
  const planId = planIn(id, PREFIX);
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  const outcome = planId === undefined ? undefined : await lastOutcome(deps.store, planId);
  const read = readTold(answer, failureShape);
  if (row === undefined || planId === undefined || outcome === undefined || !read.ok) return;
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return;
  const { plan, digest } = computed.value;
  const facts = await readFacts(deps, { planId, plan, outcome });
  if (facts === undefined) return;
  const { causes, look } = read.value;
  const text = renderTold({
    parts: [
      { head: HEAD, sentences: causes },
      { head: 'Where to look', sentences: look },
    ],
    facts,
    source: `the execution of ${planSource(digest)}`,
  });
  if (text === undefined) return;
  const before = await deps.store.readReply(ref, WORDS);
  const kept = before === undefined ? '' : withoutDiagnosis(before.wanted);
  const body = kept === '' ? text : `${kept}\n\n${text}`;
  await ensureComment(deps, { ref, installationId, topic: WORDS, body });
};
