import type { Check } from '../../src/review/baseline.ts';
import type { CheckContext, Result } from '../../src/review/checks/judgement.ts';
import type { Template, TemplateResource } from '../../src/plan/template.ts';
import type { JsonObject } from '../../src/task/json.ts';

/** One check on the properties of the resource `It`, with what stands beside it. */
export interface Row {
  readonly check: Check;
  readonly name: string;
  readonly type?: string;
  readonly properties: JsonObject;
  readonly others?: Readonly<Record<string, TemplateResource>> | undefined;
  readonly rest?: Partial<Template> | undefined;
  readonly context?: Partial<CheckContext>;
  readonly metadata?: JsonObject;
  readonly result: Result;
}

/** A template with one parameter that has no value. */
export const OPEN = { Parameters: { Open: { Type: 'String' } } };

/** A value that is not known. */
export const open = { Ref: 'Open' };

/** Rows of one check on one type. */
export const rowsFor =
  (check: Check, type: string) =>
  (name: string, properties: JsonObject, result: Result, more: Partial<Row> = {}): Row => ({
    check,
    type,
    name,
    properties,
    rest: OPEN,
    result,
    ...more,
  });
