import type { Plan } from '../../plan/plan.ts';
import { renderAnswer, renderUnanswered } from '../../reply/answer.ts';
import { NO_ANSWER } from '../../reply/words/no-answer.ts';
import { questionFacts } from '../../reply/words/question-facts.ts';
import { answerShape } from '../../reply/words/shapes.ts';
import { planSource, renderTold } from '../../reply/words/told.ts';
import type { WordFacts } from '../../reply/words/word-facts.ts';
import type { IssueState } from '../../store/store.ts';
import type { PlanDigest } from '../../task/ids.ts';
import type { CommandCall } from '../commands/command-call.ts';
import { readCurrentPlan } from '../current-plan.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { ensureComment } from '../replies.ts';
import { withholdSecrets } from '../withhold-secrets.ts';
import { askModel } from './ask-model.ts';
import type { FollowedQuestion, Follower } from './followers.ts';
import { factsDatum, pagesForPlan, readTold } from './talk.ts';

const PREFIX = 'answer-question-';
const QUESTION = 'question';

interface Answerable {
  readonly plan: Plan;
  readonly facts: WordFacts;
  readonly digest: PlanDigest;
}

/** What a question can be answered from; undefined where the issue shows no plan. */
const readFacts = async (
  deps: OrchestratorDeps,
  state: IssueState | undefined,
): Promise<Answerable | undefined> => {
  const current = await readCurrentPlan(deps, state);
  if (current === undefined || state === undefined) return undefined;
  const { computed, inputs } = current;
  const gathered = withholdSecrets(inputs.facts, null).value;
  const facts = questionFacts(computed, { standing: `${state.status}: ${state.note}`, gathered });
  return { facts, digest: computed.digest, plan: computed.plan };
};

/** Passes a question on to the model; false where the issue shows no plan to answer from. */
export const passQuestionOn = async (call: CommandCall, question: string): Promise<boolean> => {
  const { deps, ref, installationId, comment, state } = call;
  const known = await readFacts(deps, state);
  if (known === undefined) return false;
  await askModel(deps, {
    request: {
      job: 'answer-question',
      skills: pagesForPlan(deps, known.plan),
      data: [{ label: QUESTION, text: question }, factsDatum(known.facts)],
    },
    ref,
    installationId,
    id: `${PREFIX}${comment.id}`,
  });
  return true;
};

const bodyOf = (asked: FollowedQuestion, known: Answerable | undefined): string => {
  const question = asked.request.data.find(({ label }) => label === QUESTION)?.text ?? '';
  const read = readTold(asked.answer, answerShape);
  if (!read.ok) return renderUnanswered(question, NO_ANSWER[read.why]);
  if (known === undefined) return renderUnanswered(question, 'there is no plan here any more');
  const { isInFacts, sentences } = read.value;
  if (!isInFacts) return renderUnanswered(question, 'the tables of the plan do not hold it');
  const told = renderTold({
    parts: [{ head: '', sentences }],
    facts: known.facts,
    source: planSource(known.digest),
  });
  return told === undefined
    ? renderUnanswered(question, 'nothing that the model said agrees with the tables of the plan')
    : renderAnswer(question, told);
};

/** Answers a question from the facts, or says why it is not answered and what can be asked. */
export const followAnswerQuestion: Follower = async (deps, asked) => {
  const { ref, installationId, id } = asked;
  const known = await readFacts(deps, await deps.store.readIssue(ref));
  const topic = `answer:${id.slice(PREFIX.length)}`;
  await ensureComment(deps, { ref, installationId, topic, body: bodyOf(asked, known) });
};
