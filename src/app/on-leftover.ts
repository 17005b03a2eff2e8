import { z } from 'zod';
import type { PreviewHandle } from '../plan/preview.ts';
import { readParsed } from '../services/facts.ts';
import { parsePlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import { parseHandles } from './handles.ts';
import type { ReaderAws, ReaderDeps } from './reader-deps.ts';

interface LeftoverDeps {
  readonly aws: Pick<ReaderAws, 'openOwnReader'>;
  readonly store: Pick<ReaderDeps['store'], 'readWork'>;
  readonly queue: Pick<ReaderDeps['queue'], 'send'>;
}

const described = z.object({ Stacks: z.array(z.object({ StackStatus: z.string() })) });

/** What a preview leaves, and what an import that failed leaves: nothing is in either. */
const LEFT = /^(REVIEW_IN_PROGRESS|IMPORT_ROLLBACK_COMPLETE)$/;

const isLeft = async (
  aws: Pick<ReaderAws, 'openOwnReader'>,
  { accountId, region, stackId }: PreviewHandle,
): Promise<boolean> => {
  const reader = await aws.openOwnReader(accountId);
  if (!reader.ok) return true;
  const input = { StackName: stackId };
  const call = { client: 'CloudFormation', operation: 'DescribeStacks', region, input };
  const found = await readParsed(reader.value, call, described);
  return (found?.Stacks ?? []).some(({ StackStatus }) => LEFT.test(StackStatus));
};

/** What can not be seen may be there: whoever removes looks by itself before it does. */
const mayBeLeft = async (
  aws: Pick<ReaderAws, 'openOwnReader'>,
  handle: PreviewHandle,
): Promise<boolean> => {
  try {
    return await isLeft(aws, handle);
  } catch (thrown) {
    if (thrown instanceof Fault) return true;
    throw thrown;
  }
};

/**
 * Asks the deployer to remove the stack that an earlier plan left, where the reader sees that there
 * still is one: no session that could delete is opened to find nothing. Decides nothing else.
 */
export const onLeftover = async (
  deps: LeftoverDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const planId = parsePlanId(String(job['planId']));
  if (planId === undefined) throw new Fault('broken-promise', 'a job names no plan');
  const work = await deps.store.readWork(planId);
  const handle = parseHandles(work?.output).find((one) => one.stackName === job['stackName']);
  if (handle === undefined || !(await mayBeLeft(deps.aws, handle))) return;
  const { stackName } = handle;
  const id = `remove-${planId}-${stackName}-for-${String(job['newest'])}`;
  await deps.queue.send('remove-empty', { planId, stackName }, { id });
};
