import type { Plan } from '../../plan/plan.ts';
import { planFacts } from '../../reply/words/plan-facts.ts';
import { toldShape } from '../../reply/words/shapes.ts';
import { planSource, renderNothingTold, renderTold } from '../../reply/words/told.ts';
import type { IssueState } from '../../store/store.ts';
import type { PlanId } from '../../task/ids.ts';
import { computePlan, sourceOf, type ComputedPlan } from '../compute-plan.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { ensureComment } from '../replies.ts';
import { askModel } from './ask-model.ts';
import type { Follower } from './followers.ts';
import { agentDatum, cardOf, factsDatum, pagesForPlan, planIn, readTold } from './talk.ts';

const PREFIX = 'tell-plan-';

/** The comment of an issue in which a model's words stand; there is one at most. */
export const WORDS = 'words';

/** The agent that owns most of a plan's steps; of several, the one that comes first in it. */
const mainAgent = ({ steps }: Plan): string => {
  const owners = steps.map(({ ownerAgent }) => ownerAgent);
  const count = (name: string): number => owners.filter((one) => one === name).length;
  return owners.toSorted((a, b) => count(b) - count(a))[0] ?? 'BillGates';
};

/** Asks for a plan in plain words, where a model is there and configuration wants it. */
export const askToTellPlan = async (
  deps: OrchestratorDeps,
  { ref, installationId }: Pick<IssueState, 'ref' | 'installationId'>,
  shown: { readonly planId: PlanId; readonly computed: ComputedPlan },
): Promise<void> => {
  if (deps.model?.summaries !== true) return;
  const { planId, computed } = shown;
  const card = cardOf(mainAgent(computed.plan));
  const { personas } = deps.config;
  await askModel(deps, {
    request: {
      job: 'tell-plan',
      skills: pagesForPlan(deps, computed.plan, personas ? { agents: [card.name] } : {}),
      data: [factsDatum(planFacts(computed)), ...(personas ? [agentDatum(card)] : [])],
    },
    ref,
    installationId,
    id: `${PREFIX}${planId}`,
  });
};

/**
 * Posts what a model said of a plan, as long as that is the plan of the issue: the sentences that
 * agree with it. Where none do, nothing is posted; words on an earlier plan give way all the same.
 */
export const followTellPlan: Follower = async (deps, { ref, installationId, id, answer }) => {
  const planId = planIn(id, PREFIX);
  const state = await deps.store.readIssue(ref);
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  if (row === undefined || state?.planId !== planId) return;
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return;
  const { plan, digest } = computed.value;
  const source = planSource(digest);
  const read = readTold(answer, toldShape);
  const text = read.ok
    ? renderTold({
        parts: [{ head: '', sentences: read.value.sentences }],
        ...(deps.config.personas
          ? { voice: { agent: cardOf(mainAgent(plan)), sentence: read.value.voice } }
          : {}),
        facts: planFacts(computed.value),
        source,
      })
    : undefined;
  const before = await deps.store.readReply(ref, WORDS);
  if (text === undefined && before === undefined) return;
  const body = text ?? renderNothingTold(source, read.ok ? undefined : read.why);
  await ensureComment(deps, { ref, installationId, topic: WORDS, body });
};
