import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { planFacts, toldText, type PlanTold } from './plan-facts.ts';
import type { WordFacts } from './word-facts.ts';

/** What was read of AWS for a plan, if a question is to be answered from it, must stay readable. */
const MOST_GATHERED = 20_000;

/** The same document with every text as a model may read it. */
const toldJson = (value: Json): Json => {
  if (typeof value === 'string') return toldText(value);
  if (Array.isArray(value)) return value.map(toldJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [toldText(name, 64), toldJson(one)]),
  );
};

/** What a question about a plan is answered from: the plan, how it stands, what was read for it. */
export const questionFacts = (
  view: PlanTold,
  beside: { readonly standing: string; readonly gathered: JsonObject },
): WordFacts => {
  const facts = planFacts(view);
  const gathered = toldJson(beside.gathered);
  const fits = JSON.stringify(gathered).length <= MOST_GATHERED;
  return {
    ...facts,
    told: { ...facts.told, standing: toldText(beside.standing), ...(fits ? { gathered } : {}) },
  };
};
