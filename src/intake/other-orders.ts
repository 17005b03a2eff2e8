import { isNewAccount } from '../task/about-account.ts';
import type { AwsTaskType } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { findTypes } from './find-types.ts';
import { findVerbs, type VerbHit } from './find-verbs.ts';
import { withoutImport } from './read-import.ts';
import { readTarget } from './read-target.ts';
import type { Problem } from './task-draft.ts';

/** What the fields of a form say. */
export interface FormDraft {
  readonly taskType: AwsTaskType;
  readonly type: AwsResourceType;
  readonly name: string;
  readonly id?: string;
}

type IsAccount = (word: string) => boolean;

/** How far behind its verb the kind of thing stands: "delete the old queue". */
const NEAR = 30;

/** The kind of thing and its names right behind a verb. */
const targetOf = (line: string, verb: VerbHit, isAccount: IsAccount) => {
  const noun = findTypes(line).find(({ start }) => start >= verb.end && start - verb.end < NEAR);
  const type = noun?.type;
  if (noun === undefined || type === undefined) return undefined;
  const asked = { text: line, noun, type, isNew: false, isOrder: true, isAccount };
  return { type, names: readTarget(asked).names };
};

const targetsOf = (details: string, isMeant: (verb: VerbHit) => boolean, isAccount: IsAccount) =>
  details.split('\n').flatMap((line) =>
    findVerbs(line)
      .filter(isMeant)
      .flatMap((verb) => targetOf(line, verb, isAccount) ?? []),
  );

/** The details order the same of something with another name. */
export const otherName = (
  details: string,
  draft: FormDraft,
  isAccount: IsAccount,
): readonly Problem[] => {
  const named = targetsOf(details, (verb) => verb.taskType === draft.taskType, isAccount)
    .filter(({ type }) => type === draft.type)
    .flatMap(({ names }) => names);
  const isOther = named.length > 0 && !named.includes(draft.name);
  return isOther ? [{ field: 'name', reason: 'contradictory' }] : [];
};

const MAKES_OR_LOSES: ReadonlySet<string> = new Set(['CreateResource', 'DeleteResource']);

/**
 * The details of a change also make or delete something else, or those of a new account want it in
 * there: a form is one task alone.
 */
export const otherThing = (
  given: string,
  draft: FormDraft,
  isAccount: IsAccount,
): readonly Problem[] => {
  const details = withoutImport(given);
  if (isNewAccount({ taskType: draft.taskType, resourceType: draft.type }))
    return targetsOf(details, () => true, isAccount).some(({ type }) => type !== draft.type)
      ? [{ field: 'details', reason: 'contradictory' }]
      : [];
  if (draft.taskType !== 'UpdateResource') return [];
  const isElse = targetsOf(details, ({ taskType }) => MAKES_OR_LOSES.has(taskType), isAccount).some(
    ({ type, names }) => type !== draft.type && names.length > 0,
  );
  return isElse ? [{ field: 'details', reason: 'contradictory' }] : [];
};
