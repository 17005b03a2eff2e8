import { planFacts } from '../../reply/words/plan-facts.ts';
import { explainedShape } from '../../reply/words/shapes.ts';
import { planSource, renderTold } from '../../reply/words/told.ts';
import { skillsFor } from '../../review/skills/skills-for.ts';
import type { CommandCall } from '../commands/command-call.ts';
import type { ComputedPlan } from '../compute-plan.ts';
import { readCurrentPlan } from '../current-plan.ts';
import { describeItem, type DescribedItem } from '../describe-item.ts';
import { ensureComment } from '../replies.ts';
import { askModel } from './ask-model.ts';
import type { Follower } from './followers.ts';
import { factsDatum, readTold } from './talk.ts';

const PREFIX = 'explain-item-';
const ITEM = 'item';

/** Asks why an item matters for a plan, where a model is there and the plan has to do with it. */
export const askToExplain = async (
  { deps, ref, installationId, comment }: CommandCall,
  asked: { readonly described: DescribedItem; readonly computed: ComputedPlan | undefined },
): Promise<void> => {
  const { described, computed } = asked;
  if (deps.model === undefined || computed === undefined) return;
  if (described.findings.length === 0) return;
  const item = { label: ITEM, text: described.item.id };
  await askModel(deps, {
    request: {
      job: 'explain-item',
      skills: skillsFor({ items: [described.item.id] }, deps.knowledge),
      data: [item, factsDatum(planFacts(computed))],
    },
    ref,
    installationId,
    id: `${PREFIX}${comment.id}`,
  });
};

/** Adds what a model said of an item below what the files say; nothing where nothing agrees. */
export const followExplainItem: Follower = async (deps, question) => {
  const { ref, installationId, id, request, answer } = question;
  const read = readTold(answer, explainedShape);
  const asked = request.data.find(({ label }) => label === ITEM)?.text;
  const current = await readCurrentPlan(deps, await deps.store.readIssue(ref));
  if (!read.ok || asked === undefined || current === undefined) return;
  const described = describeItem(deps, asked, current.computed);
  const told = renderTold({
    parts: [{ head: 'Here', sentences: read.value.sentences }],
    facts: planFacts(current.computed),
    source: planSource(current.computed.digest),
  });
  if (described === undefined || told === undefined) return;
  await ensureComment(deps, {
    ref,
    installationId,
    topic: `answer:${id.slice(PREFIX.length)}`,
    body: `${described.body}\n\n${told}`,
  });
};
