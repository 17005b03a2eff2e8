import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { listOf } from '../acts.ts';
import { textOf } from '../task-values.ts';

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn;

const wordsOf = (arns: readonly string[]): string =>
  arns.length === 0 ? 'there is none' : arns.map((arn) => `\`${nameOf(arn)}\``).join(', ');

/** True for an update that takes something away. */
export const detaches = (task: MutationTask): boolean => textOf(task, 'action') === 'detach';

/**
 * The policies that are attached after a task: those that are now with the ones that it names, or
 * without them where it detaches. What is not attached can not be detached.
 */
export const decideAttached = (
  present: Json | undefined,
  asked: readonly string[],
  task: MutationTask,
): Decided<readonly string[]> => {
  const now = listOf(present).filter((arn) => typeof arn === 'string');
  if (!detaches(task)) return accepted([...new Set([...now, ...asked])].sort());
  const strange = asked.find((arn) => !now.includes(arn));
  if (strange === undefined) return accepted(now.filter((arn) => !asked.includes(arn)));
  return refused({
    code: 'target-not-found',
    because: `The policy \`${nameOf(strange)}\` is not attached there.`,
    next: `Name one that is: ${wordsOf(now)}.`,
  });
};

/** Properties with these policies attached; without the property where there is none left. */
export const withAttached = (properties: JsonObject, arns: readonly string[]): JsonObject => {
  const { ManagedPolicyArns: _former, ...rest } = properties;
  return arns.length === 0 ? rest : { ...rest, ManagedPolicyArns: [...arns] };
};
