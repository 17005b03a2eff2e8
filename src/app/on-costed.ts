import { costReportTitle, renderCostReport, type CostReportView } from '../reply/cost-report.ts';
import { readCostAnswer } from '../report/cost/report-text.ts';
import { windowAt } from '../report/cost/window.ts';
import { Fault } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import { countAnomalyRequests } from './anomaly-look.ts';
import { costReportKey, costSeries, reportMark } from './cost-report-key.ts';
import type { OrchestratorDeps } from './deps.ts';
import { refusePublic } from './public-repository.ts';
import { readWeeklySavings } from './weekly-savings.ts';
import { SHOWN_DAYS } from './on-reports.ts';
import { parseBillTold } from './receipt-bill.ts';

/** The label of every cost report. */
export const COST_REPORT_LABEL = 'cost-report';

interface Posting {
  readonly key: string;
  readonly series: string;
  readonly view: CostReportView;
  readonly repository: Omit<IssueRef, 'number'>;
  readonly installationId: number;
}

/** What stands in a report beside the costs: savings that were carried out, and daily looks. */
const besideCosts = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  about: { readonly now: Date; readonly repositoryId: number; readonly told: unknown },
): Promise<Pick<CostReportView, 'receipts' | 'anomalyRequests'>> => {
  const { now, repositoryId } = about;
  const { bill } = parseBillTold(about.told);
  const receipts = await store.listReceipts(SHOWN_DAYS);
  const today = now.toISOString().slice(0, 10);
  const anomalyRequests = await countAnomalyRequests(store, now);
  return {
    receipts: { receipts, today, repositoryId, ...(bill === undefined ? {} : { bill }) },
    ...(anomalyRequests === undefined ? {} : { anomalyRequests }),
  };
};

const preparePosting = async (
  deps: OrchestratorDeps,
  work: { readonly input: object; readonly output?: object },
): Promise<Posting | undefined> => {
  const { costReport } = deps.config.reports;
  if (costReport.repository === undefined) return undefined;
  const place = await deps.findRepository(costReport.repository);
  if (place === undefined) {
    const { owner, repo } = costReport.repository;
    throw new Fault('denied', `the application is not installed on ${owner}/${repo}`);
  }
  const input = work.input as Readonly<Record<string, unknown>>;
  const output = work.output as Readonly<Record<string, unknown>> | undefined;
  const now = new Date(String(input['now']));
  const window = windowAt(now);
  const key = costReportKey(costReport, window.week);
  const series = costSeries(costReport);
  const before = await deps.store.readReportBefore({ key, series });
  const answer = readCostAnswer(output?.['answer']);
  const savings = readWeeklySavings(output?.['savings']);
  const { repositoryId } = place.repository;
  const beside = await besideCosts(deps, { now, repositoryId, told: output?.['receipts'] });
  const isSamePlace = before?.repositoryId === repositoryId;
  return {
    key,
    series,
    ...place,
    view: {
      ...answer,
      gaps: [...answer.gaps, ...savings.gaps],
      ...(savings.top === undefined ? {} : { savings: savings.top }),
      ...beside,
      searched: costReport.accounts,
      week: window.week,
      window,
      teams: costReport.teams,
      maskAccountIds: deps.config.maskAccountIds,
      ...(before === undefined || !isSamePlace ? {} : { previous: before.number }),
    },
  };
};

const post = async (deps: OrchestratorDeps, posting: Posting): Promise<number> => {
  const github = await deps.github(posting.installationId);
  const title = costReportTitle(posting.view);
  const body = `${renderCostReport(posting.view)}\n\n${reportMark(posting.key)}`;
  const known = await deps.store.readReport(posting.key);
  if (known !== undefined && known.repositoryId === posting.repository.repositoryId) {
    await github.updateIssue({ ...posting.repository, number: known.number }, { title, body });
    return known.number;
  }
  return github.ensureIssue(posting.repository, {
    title,
    body,
    labels: [COST_REPORT_LABEL],
    assignees: deps.config.reports.costReport.assignees,
    mark: reportMark(posting.key),
  });
};

/** The report before is done with: it is linked from the new one. */
const closePrevious = async (deps: OrchestratorDeps, posting: Posting): Promise<void> => {
  const { previous } = posting.view;
  if (previous === undefined) return;
  const github = await deps.github(posting.installationId);
  await github.closeIssue({ ...posting.repository, number: previous }, 'completed');
};

/**
 * Posts a cost report as an issue of its own, once a week and scope: a restart, another node or a
 * kill between GitHub's answer and ours finds the issue by its mark. A report of a week that has
 * one already is written over it.
 */
export const onCosted = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const work = await deps.store.readWork(String(job['workId']));
  if (work?.output === undefined) throw new Fault('broken-promise', 'an answer to nothing');
  const posting = await preparePosting(deps, work);
  if (posting === undefined) return;
  const { repositoryId } = posting.repository;
  if ((await refusePublic(deps, repositoryId)) !== undefined) {
    deps.log.error({ repositoryId }, 'a cost report is not posted in a public repository');
    return;
  }
  const number = await post(deps, posting);
  const { key, series } = posting;
  await deps.store.insertReport({ key, series, repositoryId, number });
  await closePrevious(deps, posting);
  await deps.store.record({ kind: 'cost-report', subject: key, detail: { number } });
};
