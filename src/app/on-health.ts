import { gatherHealth } from '../report/health/gather.ts';
import type { JudgedResource } from '../report/health/judge.ts';
import { placesOf } from '../report/inventory/gather.ts';
import { allServices } from '../services/registry.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import { parseLookAsked, type LookAnswered, type LookAsked } from './health-look.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** Ill resources that a look remembers, the worst of them. */
const MOST_ILL = 2000;

const isIll = ({ status }: JudgedResource): boolean =>
  status === 'Unhealthy' || status === 'Degraded';

const look = async (deps: ReaderDeps, asked: LookAsked): Promise<LookAnswered> => {
  const listed = await deps.aws.listAccounts();
  if (!listed.ok) throw new Fault('unavailable', listed.refusal.because);
  const { accounts: wanted } = deps.config.reports.health;
  const accounts = listed.value.filter(
    ({ id, status }) => status === 'ACTIVE' && (wanted === 'all' || wanted.includes(id)),
  );
  const watched = new Set(asked.watched);
  const report = await gatherHealth(
    {
      places: placesOf(accounts, 'all', allServices),
      now: new Date(asked.now),
      isWanted: () => true,
      isKept: (one) => isIll(one) || watched.has(one.arn),
      mostKept: MOST_ILL + watched.size,
    },
    deps.aws.openReader,
  );
  const { counts, places, seen, failed, series, judged, isCut } = report;
  // Of what was cut off nobody may say that it is gone.
  const looked = isCut ? [] : report.looked;
  deps.log.info({ counts, places, seen, failed, series }, 'looked at health');
  return { judged, looked, accounts: accounts.map(({ id, name }) => ({ id, name })) };
};

/** Makes a standing look at health; who asks twice for one gets one. */
export const onHealth = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const workId = String(job['workId']);
  const work = await deps.store.readWork(workId);
  if (work === undefined) throw new Fault('broken-promise', 'a job names work that is not');
  if (work.output !== undefined) return;
  const answer = await look(deps, parseLookAsked(work.input));
  await deps.store.finishWork(workId, JSON.parse(JSON.stringify(answer)) as JsonObject);
};
