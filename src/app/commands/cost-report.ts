import { windowAt } from '../../report/cost/window.ts';
import { isInCircle, type Standing } from '../../approve/may-approve.ts';
import type { IssueRef } from '../../task/issue.ts';
import { costReportKey } from '../cost-report-key.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { askForCosts } from '../on-reports.ts';
import { refuse, type CommandAnswer } from './command-call.ts';

/** Reports that may be asked for in an hour: each is charged for by AWS. */
const MOST_AN_HOUR = 4;

/** Who asks for a report, and where. */
export interface CostReportCall {
  readonly deps: OrchestratorDeps;
  readonly ref: IssueRef;
  readonly commentId: number;
  readonly standing: Standing;
}

const said = (because: string, next: string): CommandAnswer => ({
  kind: 'said',
  body: `${because}\n\n**Next** · ${next}`,
});

/**
 * `/cost-report`: makes the report of the last week now, or writes the one that is there anew. It
 * reads, so who may ask for a plan may ask for it, on an issue of a task or of a report.
 */
export const makeCostReport = async (call: CostReportCall): Promise<CommandAnswer> => {
  const { deps, ref, standing } = call;
  const { costReport } = deps.config.reports;
  const { approvers, requesters } = deps.config.approvals;
  if (!isInCircle(requesters, standing) && !isInCircle(approvers, standing)) {
    return refuse({
      code: 'may-not-ask',
      because: 'A report reads the bill and costs money; it is for those who may ask for tasks.',
      next: 'Ask one of them to type `/cost-report`.',
    });
  }
  if (costReport.repository === undefined) {
    return refuse({
      code: 'unsupported-task',
      because: 'No repository is configured for cost reports.',
      next: 'Name one under `costReport` in `config/reports.yml`, then `/cost-report`.',
    });
  }
  if ((await deps.store.countRecent('cost-report', ref.repositoryId)) > MOST_AN_HOUR) {
    return refuse({
      code: 'rate-limited',
      because: `${MOST_AN_HOUR} reports were asked for within the last hour, and each costs money.`,
      next: 'Wait an hour, then `/cost-report`.',
    });
  }
  const now = await deps.store.now();
  const { week } = windowAt(now);
  const known = await deps.store.readReport(costReportKey(costReport, week));
  await askForCosts(deps, `costs-${ref.repositoryId}-${call.commentId}`, now);
  const where = `${costReport.repository.owner}/${costReport.repository.repo}`;
  return known === undefined
    ? said(`The cost report of ${week} is being made.`, `look for its issue in \`${where}\`.`)
    : said(
        `The cost report of ${week} is being made again.`,
        known.repositoryId === ref.repositoryId
          ? `read it in #${known.number} in a minute.`
          : `read it in \`${where}\`, issue ${known.number}, in a minute.`,
      );
};
