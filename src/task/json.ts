/** JSON as values: what a plan is made of, so that it can be written canonically. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

/**
 * JSON text with keys sorted by code unit, without white space, members that are undefined left
 * out.
 * Two equal values have one text. Numbers are written as JSON.stringify writes them.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};

/** True for a plain JSON object. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as it is written down: members that are undefined, and what JSON has no word for, go. */
export const jsonObjectOf = (value: object): JsonObject =>
  JSON.parse(JSON.stringify(value)) as JsonObject;
