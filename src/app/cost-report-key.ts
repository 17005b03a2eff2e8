import { createHash } from 'node:crypto';
import type { CostReportConfig } from '../config/config.ts';

/** What the reports of one scope have in common. Another scope is another series of issues. */
export const costSeries = ({ accounts, metric }: CostReportConfig): string => {
  if (accounts === 'all') return `cost ${metric} all`;
  const names = [...accounts].sort().join(',');
  return `cost ${metric} ${createHash('sha256').update(names).digest('hex').slice(0, 12)}`;
};

/** The key of one report: its series and ISO week. Keys of a series sort by time. */
export const costReportKey = (config: CostReportConfig, week: string): string =>
  `${costSeries(config)} ${week}`;

/** The line by which the issue of a report is found again, whoever looks. */
export const reportMark = (key: string): string => `<!-- aws-coworker:report ${key} -->`;
