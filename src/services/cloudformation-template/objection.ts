import { isJsonObject, type Json } from '../../task/json.ts';
import type { RefusalCode } from '../../task/refusal.ts';
import type { Tier } from '../../task/tier.ts';
import type { Template } from '../../plan/template.ts';

/** Why a given template is not planned, and which member says so. */
export interface Objection {
  readonly code: RefusalCode;
  readonly path: readonly string[];
  /** One clause, without a full stop; never holds a value of the template that could be secret. */
  readonly message: string;
}

/** What a check sees. `parameters` are the values the request gives. */
export interface Given {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tier: Tier;
  /** True for the template that the stack has now: nobody gave it. */
  readonly isStanding?: boolean;
}

/** One reason to refuse a template; pure. An empty list is no objection. */
export type TemplateCheck = (given: Given) => readonly Objection[];

/** One member of a template with its path. */
export interface Member {
  readonly path: readonly string[];
  readonly value: Json;
}

/** Every value below `value`, itself included, parents first. Depth was bounded by the reader. */
export const membersOf = (value: Json, path: readonly string[] = []): readonly Member[] => {
  const inner = Array.isArray(value)
    ? value.map((item: Json, n): Member => ({ path: [...path, String(n)], value: item }))
    : Object.entries(isJsonObject(value) ? value : {}).map(([key, item]): Member => ({
        path: [...path, key],
        value: item,
      }));
  return [{ path, value }, ...inner.flatMap((one) => membersOf(one.value, one.path))];
};

/** Every text of a template with its path. */
export const textsOf = (value: Json): readonly { path: readonly string[]; text: string }[] =>
  membersOf(value).flatMap((one) =>
    typeof one.value === 'string' ? [{ path: one.path, text: one.value }] : [],
  );

/** The template as plain JSON, for walking. */
export const asJson = (template: Template): Json => template as unknown as Json;

/** `A.B.0` for people. */
export const pathText = (path: readonly string[]): string => path.join('.');
