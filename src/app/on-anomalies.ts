import { gatherAnomalies } from '../report/cost/gather.ts';
import { dayOfLook, writeAnomalies, type AnomaliesSeen } from './anomaly-look.ts';
import { answerWork } from './answer-work.ts';
import type { ReaderDeps } from './reader-deps.ts';

const look = async (deps: ReaderDeps, day: string): Promise<AnomaliesSeen> => {
  const listed = await deps.aws.listAccounts();
  const accounts = listed.ok ? listed.value.map(({ id, name }) => ({ id, name })) : [];
  const ask = await deps.aws.openCosts();
  if (!ask.ok) {
    const anomalies = { ok: false, because: ask.refusal.because } as const;
    return { anomalies, requests: 0, accounts };
  }
  const { mostRequests } = deps.config.reports.costReport;
  return { ...(await gatherAnomalies(ask.value, day, mostRequests)), accounts };
};

/** Asks Cost Explorer for anomalies; who asks twice for a day is charged once. */
export const onAnomalies = (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const workId = String(job['workId']);
  const order = { workId, job, told: 'anomalies-seen', key: 'anomalies-seen' } as const;
  return answerWork(deps, order, async (input) => ({
    seen: writeAnomalies(await look(deps, dayOfLook(input))),
  }));
};
