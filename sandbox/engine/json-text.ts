import type { Json } from '../../src/task/json.ts';

/** A value as CloudFormation writes it into a text: texts as they are, structures as JSON. */
export const jsonText = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
