import type { TemplateModel, ModelResource } from '../template/model.ts';
import type { Check, NamedCheck } from '../baseline.ts';
import type { Value } from '../template/value.ts';
import type { Tier } from '../../task/tier.ts';

export type Result = 'pass' | 'fail' | 'unknown';

/** What a check found; the detail is a sentence for people without its full stop. */
export interface Judgement {
  readonly result: Result;
  readonly detail: string;
}

/** Facts beside the template that some checks need. */
export interface CheckContext {
  readonly tier: Tier;
  /** Tags of the stack; CloudFormation puts them on every resource that can be tagged. */
  readonly stackTags: Readonly<Record<string, string>>;
  readonly costCenterPattern?: string | undefined;
  readonly ownerPattern?: string | undefined;
  /** Title and body of the request; absent for a template that nobody asked about. */
  readonly request?: string | undefined;
  /** Subnets that were looked up, by id: whether they are private. */
  readonly subnets?: Readonly<Record<string, boolean>> | undefined;
  /** ARNs of the managed policies of profiles that other stacks of the plan make, by name. */
  readonly profiles?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What stands elsewhere and may be named: never judged itself. */
  readonly elsewhere?: readonly ModelResource[] | undefined;
  /** The account that a template is for; absent where nobody said. */
  readonly accountId?: string | undefined;
  /** True when the properties are of something that runs. */
  readonly isLive: boolean;
  /** What was looked for beside what runs, to its end; absent in a template, which holds all. */
  readonly read?: ReadonlySet<Beside> | undefined;
}

/** The tags by which AWS says which stack a resource belongs to; no type has them. */
export const STACK_TAGS = 'tags of its stack';

/** A CloudFormation type of related resources, or the tags of the stack. */
export type Beside = string;

/** What a check looks at. `properties` narrows to one element inside `some` and `each`. */
export interface Subject {
  readonly resource: ModelResource;
  readonly properties: Value;
  readonly model: TemplateModel;
  readonly context: CheckContext;
  /** Judges an inner check; passed in so that kinds of checks do not import each other. */
  readonly judge: (check: Check, subject: Subject) => Judgement;
}

export type NamedJudge = (subject: Subject, options: NamedCheck) => Judgement;

/** The check holds. */
export const pass = (detail: string): Judgement => ({ result: 'pass', detail });

/** The check does not hold. */
export const fail = (detail: string): Judgement => ({ result: 'fail', detail });

/** Whether the check holds can not be known here. */
export const unknown = (detail: string): Judgement => ({ result: 'unknown', detail });

const details = (judgements: readonly Judgement[], result: Result): string =>
  [...new Set(judgements.filter((one) => one.result === result).map((one) => one.detail))]
    .filter((detail) => detail !== '')
    .join('; ');

/** Those of some types that were not looked for; none in a template. */
const unread = ({ context }: Subject, types: readonly Beside[]): readonly Beside[] =>
  context.read === undefined ? [] : types.filter((type) => context.read?.has(type) === false);

/** Words for what was not looked for, where anything was not. */
export const unreadWords = (subject: Subject, types: readonly Beside[]): string | undefined => {
  const missing = unread(subject, types);
  return missing.length === 0 ? undefined : `not read: ${missing.join(', ')}`;
};

/** Nothing of these types is there: a failure, where they were looked for; else not known. */
export const lacking = (subject: Subject, types: readonly Beside[], detail: string): Judgement => {
  const words = unreadWords(subject, types);
  return words === undefined ? fail(detail) : unknown(words);
};

/** All hold. One failure fails; one unknown makes the rest unknown. */
export const allOf = (judgements: readonly Judgement[]): Judgement => {
  for (const result of ['fail', 'unknown'] as const) {
    if (judgements.some((one) => one.result === result)) {
      return { result, detail: details(judgements, result) };
    }
  }
  return pass(details(judgements, 'pass'));
};

/** At least one holds. Without one, an unknown leaves it unknown. */
export const anyOf = (judgements: readonly Judgement[]): Judgement => {
  for (const result of ['pass', 'unknown'] as const) {
    const found = judgements.find((one) => one.result === result);
    if (found !== undefined) return found;
  }
  return fail(details(judgements, 'fail'));
};

/** Worlds that agree decide; worlds that differ leave it unknown. */
export const overWorlds = (judgements: readonly Judgement[]): Judgement => {
  const [first] = judgements;
  if (first === undefined) return unknown('nothing was judged');
  if (judgements.every((one) => one.result === first.result)) return first;
  const other = judgements.find((one) => one.result !== 'pass');
  return unknown(`it depends on a condition: ${other?.detail ?? first.detail}`);
};
