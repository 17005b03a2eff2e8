import { z } from 'zod';
import type { IssueRef, Person } from '../../task/issue.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { FALLBACKS, type ModelAnswer } from '../../task/model-message.ts';
import type { Store } from '../../store/store.ts';

/**
 * What is remembered of a request that a model read. Every row is written once, by the orchestrator
 * alone: the answer, that it was shown, and that a person adopted it.
 */
type Memory = Pick<Store, 'insertWork' | 'readWork'>;

/** A model's answer about one text of an issue. */
export interface Heard {
  /** Of the text, and of who labelled and edited it. */
  readonly requestHash: string;
  readonly answer: ModelAnswer;
}

/** That a person adopted what was understood of one text. */
export interface Adopted {
  readonly heardId: string;
  /** 64 hex digits. */
  readonly digest: string;
  readonly by: Person;
}

const heard = z.object({
  requestHash: z.string(),
  answer: z.union([
    z.object({ kind: z.literal('answered'), value: z.json(), model: z.string() }),
    z.object({ kind: z.literal('fell-back'), why: z.enum(FALLBACKS) }),
  ]),
});

const adopted = z.object({
  heardId: z.string(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.object({ id: z.number(), login: z.string() }),
});

const jsonOf = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/** Keeps what a model answered to a question; the first answer stays. */
export const keepHeard = async (store: Memory, id: string, value: Heard): Promise<void> => {
  await store.insertWork(`heard-${id}`, jsonOf(value));
};

/** What a model answered to a question; undefined where nothing was heard. */
export const readHeard = async (store: Memory, id: string): Promise<Heard | undefined> => {
  const row = await store.readWork(`heard-${id}`);
  if (row === undefined) return undefined;
  const { requestHash, answer } = heard.parse(row.input);
  const isAnswered = answer.kind === 'answered';
  return { requestHash, answer: isAnswered ? { ...answer, value: answer.value as Json } : answer };
};

const shownId = (id: string, digest: string): string => `shown-${id}-${digest.slice(0, 12)}`;

/** Remembers that what was understood was shown to people, under its digest. */
export const keepShown = async (store: Memory, id: string, digest: string): Promise<void> => {
  await store.insertWork(shownId(id, digest), { digest });
};

/** The whole digest that was shown to people and begins so; undefined where none was. */
export const readShownDigest = async (
  store: Memory,
  id: string,
  typed: string,
): Promise<string | undefined> => {
  const digest = (await store.readWork(shownId(id, typed)))?.input['digest'];
  return typeof digest === 'string' && digest.startsWith(typed) ? digest : undefined;
};

/** One text of one issue. */
export interface TextOf {
  readonly ref: Pick<IssueRef, 'repositoryId' | 'number'>;
  readonly requestHash: string;
}

const adoptedId = ({ ref, requestHash }: TextOf): string =>
  `adopted-${ref.repositoryId}-${ref.number}-${requestHash}`;

/** Remembers who adopted what was understood of a text; the first one stays. */
export const keepAdopted = async (store: Memory, text: TextOf, value: Adopted): Promise<void> => {
  await store.insertWork(adoptedId(text), jsonOf(value));
};

/** Who adopted what of a text; undefined where nobody did. */
export const readAdopted = async (store: Memory, text: TextOf): Promise<Adopted | undefined> => {
  const row = await store.readWork(adoptedId(text));
  return row === undefined ? undefined : adopted.parse(row.input);
};
