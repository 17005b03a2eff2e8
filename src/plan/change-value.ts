import type { Json } from '../task/json.ts';

/** Reads a value that CloudFormation sends as text: JSON where it is JSON. */
export const valueOf = (raw: Json | undefined): Json | undefined => {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw) as Json;
  } catch {
    return raw;
  }
};
