import { z } from 'zod';
import type { IssueRef, Person } from '../../task/issue.ts';
import { jsonObjectOf, type Json } from '../../task/json.ts';
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

/** Keeps what a model answered to a question; the first answer stays. */
export const keepHeard = async (store: Memory, id: string, value: Heard): Promise<void> => {
  await store.insertWork(`heard-${id}`, jsonObjectOf(value));
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

/** More are not kept of one text; an edited text begins anew. */
const MOST_ADOPTED = 8;

const adoptedIds = ({ ref, requestHash }: TextOf): readonly string[] =>
  Array.from(
    { length: MOST_ADOPTED },
    (_, at) => `adopted-${ref.repositoryId}-${ref.number}-${requestHash}-${at}`,
  );

const readAllAdopted = async (store: Memory, text: TextOf) => {
  const rows = await Promise.all(adoptedIds(text).map((id) => store.readWork(id)));
  return rows.map((row) => (row === undefined ? undefined : adopted.parse(row.input)));
};

/**
 * Remembers who adopted what was understood of a text, after what was adopted of it before; false
 * where too much was.
 */
export const keepAdopted = async (
  store: Memory,
  text: TextOf,
  value: Adopted,
): Promise<boolean> => {
  const all = await readAllAdopted(store, text);
  const last = all.findLast((one) => one !== undefined);
  if (last !== undefined && JSON.stringify(last) === JSON.stringify(value)) return true;
  const id = adoptedIds(text)[all.findLastIndex((one) => one !== undefined) + 1];
  if (id === undefined) return false;
  await store.insertWork(id, jsonObjectOf(value));
  return true;
};

/**
 * Who adopted what of a text last; undefined where nobody did, or where the answer that was adopted
 * is not kept any more.
 */
export const readAdopted = async (store: Memory, text: TextOf): Promise<Adopted | undefined> => {
  const last = (await readAllAdopted(store, text)).findLast((one) => one !== undefined);
  if (last === undefined) return undefined;
  const heardOf = await readHeard(store, last.heardId);
  return heardOf?.requestHash === text.requestHash ? last : undefined;
};
