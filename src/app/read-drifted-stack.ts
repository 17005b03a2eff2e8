import { isMutation } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import type { JsonObject } from '../task/json.ts';
import { readOwnStack } from '../services/facts.ts';
import type { Asked } from './plan-inputs.ts';
import type { ReaderAws } from './reader-deps.ts';

/** The stack that is to be set back as it is now, by the id of its task; null when it is gone. */
export const readDriftedStack = async (
  aws: Pick<ReaderAws, 'openReader'>,
  { tasks, reconcile }: Pick<Asked, 'tasks' | 'reconcile'>,
): Promise<Decided<Readonly<Record<string, JsonObject>>>> => {
  const task = tasks.find(isMutation);
  if (task?.region === undefined || reconcile === undefined) {
    throw new Fault('broken-promise', 'nothing is to be set back');
  }
  const reader = await aws.openReader(task.accountId);
  if (!reader.ok) return reader;
  const stack = await readOwnStack(reader.value, task.region, reconcile.stackId);
  return accepted({ [task.id]: { stack: typeof stack === 'string' ? null : stack } });
};
