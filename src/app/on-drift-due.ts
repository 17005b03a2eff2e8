import type { AwsAccount } from '../task/account.ts';
import type { JsonObject } from '../task/json.ts';
import type { OrchestratorDeps } from './deps.ts';
import {
  driftAccountsId,
  driftLookId,
  driftPartId,
  minuteOf,
  parseDriftAsked,
  parseDriftListed,
  watchedStacks,
} from './drift-look.ts';
import { findReportPlace } from './report-place.ts';

/** Asks for a look of the day. Nothing is read in AWS for issues that could not be posted. */
const ask = async (deps: OrchestratorDeps, lookId: string, now: Date): Promise<boolean> => {
  const place = await findReportPlace(deps, deps.config.reports.drift.repository, 'drift');
  if (place === undefined) return false;
  const issues = await deps.store.listDriftIssues(place.repository.repositoryId);
  await deps.store.insertWork(driftAccountsId(lookId), {});
  await deps.store.insertWork(lookId, { now: now.toISOString(), watched: watchedStacks(issues) });
  return true;
};

/** Stacks are named with their account. */
const isIn = (stackId: string, { id }: AwsAccount): boolean => stackId.split(':')[4] === id;

/** One job for each account that has no answer yet; asked for again, it is the same job. */
const askAccounts = async (
  { store, queue }: OrchestratorDeps,
  lookId: string,
  {
    watched,
    accounts,
  }: {
    readonly watched: readonly string[];
    readonly accounts: readonly AwsAccount[];
  },
): Promise<void> => {
  for (const account of accounts) {
    const workId = driftPartId(lookId, account);
    const work = await store.readWork(workId);
    if (work?.output !== undefined) continue;
    const asked = { watched: watched.filter((stackId) => isIn(stackId, account)), account };
    if (work === undefined) {
      await store.insertWork(workId, JSON.parse(JSON.stringify(asked)) as JsonObject);
    }
    await queue.send('drift-account', { workId }, { id: workId, key: workId });
  }
};

/**
 * Has a look at drift made once a day, one job for each account, and while there is one, has the
 * issues brought in line with it. Runs every minute; two nodes ask for one look, and a look that
 * nobody was running for is caught up with.
 */
export const onDriftDue = async (deps: OrchestratorDeps): Promise<void> => {
  const { drift } = deps.config.reports;
  if (!drift.enabled || drift.repository === undefined) return;
  const now = await deps.store.now();
  const workId = driftLookId(drift, now);
  const id = `${workId}-${minuteOf(now)}`;
  const work = await deps.store.readWork(workId);
  if (work?.output !== undefined) {
    return deps.queue.send('drift-issues', { workId }, { id, key: 'drift-issues' });
  }
  if (work === undefined && !(await ask(deps, workId, now))) return;
  const listed = await deps.store.readWork(driftAccountsId(workId));
  if (work !== undefined && listed?.output !== undefined) {
    const { watched } = parseDriftAsked(work.input);
    await askAccounts(deps, workId, { watched, accounts: parseDriftListed(listed.output) });
  }
  return deps.queue.send('drift', { workId }, { id, key: 'drift' });
};
