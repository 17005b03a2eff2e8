import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingFacts,
  type ExistingRule,
} from '../existing-tasks.ts';
import { idsLettingGo } from '../joined/let-go.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { usedBefore } from '../task-order/used-before.ts';
import type { KnownUser } from '../task-order/user.ts';
import { textOf } from '../task-values.ts';
import type { ByIdFacts, Found } from './facts-schema.ts';

/** What a new thing is made of. */
export interface NewThing {
  readonly title: string;
  readonly name: string;
  readonly template: Template;
  readonly deviations?: readonly Deviation[];
}

/** The name of a new thing: as it was asked, else that of its stack. */
export const newName = (context: DraftContext): string =>
  textOf(context.task, 'name') ?? context.stackName;

/** A create: a stack of its own, or the present one of this task brought to what is asked. */
export const draftByIdCreate = (
  context: DraftContext,
  { ownStack, found }: Pick<ByIdFacts, 'ownStack' | 'found'>,
  { title, name, template, deviations = [] }: NewThing,
): Decided<Draft> => {
  if (ownStack !== null) return draftStackUpdate(context, ownStack, template);
  if (found.length > 0)
    return refused(nameTaken(title, name, `in ${context.account.name}, ${context.region}`));
  const step = createStack(context, template, {
    summary: `create ${title} ${name}`,
    inverse: { reversibility: 'reversible', summary: `delete the stack of ${title} ${name}` },
  });
  return accepted({ steps: [step], deviations });
};

const shown = ({ id, name }: Found): string => (name === '' ? `\`${id}\`` : `\`${id}\` (${name})`);

/** The one that is meant; several of one name are asked about. */
export const decideFound = (
  { task }: DraftContext,
  title: string,
  found: readonly Found[],
): Decided<Found> => {
  const target = textOf(task, 'id') ?? textOf(task, 'name') ?? '';
  const [first, ...others] = found;
  if (first === undefined) return refused(targetMissing(title, target));
  if (others.length === 0) return accepted(first);
  return refused({
    code: 'missing-field',
    because: `Several ${title}s are named \`${target}\`: ${found.map(shown).join(', ')}.`,
    next: 'Edit the issue and name one by its id.',
  });
};

const SHOWN_USERS = 8;

const TOGETHER =
  'Ask for their deletion in this same issue, and they go first; or take it from there where ' +
  'they are managed, then `/plan`.';

/** No deletion of this issue could be told to be theirs. */
const ELSEWHERE = 'Take it from there where that is managed, then `/plan`.';

/** Why something in use is not deleted: each user is named. */
const useRefusal = (title: string, one: Found, users: readonly KnownUser[]): Refusal => {
  const named = users
    .slice(0, SHOWN_USERS)
    .map(({ words }) => words)
    .join(', ');
  const more = users.length > SHOWN_USERS ? ` and ${users.length - SHOWN_USERS} more` : '';
  return {
    code: 'still-in-use',
    because: `The ${title} ${shown(one)} is in use: ${named}${more}.`,
    next: users.some(({ is }) => is.length > 0) ? TOGETHER : ELSEWHERE,
  };
};

/** One of these as the drafts of what exists take it. */
export const existingOf = (
  { owner, properties }: Pick<ByIdFacts, 'owner' | 'properties'>,
  { id, identifier, name }: Found,
): ExistingFacts => ({ name: name === '' ? id : name, identifier, owner, properties });

/** True where the stack of a thing takes it out of this user in the same step. */
const isLetGo = ({ owner }: ByIdFacts, { is }: KnownUser): boolean => {
  if (owner.owner !== 'ours') return false;
  const ids = idsLettingGo(owner.stack, owner.logicalId);
  return is.some(({ id }) => ids.includes(id));
};

/** An update, or a delete of what nothing uses but what another task of the issue deletes. */
export const draftByIdChange = (
  context: DraftContext,
  facts: ByIdFacts,
  rule: ExistingRule,
): Decided<Draft> => {
  const one = decideFound(context, rule.title, facts.found);
  if (!one.ok) return one;
  const existing = existingOf(facts, one.value);
  if (context.task.taskType !== 'DeleteResource') return draftUpdate(context, existing, rule);
  const { siblings } = context;
  const staying = facts.users.filter(
    (user) => siblings?.deletes(user) !== true && !isLetGo(facts, user),
  );
  if (staying.length > 0) return refused(useRefusal(rule.title, one.value, staying));
  return usedBefore(facts.users, draftDelete(context, existing, rule));
};
