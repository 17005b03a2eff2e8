import type { FoundRepository } from '../github/find-repository.ts';
import type { GitHubRepository } from '../github/github.ts';
import {
  anomalyTitle,
  renderAnomaly,
  renderAnomalyClosed,
  type AnomalyView,
} from '../reply/anomaly-issue.ts';
import { planAnomalyIssues, type AnomalyAction } from '../report/anomalies/plan-issues.ts';
import type { Anomaly } from '../report/cost/outlook.ts';
import { Fault, isTransient } from '../task/fault.ts';
import {
  anomalyKey,
  anomalyMark,
  dayOfLook,
  readAnomalies,
  type AnomaliesSeen,
} from './anomaly-look.ts';
import type { OrchestratorDeps } from './deps.ts';
import { ensureComment } from './replies.ts';
import { findReportPlace } from './report-place.ts';

/** The label of every issue of an anomaly. */
export const ANOMALY_LABEL = 'cost-anomaly';

interface Keeping {
  readonly deps: OrchestratorDeps;
  readonly github: GitHubRepository;
  readonly place: FoundRepository;
  readonly accounts: AnomaliesSeen['accounts'];
  readonly day: string;
}

const viewOf = ({ deps, accounts, day }: Keeping, anomaly: Anomaly): AnomalyView => ({
  anomaly,
  accounts,
  day,
  maskAccountIds: deps.config.maskAccountIds,
});

const textOf = (keeping: Keeping, anomaly: Anomaly) => {
  const view = viewOf(keeping, anomaly);
  const mark = anomalyMark(anomaly.id);
  return { title: anomalyTitle(view), body: `${renderAnomaly(view)}\n\n${mark}`, mark };
};

const open = async (keeping: Keeping, anomaly: Anomaly): Promise<void> => {
  const { deps, github, place } = keeping;
  const number = await github.ensureIssue(place.repository, {
    ...textOf(keeping, anomaly),
    labels: [ANOMALY_LABEL],
    assignees: deps.config.reports.costReport.assignees,
  });
  const { repositoryId } = place.repository;
  const key = anomalyKey(anomaly.id);
  await deps.store.insertReport({ key, series: 'anomaly', repositoryId, number });
  await deps.store.record({ kind: 'cost-anomaly', subject: key, detail: { number } });
};

/** Closes its issue once; whoever opens it again has the last word. */
const close = async (
  keeping: Keeping,
  { anomaly, end }: AnomalyAction & { readonly act: 'close' },
  number: number,
): Promise<void> => {
  const { deps, github, place, day } = keeping;
  const ref = { ...place.repository, number };
  const topic = `anomaly-end:${number}`;
  const isSaid = (await deps.store.readReply(ref, topic))?.isPosted === true;
  const isOpen = (await github.readIssue(ref))?.state === 'open';
  if (isSaid || !isOpen) return;
  const { installationId } = place;
  const body = renderAnomalyClosed({ ...viewOf(keeping, anomaly), end, day });
  // Closed before it is said: said, it is done with.
  await github.closeIssue(ref, 'completed');
  await ensureComment(deps, { ref, installationId, topic, body });
};

const update = async (keeping: Keeping, anomaly: Anomaly, number: number): Promise<void> => {
  const ref = { ...keeping.place.repository, number };
  const { title, body } = textOf(keeping, anomaly);
  const known = await keeping.github.readIssue(ref);
  if (known?.state !== 'open' || (known.title === title && known.body === body)) return;
  await keeping.github.updateIssue(ref, { title, body });
};

const act = async (keeping: Keeping, action: AnomalyAction): Promise<void> => {
  if (action.act === 'open') return open(keeping, action.anomaly);
  const row = await keeping.deps.store.readReport(anomalyKey(action.anomaly.id));
  if (row === undefined) return;
  if (action.act === 'close') return close(keeping, action, row.number);
  return update(keeping, action.anomaly, row.number);
};

/** One issue that can not be written, such as one that somebody deleted, holds up no other. */
const actSafely = async (keeping: Keeping, action: AnomalyAction): Promise<void> => {
  try {
    await act(keeping, action);
  } catch (error) {
    if (!(error instanceof Fault) || isTransient(error)) throw error;
    keeping.deps.log.error({ err: error }, 'an issue of a cost anomaly was not written');
  }
};

/** The anomalies that have an issue in this repository. */
const knownOf = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  anomalies: readonly Anomaly[],
  repositoryId: number,
): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for (const { id } of anomalies)
    if ((await store.readReport(anomalyKey(id)))?.repositoryId === repositoryId) known.add(id);
  return known;
};

/**
 * Brings the issues of anomalies in line with a look: each has one, however often it is seen, by
 * whichever node. What could not be asked is said in the log, and closes nothing.
 */
export const onAnomaliesSeen = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const work = await deps.store.readWork(String(job['workId']));
  if (work?.output === undefined) throw new Fault('broken-promise', 'a look at nothing');
  const { anomalies, accounts } = readAnomalies(work.output['seen']);
  const { costReport } = deps.config.reports;
  if (!anomalies.ok) {
    deps.log.error({ because: anomalies.because }, 'cost anomalies could not be asked for');
    return;
  }
  const place = await findReportPlace(deps, costReport.repository, 'a cost anomaly');
  if (place === undefined) return;
  const day = dayOfLook(work.input);
  const rules = { ...costReport.anomalies, accounts: costReport.accounts, today: day };
  const known = await knownOf(deps, anomalies.value, place.repository.repositoryId);
  const github = await deps.github(place.installationId);
  const keeping = { deps, github, place, accounts, day };
  for (const action of planAnomalyIssues(anomalies.value, known, rules))
    await actSafely(keeping, action);
};
