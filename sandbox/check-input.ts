import { bareClient, validationError } from './aws-error.ts';
import type { WireCall } from './plugin.ts';

/** An SDK operation's schema: kind, namespace, name, traits, input, output. */
export type OperationSchema = readonly [9, string, string, unknown, unknown, unknown];

const KINDS = { list: 1, map: 2, struct: 3, union: 4 } as const;
const MODIFIERS = { list: 64, map: 128 } as const;

type Problem = { readonly path: string; readonly what: string };

/** Members have the form `[schema, traits]`, and schemas may be given by a function. */
const bare = (schema: unknown): unknown => {
  if (typeof schema === 'function') return bare((schema as () => unknown)());
  if (Array.isArray(schema) && schema.length === 2) return bare(schema[0]);
  return schema;
};

const BLOB = 21;
const TIMESTAMPS = new Set([4, 5, 6, 7]);

const isSimple = (code: number, value: unknown): boolean => {
  if (code === 0) return typeof value === 'string';
  if (code === 1) return typeof value === 'number' || typeof value === 'bigint';
  if (code === 2) return typeof value === 'boolean';
  if (TIMESTAMPS.has(code)) return value instanceof Date;
  if (code === BLOB) return value instanceof Uint8Array || typeof value === 'string';
  return true;
};

const wrong = (path: string): Problem[] => [{ path, what: 'has a type that is not expected' }];

const inList = (schema: unknown, value: unknown, path: string): Problem[] =>
  Array.isArray(value)
    ? value.flatMap((each, i) => problemsIn(schema, each, `${path}.${i + 1}.member`))
    : wrong(path);

const inMap = (schema: unknown, value: unknown, path: string): Problem[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, each]) => problemsIn(schema, each, `${path}.${key}`))
    : wrong(path);

const inCode = (code: number, value: unknown, path: string): Problem[] => {
  if (code >= MODIFIERS.map) return inMap(code - MODIFIERS.map, value, path);
  if (code >= MODIFIERS.list) return inList(code - MODIFIERS.list, value, path);
  return isSimple(code, value) ? [] : wrong(path);
};

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const inStruct = (schema: readonly unknown[], value: unknown, path: string): Problem[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(path);
  const names = schema[4] as readonly string[];
  const members = schema[5] as readonly unknown[];
  const required = names.slice(0, Number(schema[6] ?? 0));
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  const at = (name: string): string => (path === '' ? lower(name) : `${path}.${lower(name)}`);
  return [
    ...required
      .filter((name) => !given.some(([key]) => key === name))
      .map((name) => ({ path: at(name), what: 'must not be null' })),
    ...given.flatMap(([key, member]) => {
      const index = names.indexOf(key);
      return index < 0
        ? [{ path: at(key), what: 'is not a member of the request' }]
        : problemsIn(members[index], member, at(key));
    }),
  ];
};

/** What is missing, unknown or ill-typed in a value. */
const problemsIn = (given: unknown, value: unknown, path: string): Problem[] => {
  const schema = bare(given);
  if (typeof schema === 'number') return inCode(schema, value, path);
  if (!Array.isArray(schema)) return [];
  switch (schema[0]) {
    case KINDS.list:
      return inList(schema[4], value, path);
    case KINDS.map:
      return inMap(schema[5], value, path);
    case KINDS.struct:
    case KINDS.union:
      return inStruct(schema, value, path);
    case 0:
      return problemsIn(schema[4], value, path);
    default:
      return [];
  }
};

/** Members that the services themselves check, or that the SDK fills in before sending. */
const FILLED = new Set(['clientToken', 'clientRequestToken', 'idempotencyToken']);

/** Refuses missing, unknown and ill-typed members of a call's input as its service would. */
export const checkInput = (call: WireCall, operation: OperationSchema | undefined): void => {
  if (operation === undefined) return;
  const problems = problemsIn(operation[4], call.input ?? {}, '').filter(
    (each) => !(each.what === 'must not be null' && FILLED.has(each.path)),
  );
  const [first] = problems;
  if (first === undefined) return;
  throw validationError(
    bareClient(call.clientName),
    `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ` +
      problems
        .map((each) => `Value at '${each.path}' failed to satisfy constraint: Member ${each.what}`)
        .join('; '),
  );
};
