import { gatherDrift, stackPlaces } from '../report/drift/gather.ts';
import type { JudgedStack } from '../services/stack-drift/judge.ts';
import { keepAnswer } from './answer-work.ts';
import { parseDriftPart, type DriftAnswered, type DriftPartAsked } from './drift-look.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** A look at an account ends before its job is taken away. */
const LONGEST_PART_MS = 40 * 60_000;

const look = async (
  deps: ReaderDeps,
  { watched, account }: DriftPartAsked,
): Promise<DriftAnswered> => {
  const known = new Set(watched);
  const end = deps.clock.now().getTime() + LONGEST_PART_MS;
  const { judged, counts, looked, failed } = await gatherDrift(
    {
      places: stackPlaces([account]),
      waiting: deps.clock,
      mayGoOn: () => deps.clock.now().getTime() < end,
      isKept: ({ status, stackId }: JudgedStack) => status !== 'IN_SYNC' || known.has(stackId),
    },
    deps.aws.openReader,
  );
  deps.log.info({ account: account.id, counts, failed }, 'looked at drift');
  return { stacks: judged, looked, failed, accounts: judged.length === 0 ? [] : [account] };
};

/** Looks at the stacks of one account; a slow one holds up no other. */
export const onDriftAccount = (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> =>
  keepAnswer(deps, String(job['workId']), (asked) => look(deps, parseDriftPart(asked)));
