import { Fault } from '../task/fault.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';

/** An answer of AWS as JSON: instants as ISO 8601, members without a value left out. */
export const jsonOf = (value: unknown): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value === 'object') return membersOf(value);
  throw new Fault('malformed-answer', `a ${typeof value} is not JSON`);
};

const membersOf = (value: object): JsonObject =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, jsonOf(member)]),
  );

/** As `jsonOf`, for what must be an object. */
export const jsonObjectOf = (value: unknown): JsonObject => {
  const json = jsonOf(value);
  if (isJsonObject(json)) return json;
  throw new Fault('malformed-answer', 'an object was expected');
};
