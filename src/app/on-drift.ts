import { gatherDrift, stackPlaces } from '../report/drift/gather.ts';
import type { JudgedStack } from '../report/drift/judge.ts';
import { Fault } from '../task/fault.ts';
import { keepAnswer } from './answer-work.ts';
import { parseDriftAsked, type DriftAnswered, type DriftAsked } from './drift-look.ts';
import type { ReaderDeps } from './reader-deps.ts';

const look = async (deps: ReaderDeps, asked: DriftAsked): Promise<DriftAnswered> => {
  const listed = await deps.aws.listAccounts();
  if (!listed.ok) throw new Fault('unavailable', listed.refusal.because);
  const { accounts: wanted } = deps.config.reports.drift;
  const accounts = listed.value.filter(
    ({ id, status }) => status === 'ACTIVE' && (wanted === 'all' || wanted.includes(id)),
  );
  const watched = new Set(asked.watched);
  const isKept = ({ status, stackId }: JudgedStack): boolean =>
    status !== 'IN_SYNC' || watched.has(stackId);
  const places = stackPlaces(accounts);
  const ask = { places, waiting: deps.clock, isKept };
  const { judged, counts, looked, failed } = await gatherDrift(ask, deps.aws.openReader);
  deps.log.info({ counts, places: places.length, failed }, 'looked at drift');
  const concerned = new Set<string>(judged.map(({ accountId }) => accountId));
  return {
    stacks: judged,
    looked,
    failed,
    accounts: accounts.filter(({ id }) => concerned.has(id)),
  };
};

/** Makes the look at drift of a day; who asks twice for one gets one. */
export const onDrift = (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> =>
  keepAnswer(deps, String(job['workId']), (asked) => look(deps, parseDriftAsked(asked)));
