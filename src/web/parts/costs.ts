import { html } from 'hono/html';
import { changeWords, moneyWords } from '../../reply/money-words.ts';
import type { CostPart, CostReport } from '../../report/cost/cost-report.ts';
import { unitsOf } from '../../report/cost/money.ts';
import { nothing, shown, type Html } from '../html.ts';
import type { RegistryView } from '../view.ts';

const WIDTH = 400;
const HEIGHT = 190;
const BASE = 150;
const TOP = 26;

const heightsOf = (parts: readonly CostPart[]): readonly number[] => {
  const values = parts.map(({ amount }) => Math.max(0, unitsOf(amount)));
  const highest = Math.max(...values, 0.01);
  return values.map((value) => (value / highest) * (BASE - TOP));
};

const WEEKDAYS = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });

const weekday = (day: string): string => {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? shown(day, 10) : WEEKDAYS.format(at);
};

const dayBar = (
  part: CostPart,
  at: number,
  shape: { step: number; height: number; words: string },
) => {
  const { step, height, words } = shape;
  const x = at * step + step * 0.18;
  const middle = at * step + step / 2;
  return html`<g>
    <title>${shown(part.name, 20)}: ${words}</title>
    <rect
      class="bar"
      x="${x.toFixed(1)}"
      y="${(BASE - height).toFixed(1)}"
      width="${(step * 0.64).toFixed(1)}"
      height="${Math.max(1, height).toFixed(1)}"
      rx="2"
    ></rect>
    <text x="${middle.toFixed(1)}" y="${(BASE - height - 7).toFixed(1)}" class="value"
      >${words}</text
    >
    <text x="${middle.toFixed(1)}" y="${BASE + 18}" class="label">${weekday(part.name)}</text>
    <text x="${middle.toFixed(1)}" y="${BASE + 34}" class="label"
      >${shown(part.name, 10).slice(5)}</text
    >
  </g>`;
};

/** More bars than this are no week; what is left out would be a wrong picture. */
const MOST_DAYS = 14;

const shortMoney = (amount: CostPart['amount'], currency: string): string => {
  const units = unitsOf(amount);
  const digits = Math.abs(units) < 10 ? 2 : 0;
  const text = units.toLocaleString('en-US', { maximumFractionDigits: digits });
  return currency === 'USD' ? `$${text}` : text;
};

const dailyChart = ({ daily, currency }: CostReport): Html => {
  if (daily.length === 0 || daily.length > MOST_DAYS) return nothing;
  const heights = heightsOf(daily);
  const step = WIDTH / daily.length;
  return html`<figure>
    <figcaption>Each day</figcaption>
    <svg
      class="chart"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="Cost of each day, ${shown(currency, 3)}"
    >
      ${daily.map((part, at) =>
        dayBar(part, at, {
          step,
          height: heights[at] ?? 0,
          words: shortMoney(part.amount, currency),
        }),
      )}
    </svg>
  </figure>`;
};

const ROW = 34;

const agentBars = ({ breakdown, currency }: CostReport): Html => {
  const parts = breakdown?.agents ?? [];
  if (parts.length === 0) return nothing;
  const values = parts.map(({ amount }) => Math.max(0, unitsOf(amount)));
  const highest = Math.max(...values, 0.01);
  return html`<figure>
    <figcaption>By who answers for it</figcaption>
    <svg
      class="chart"
      viewBox="0 0 ${WIDTH} ${parts.length * ROW + 6}"
      role="img"
      aria-label="Cost by agent, ${shown(currency, 3)}"
    >
      ${parts.map(
        ({ name, amount }, at) =>
          html`<text x="0" y="${at * ROW + 14}" class="label start">${name}</text>
            <text x="${WIDTH}" y="${at * ROW + 14}" class="label end"
              >${moneyWords(amount, currency)}</text
            >
            <rect
              class="track"
              x="0"
              y="${at * ROW + 20}"
              width="${WIDTH}"
              height="6"
              rx="3"
            ></rect>
            <rect
              class="bar"
              x="0"
              y="${at * ROW + 20}"
              height="6"
              rx="3"
              width="${(((values[at] ?? 0) / highest) * WIDTH).toFixed(1)}"
            ></rect>`,
      )}
    </svg>
  </figure>`;
};

const totalWords = (report: CostReport): string => {
  const { total, before, currency, window } = report;
  const change =
    before === undefined ? '' : `, ${changeWords(total, before)} against the week before`;
  return `${moneyWords(total, currency)} in ${window.week}${change}.`;
};

const gapsOf = (gaps: readonly string[]): Html =>
  gaps.length === 0
    ? nothing
    : html`<p class="rest">What the report can not say:</p>
        <ul class="plain">
          ${gaps.slice(0, 8).map((gap) => html`<li>${shown(gap, 240)}</li>`)}
        </ul>`;

/** What the last cost report drew, or what to type for one. */
export const costsPart = ({ costs }: RegistryView): Html =>
  html`<section id="costs" aria-labelledby="costs-title">
    <h2 id="costs-title">Costs of the last report</h2>
    ${
      costs?.report === undefined
        ? html`<p class="empty">
            ${
              costs === undefined
                ? 'No report was made within the last 30 days.'
                : 'The last report could not be made.'
            }
            Type <code>/cost-report</code> in a comment on an issue of a task for one.
          </p>`
        : html`<p class="sum">${totalWords(costs.report)}</p>
            <div class="charts">${dailyChart(costs.report)} ${agentBars(costs.report)}</div>`
    }
    ${gapsOf(costs?.gaps ?? [])}
  </section>`;
