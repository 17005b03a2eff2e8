import { z } from 'zod';
import type { ModelQuestion } from '../../store/model-store.ts';
import type { IssueRef } from '../../task/issue.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import {
  FALLBACKS,
  MODEL_JOBS,
  type Fallback,
  type ModelAnswer,
  type ModelRequest,
} from '../../task/model-message.ts';

const question = z.object({
  request: z.object({
    job: z.enum(MODEL_JOBS),
    skills: z.array(z.string()),
    data: z.array(z.object({ label: z.string(), text: z.string() })),
  }),
  owner: z.string(),
  repo: z.string(),
  fallback: z.enum(FALLBACKS).optional(),
});

const answer = z.union([
  z.object({ kind: z.literal('answered'), value: z.json(), model: z.string() }),
  z.object({ kind: z.literal('fell-back'), why: z.enum(FALLBACKS) }),
]);

/** A question as it was asked, and where to go on with its answer. */
export interface ReadQuestion {
  readonly request: ModelRequest;
  readonly ref: IssueRef;
  readonly installationId: number;
  /** Why it is not asked at all. */
  readonly fallback?: Fallback;
}

/** Reads a question back. What this application did not write throws. */
export const readQuestion = ({ body, ref, installationId }: ModelQuestion): ReadQuestion => {
  const { request, owner, repo, fallback } = question.parse(body);
  return {
    request,
    ref: { ...ref, owner, repo },
    installationId,
    ...(fallback === undefined ? {} : { fallback }),
  };
};

/** Reads an answer back. One that is none counts as malformed. */
export const readAnswer = (body: JsonObject | undefined): ModelAnswer | undefined => {
  if (body === undefined) return undefined;
  const read = answer.safeParse(body);
  if (!read.success) return { kind: 'fell-back', why: 'malformed' };
  return read.data.kind === 'answered'
    ? { ...read.data, value: read.data.value as Json }
    : read.data;
};
