import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { targetMissing } from '../existing-target.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';

/** What is known by an id, under a name that others may have too. */
export interface Identified {
  readonly id: string;
  readonly name: string;
}

/** The one that is meant; several of one name are asked about. */
export const decideOne = <T extends Identified>(
  context: DraftContext,
  title: string,
  found: readonly T[],
): Decided<T> => {
  const target = textOf(context.task, 'id') ?? textOf(context.task, 'name') ?? '';
  const [first, ...others] = found;
  if (first === undefined) return refused(targetMissing(title, target));
  if (others.length === 0) return accepted(first);
  return refused({
    code: 'missing-field',
    because:
      `There are several ${title}s named \`${target}\`: ` +
      `${found.map(({ id }) => `\`${id}\``).join(', ')}.`,
    next: 'Edit the issue and name one by its id.',
  });
};

/** The function that shall answer is not there. */
export const functionMissing = (
  context: DraftContext,
  functionArn: string,
): Refusal | undefined => {
  const name = textOf(context.task, 'target');
  if (name === undefined || functionArn !== '') return undefined;
  return {
    code: 'target-not-found',
    because:
      `There is no Lambda function named \`${name}\` in ` +
      `${context.account.name}, ${context.region}.`,
    next: 'Mend its name in the issue, or ask for the function first; then `/plan`.',
  };
};

/** Domains still lead to the API: AWS refuses to delete it. */
export const mappedRefusal = (
  title: string,
  name: string,
  mappings: readonly string[],
): Refusal | undefined =>
  mappings.length === 0
    ? undefined
    : {
        code: 'still-in-use',
        because:
          `The ${title} \`${name}\` answers for ` +
          `${mappings.map((one) => `\`${one}\``).join(', ')}.`,
        next: 'Take the mapping away where the domain is managed, then `/plan`.',
      };
