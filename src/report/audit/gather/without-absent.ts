import type { JsonObject } from '../../../task/json.ts';

/** An answer without its absent members: null is nothing that a template would say. */
export const withoutAbsent = (value: object): JsonObject =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => one ?? undefined)) as JsonObject;
