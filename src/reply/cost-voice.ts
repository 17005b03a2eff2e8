import { centsOf } from '../report/cost/money.ts';
import type { CostReport } from '../report/cost/cost-report.ts';

/** What a manager would ask first of a report like this; nothing in it is not in its tables. */
const sentenceOf = (report: CostReport | undefined): string => {
  if (report === undefined)
    return 'What is not known can not be steered: first mend what is below.';
  const { budgets, anomalies = [], total, before } = report;
  if (budgets.some(({ reached }) => reached >= 100)) {
    return 'A budget is spent: decide what gives way.';
  }
  if (budgets.some(({ willReach }) => willReach >= 100)) {
    return 'A budget is not expected to last the month: decide now, not at its end.';
  }
  if (anomalies.length > 0) return 'Something unusual stands below: find whose it is first.';
  if (before === undefined) return 'One week is no trend: keep it to compare the next one with.';
  const [now, then] = [centsOf(total), centsOf(before)];
  if (now > then) return 'More than the week before: the largest lines below say where.';
  return now < then
    ? 'Less than the week before: the largest lines below show whether that was meant.'
    : 'As much as the week before: the largest lines below are where to look for less.';
};

/** One sentence at the head of a cost report, in the tone of management and signed. */
export const renderCostVoice = (report: CostReport | undefined): string =>
  `> *Drucker agent, management*: ${sentenceOf(report)}`;
