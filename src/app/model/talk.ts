import type { z } from 'zod';
import { ROSTER, type AgentCard } from '../../agents/roster.ts';
import type { Plan } from '../../plan/plan.ts';
import { skillsFor, type SkillNeed } from '../../review/skills/skills-for.ts';
import type { WordFacts } from '../../reply/words/word-facts.ts';
import { Fault } from '../../task/fault.ts';
import { parsePlanId, type PlanId } from '../../task/ids.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Fallback, ModelAnswer, ModelDatum } from '../../task/model-message.ts';
import type { OrchestratorDeps } from '../deps.ts';

/** Facts as a model reads them: exactly what its words are compared with afterwards. */
export const factsDatum = ({ told }: Pick<WordFacts, 'told'>): ModelDatum => ({
  label: 'facts',
  text: JSON.stringify(told),
});

/** The agent in whose tone one sentence is to be. */
export const agentDatum = ({ name, field }: AgentCard): ModelDatum => ({
  label: 'agent',
  text: JSON.stringify({ name, field } satisfies JsonObject),
});

/** The card of an agent. */
export const cardOf = (name: string): AgentCard => {
  const card = ROSTER.find((one) => one.name === name);
  if (card === undefined) throw new Fault('broken-promise', `no agent is called ${name}`);
  return card;
};

/** The pages that words on a plan need: of what it touches, and of the agent who speaks. */
export const pagesForPlan = (
  { knowledge }: Pick<OrchestratorDeps, 'knowledge'>,
  { steps }: Plan,
  need: SkillNeed = {},
): readonly string[] => {
  const types = new Set(steps.flatMap(({ changes }) => changes.map(({ type }) => type)));
  return skillsFor({ resourceTypes: [...types], ...need }, knowledge);
};

/** An answer of a shape, or why there is none. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: Fallback };

/** Reads an answer once more: what is not of the shape is none. */
export const readTold = <T>(answer: ModelAnswer, shape: z.ZodType<T>): Read<T> => {
  if (answer.kind === 'fell-back') return { ok: false, why: answer.why };
  const read = shape.safeParse(answer.value);
  return read.success ? { ok: true, value: read.data } : { ok: false, why: 'malformed' };
};

/** The plan that a question is about, from the question's own name. */
export const planIn = (id: string, prefix: string): PlanId | undefined =>
  id.startsWith(prefix) ? parsePlanId(id.slice(prefix.length)) : undefined;
