import { Fault } from '../task/fault.ts';
import { isJsonObject, type Json } from '../task/json.ts';
import type { ReadAnswer } from './aws-reader.ts';
import { at } from './compare.ts';
import { isMissing, listStackMembers } from './facts.ts';
import type { ReadBackCheck, ReadBackInput } from './service.ts';

/** One thing that is looked at by the service's own read. */
export interface ReadRow {
  /** As people read it, such as `versioned`. */
  readonly name: string;
  /** Looked at only when the plan sets this property; `exists` rows name none. */
  readonly property?: string;
  readonly client: string;
  readonly operation: string;
  readonly input: (input: ReadBackInput) => Readonly<Record<string, unknown>>;
  readonly holds: (output: unknown, planned: Json, input: ReadBackInput) => boolean;
  /** For a read that comes in pages: the token's name and the list that is joined. */
  readonly pages?: {
    readonly token: string;
    readonly list: string;
    /** What asks for the next page, where it is not named like the token. */
    readonly member?: string;
  };
}

type Check = ReadBackCheck['checks'][number];

const toCheck = (row: ReadRow, answer: ReadAnswer, input: ReadBackInput): Check => {
  if (!answer.ok) {
    const why = isMissing(answer) || answer.httpStatus === 404 ? 'not found' : answer.code;
    return { name: row.name, holds: false, detail: why };
  }
  const planned = input.properties[row.property ?? ''] ?? null;
  const is = row.holds(answer.output, planned, input);
  return { name: row.name, holds: is, detail: is ? 'as planned' : 'not as planned' };
};

/** One read, or all pages of one, joined into the answer of a single page. */
const readRow = async (row: ReadRow, input: ReadBackInput): Promise<ReadAnswer> => {
  const { client, operation, pages } = row;
  const items: Json[] = [];
  let token: Json | undefined;
  for (;;) {
    const more = token === undefined ? {} : { [pages?.member ?? pages?.token ?? '']: token };
    const call = {
      client,
      operation,
      region: input.region,
      input: { ...row.input(input), ...more },
    };
    const answer = await input.reader.read(call);
    if (!answer.ok || pages === undefined) return answer;
    const found = at(answer.output, pages.list);
    if (Array.isArray(found)) items.push(...(found as readonly Json[]));
    token = at(answer.output, pages.token);
    if (token === undefined || token === null) return { ok: true, output: { [pages.list]: items } };
  }
};

/**
 * Reads back what a step made, by the service's own calls and not by what CloudFormation says of
 * it. A denied or missing read is a check that does not hold, never one that is left out.
 */
export const runReadBack = async (
  input: ReadBackInput,
  arn: string,
  rows: readonly ReadRow[],
): Promise<ReadBackCheck> => {
  const asked = rows.filter(
    (row) => row.property === undefined || input.properties[row.property] !== undefined,
  );
  const checks: Check[] = [];
  for (const row of asked) {
    checks.push(toCheck(row, await readRow(row, input), input));
  }
  return { logicalId: input.logicalId, type: input.type, arn, checks };
};

/** For a type that a service has no read for: a programming error, since its template holds it. */
export const noReadBack = (input: ReadBackInput): Fault =>
  new Fault('broken-promise', `nothing reads back ${input.type}`);

/** Physical id of another resource of the same stack; empty when there is none. */
export const findSibling = async (input: ReadBackInput, logicalId: string): Promise<string> => {
  const byId = { PhysicalResourceId: input.physicalId };
  const members = await listStackMembers(input.reader, input.region, byId);
  return members.find((row) => row.LogicalResourceId === logicalId)?.PhysicalResourceId ?? '';
};

/** Tags of the stack, and over them those that the template gives to the resource itself. */
const plannedTags = ({
  tags,
  properties,
}: ReadBackInput): readonly (readonly [string, string])[] => {
  const own = properties['Tags'];
  const rows = Array.isArray(own) ? (own as readonly Json[]) : [];
  const given = rows.flatMap((row) => {
    const [key, value] = [at(row, 'Key'), at(row, 'Value')];
    return typeof key === 'string' && typeof value === 'string' ? [[key, value] as const] : [];
  });
  const all = { ...tags, ...Object.fromEntries(given) };
  return Object.entries(all).filter(([name]) => name !== 'Name');
};

/** True when every planned tag but the name is in a list of `{ Key, Value }`. */
export const holdsTags = (rows: unknown, input: ReadBackInput): boolean => {
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [];
  const present = list as readonly { readonly Key?: string; readonly Value?: string }[];
  return plannedTags(input).every(([name, value]) =>
    present.some((row) => row.Key === name && row.Value === value),
  );
};

/** The same for a service that gives its tags as a map. */
export const holdsTagMap = (tags: Json | undefined, input: ReadBackInput): boolean =>
  tags !== undefined &&
  isJsonObject(tags) &&
  plannedTags(input).every(([name, value]) => tags[name] === value);
