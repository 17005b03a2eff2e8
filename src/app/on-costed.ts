import { costReportTitle, renderCostReport } from '../reply/cost-report.ts';
import { Fault } from '../task/fault.ts';
import { prepareCostPosting, type CostPosting } from './cost-posting.ts';
import { reportMark } from './cost-report-key.ts';
import type { OrchestratorDeps } from './deps.ts';
import { askToTellCosts } from './model/follow-tell-costs.ts';
import { refusePublic } from './public-repository.ts';

/** The label of every cost report. */
export const COST_REPORT_LABEL = 'cost-report';

const post = async (deps: OrchestratorDeps, posting: CostPosting): Promise<number> => {
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
const closePrevious = async (deps: OrchestratorDeps, posting: CostPosting): Promise<void> => {
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
  const posting = await prepareCostPosting(deps, work);
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
  await askToTellCosts(deps, { ...posting, number, workId: String(job['workId']) });
};
