import { validationError } from '../aws-error.ts';
import type { Caller, Demand } from '../iam/authorize.ts';
import type { WorldState } from '../state.ts';

export type Input = Readonly<Record<string, unknown>>;

/** One authenticated call, before authorization. */
export interface Call {
  readonly state: WorldState;
  readonly caller: Caller;
  readonly client: string;
  readonly operation: string;
  readonly region: string;
  /** The caller's account. */
  readonly accountId: string;
  readonly input: Input;
  readonly requestId: string;
}

/** One operation of one client: what it demands, and what it answers when that is allowed. */
export interface OperationRow {
  /** What a service says before it asks whether the caller may: S3's missing buckets. */
  readonly first?: (call: Call) => void;
  readonly demands: (call: Call) => readonly Demand[];
  readonly run: (call: Call) => unknown;
}

/** Operations of one client by name. */
export type OperationTable = Readonly<Record<string, OperationRow>>;

/** A text member; empty when absent. */
export const text = (input: Input, name: string): string => {
  const value = input[name];
  return typeof value === 'string' ? value : '';
};

/** A list member; empty when absent. */
export const list = (input: Input, name: string): readonly unknown[] => {
  const value = input[name];
  return Array.isArray(value) ? value : [];
};

/** A list of texts; anything else is left out. */
export const texts = (input: Input, name: string): readonly string[] =>
  list(input, name).filter((value) => typeof value === 'string');

/** A structure as a record; empty when it is none. */
export const record = (value: unknown): Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : {};

/** Tags from a list of `{ Key, Value }`. */
export const tagsFrom = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    (Array.isArray(value) ? value : []).map((each) => {
      const tag = record(each);
      return [text(tag, 'Key') || text(tag, 'key'), text(tag, 'Value') || text(tag, 'value')];
    }),
  );

/** Tags as a list of `{ Key, Value }`. */
export const tagList = (
  tags: Readonly<Record<string, string>>,
): { readonly Key: string; readonly Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const PAGE_SIZE = 2;

/** One small page and the token of the next; a token we did not make is refused. */
export const pageOf = <T>(
  call: Call,
  items: readonly T[],
  token: unknown,
): { readonly items: readonly T[]; readonly next?: string } => {
  const size = call.state.spec.pageSize ?? PAGE_SIZE;
  const mark = `${call.operation}:`;
  const decoded =
    typeof token === 'string' && token !== ''
      ? Buffer.from(token, 'base64url').toString('utf8')
      : `${mark}0`;
  const start = decoded.startsWith(mark) ? Number(decoded.slice(mark.length)) : Number.NaN;
  if (!Number.isInteger(start) || start < 0) {
    throw validationError(call.client, 'The pagination token is not valid');
  }
  const end = start + size;
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { next: Buffer.from(`${mark}${end}`).toString('base64url') } : {}),
  };
};

/** A row that demands one action on one resource. */
export const row = (
  action: string,
  resourceOf: (call: Call) => string,
  run: (call: Call) => unknown,
): OperationRow => ({
  demands: (call) => [{ action, resource: resourceOf(call) }],
  run,
});
