import type { Json, JsonObject } from '../task/json.ts';

/** Contract: the members that have a value; what the task does not say is left out. */
export const given = (rows: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
