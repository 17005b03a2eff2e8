import type { CostReportView } from '../reply/cost-report.ts';
import { readCostAnswer } from '../report/cost/report-text.ts';
import { windowAt } from '../report/cost/window.ts';
import { Fault } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import { countAnomalyRequests } from './anomaly-look.ts';
import { costReportKey, costSeries } from './cost-report-key.ts';
import type { OrchestratorDeps } from './deps.ts';
import { SHOWN_DAYS } from './on-reports.ts';
import { parseBillTold } from './receipt-bill.ts';
import { readWeeklySavings } from './weekly-savings.ts';

/** A cost report that is to be posted, and where. */
export interface CostPosting {
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

/** Makes a report from what the reader found; undefined where none is configured. */
export const prepareCostPosting = async (
  deps: OrchestratorDeps,
  work: { readonly input: object; readonly output?: object },
): Promise<CostPosting | undefined> => {
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
      personas: deps.config.personas,
      ...(before === undefined || !isSamePlace ? {} : { previous: before.number }),
    },
  };
};
