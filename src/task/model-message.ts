import type { Json } from './json.ts';

/** What the model may be asked for: a closed list. None of it decides anything. */
export const MODEL_JOBS = [
  'read-request',
  'tell-plan',
  'tell-failure',
  'tell-costs',
  'explain-item',
  'answer-question',
  'propose-lesson',
] as const;
export type ModelJob = (typeof MODEL_JOBS)[number];

/** Which setting of `model.yml` names the model of a job. */
export type ModelRole = 'orchestrator' | 'discovery' | 'mutation' | 'narrative';

/** One text that the model reads and that orders nothing: cleaned, without secrets, bounded. */
export interface ModelDatum {
  /** What the text is: `issue body`, `plan`, `stack events`. Ours, never from a request. */
  readonly label: string;
  readonly text: string;
}

/** A question to the model: all it is told. Whoever answers it holds nothing else. */
export interface ModelRequest {
  readonly job: ModelJob;
  /** Names of skills whose pages stand before the data, such as `aws/s3`. */
  readonly skills: readonly string[];
  readonly data: readonly ModelDatum[];
}

/** Why there is no answer of the model: a closed list, each with its words in `reply/`. */
export const FALLBACKS = [
  'no-model',
  'budget',
  'timeout',
  'overloaded',
  'refused',
  'malformed',
  'cut-off',
  'unreachable',
  'secret',
  'late',
] as const;
export type Fallback = (typeof FALLBACKS)[number];

/** Tokens of one answer, as the provider counted them. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

/**
 * What came back. `value` has the shape of the job's schema and is otherwise whatever the model
 * wanted to say: data, as everything that others write.
 */
export type ModelAnswer =
  | { readonly kind: 'answered'; readonly value: Json; readonly model: string }
  | { readonly kind: 'fell-back'; readonly why: Fallback };
