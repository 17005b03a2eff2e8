import { costFacts } from '../../reply/words/cost-facts.ts';
import { toldShape } from '../../reply/words/shapes.ts';
import { renderTold } from '../../reply/words/told.ts';
import { skillsFor } from '../../review/skills/skills-for.ts';
import { prepareCostPosting, type CostPosting } from '../cost-posting.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { ensureComment } from '../replies.ts';
import { askModel } from './ask-model.ts';
import { WORDS } from './follow-tell-plan.ts';
import type { Follower } from './followers.ts';
import { agentDatum, cardOf, factsDatum, readTold } from './talk.ts';

const PREFIX = 'tell-costs-';

/** The agent whose field costs are. */
const AGENT = 'Drucker';

/** Asks for a cost report in words, where a model is there and configuration wants it. */
export const askToTellCosts = async (
  deps: OrchestratorDeps,
  posted: CostPosting & { readonly number: number; readonly workId: string },
): Promise<void> => {
  const facts = costFacts(posted.view);
  if (deps.model?.summaries !== true || facts === undefined) return;
  const agent = deps.config.personas ? [agentDatum(cardOf(AGENT))] : [];
  const skills = skillsFor({ pillars: ['Cost optimization'], agents: [AGENT] }, deps.knowledge);
  await askModel(deps, {
    request: { job: 'tell-costs', skills, data: [factsDatum(facts), ...agent] },
    ref: { ...posted.repository, number: posted.number },
    installationId: posted.installationId,
    id: `${PREFIX}${posted.workId}`,
  });
};

/** Posts what a model said of a cost report below it: the sentences that agree with it. */
export const followTellCosts: Follower = async (deps, { ref, installationId, id, answer }) => {
  const read = readTold(answer, toldShape);
  const work = await deps.store.readWork(id.slice(PREFIX.length));
  if (!read.ok || work?.output === undefined) return;
  const posting = await prepareCostPosting(deps, work);
  const facts = posting === undefined ? undefined : costFacts(posting.view);
  if (posting === undefined || facts === undefined) return;
  const body = renderTold({
    parts: [{ head: '', sentences: read.value.sentences }],
    ...(deps.config.personas
      ? { voice: { agent: cardOf(AGENT), sentence: read.value.voice } }
      : {}),
    facts,
    source: `the cost report of ${posting.view.week}`,
  });
  if (body !== undefined) await ensureComment(deps, { ref, installationId, topic: WORDS, body });
};
