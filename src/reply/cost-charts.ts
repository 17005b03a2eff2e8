import type { CostReport } from '../report/cost/cost-report.ts';
import { unitsOf } from '../report/cost/money.ts';
import { blocks } from './markdown.ts';
import { fence } from './quote.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const weekday = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? day;

const rounded = (value: number): string => value.toFixed(2);

/** A top of the axis that is a little above the highest bar, and never nothing. */
const axisTop = (values: readonly number[]): string => {
  const highest = Math.max(0, ...values);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(highest, 1))));
  return String(Math.ceil((highest * 1.1) / step) * step || 1);
};

const daily = ({ daily: days, currency }: CostReport): string => {
  const values = days.map(({ amount }) => unitsOf(amount));
  return fence(
    [
      'xychart-beta',
      `  title "Daily cost, ${currency}"`,
      `  x-axis [${days.map(({ name }) => `"${weekday(name)} ${name.slice(8)}"`).join(', ')}]`,
      `  y-axis "${currency}" 0 --> ${axisTop(values)}`,
      `  bar [${values.map((value) => rounded(Math.max(0, value))).join(', ')}]`,
    ].join('\n'),
    'mermaid',
  );
};

/** Who answers for what; an agent whose part is not above nothing has no slice. */
const byAgent = ({ breakdown, currency }: CostReport): string => {
  const slices = (breakdown?.agents ?? []).filter(({ amount }) => unitsOf(amount) >= 0.01);
  if (slices.length === 0) return '';
  return fence(
    [
      `pie showData title Cost by agent, ${currency}`,
      ...slices.map(({ name, amount }) => `  "${name}" : ${rounded(unitsOf(amount))}`),
    ].join('\n'),
    'mermaid',
  );
};

/** The days of the week, and who answers for the cost, as pictures that GitHub draws. */
export const charts = (report: CostReport): string => blocks(daily(report), byAgent(report));
