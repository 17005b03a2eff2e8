import { createHash } from 'node:crypto';
import { findSecret } from '../../intake/find-secrets.ts';
import type { ModelBudget, ModelConfig } from '../../config/model-config.ts';
import { costOf, mostOf } from '../../claude/cost.ts';
import { jobSpecOf } from '../../claude/jobs.ts';
import {
  composeData,
  composePrefix,
  type ModelPort,
  type Prompt,
  type Told,
} from '../../claude/prompt.ts';
import type { JobData, Queue } from '../../store/jobs.ts';
import type { ModelQuestion, ModelStore } from '../../store/model-store.ts';
import { Fault } from '../../task/fault.ts';
import { jsonObjectOf } from '../../task/json.ts';
import type { ModelAnswer, ModelRequest } from '../../task/model-message.ts';
import type { Metrics } from '../metrics.ts';
import { readQuestion } from './read-question.ts';

/** All that the model worker has: no GitHub, no AWS, no plan and no approval. */
export interface ModelWorkerDeps {
  readonly store: Pick<
    ModelStore,
    | 'readModelQuestion'
    | 'readModelAnswer'
    | 'insertModelAnswer'
    | 'reserveModelUse'
    | 'settleModelUse'
  >;
  readonly queue: Pick<Queue, 'send'>;
  readonly settings: ModelConfig;
  /** The pages of some skills, one after the other; the same bytes for the same names. */
  readonly pagesOf: (skills: readonly string[]) => string;
  readonly port: Pick<ModelPort, 'ask'>;
  readonly metrics?: Pick<Metrics, 'countModel'>;
}

const markOf = (requestId: string): string =>
  `cw-${createHash('sha256').update(requestId).digest('hex').slice(0, 16)}`;

/** The question as it is sent. Everything before the data is the same for its job and skills. */
export const promptOf = (
  { settings, pagesOf }: Pick<ModelWorkerDeps, 'settings' | 'pagesOf'>,
  requestId: string,
  { job, skills, data }: ModelRequest,
): Prompt => {
  const { role, instructions, mostTokens } = jobSpecOf(job);
  const { id: model, effort } = settings.models[role];
  const mark = markOf(requestId);
  return {
    job,
    model,
    ...(effort === undefined ? {} : { effort }),
    mostTokens,
    timeoutMs: settings.timeoutSeconds * 1000,
    prefix: composePrefix(instructions, pagesOf(skills)),
    text: composeData(mark, data),
    mark,
  };
};

const NOTHING: ModelBudget = { tokens: 0, usd: 0 };

/** What is known of the cost: of an answer that was lost on its way, nothing, so the most. */
const usedBy = (told: Told, { prices }: ModelConfig, prompt: Prompt): ModelBudget => {
  const price = prices.get(prompt.model);
  if (price === undefined) return NOTHING;
  if (told.usage !== undefined) return costOf(told.usage, price);
  return told.kind === 'fell-back' && told.isFree === true ? NOTHING : mostOf(prompt, price);
};

const fellBack = (why: Extract<ModelAnswer, { kind: 'fell-back' }>['why']): ModelAnswer => ({
  kind: 'fell-back',
  why,
});

/** Asks within the budget. Texts were cleaned by who asks; what looks like a secret stays here. */
const answer = async (deps: ModelWorkerDeps, question: ModelQuestion): Promise<ModelAnswer> => {
  const { request } = readQuestion(question);
  const isSecret = request.data.some(({ text }) => findSecret(text) !== undefined);
  if (isSecret) return fellBack('secret');
  const prompt = promptOf(deps, question.requestId, request);
  const price = deps.settings.prices.get(prompt.model);
  if (price === undefined) return fellBack('budget');
  const most = mostOf(prompt, price);
  const { issue, installationPerDay, allPerDay } = deps.settings.budgets;
  const limits = { issue, installationPerDay, allPerDay };
  if (!(await deps.store.reserveModelUse(question, most, limits))) return fellBack('budget');
  const told = await deps.port.ask(prompt);
  const used = usedBy(told, deps.settings, prompt);
  await deps.store.settleModelUse(question.requestId, { reserved: most, used });
  const result = told.kind === 'answered' ? 'answered' : told.why;
  deps.metrics?.countModel({ job: request.job, result, usage: told.usage, usd: used.usd });
  return told.kind === 'answered'
    ? { kind: 'answered', value: told.value, model: prompt.model }
    : fellBack(told.why);
};

/** Answers one question, once; tells the orchestrator that the answer, or its absence, is there. */
export const onAskModel = async (deps: ModelWorkerDeps, job: JobData): Promise<void> => {
  const requestId = String(job['requestId']);
  const question = await deps.store.readModelQuestion(requestId);
  if (question === undefined) {
    throw new Fault('broken-promise', 'a job names a question that nobody asked');
  }
  // It came too late: whoever asked went on without an answer, and another would only cost.
  if (question.isFollowed === true) return;
  if ((await deps.store.readModelAnswer(requestId)) === undefined) {
    const body = jsonObjectOf(await answer(deps, question));
    await deps.store.insertModelAnswer(requestId, body);
  }
  await deps.queue.send('model-answered', job, { id: `model-answered-${requestId}` });
};
