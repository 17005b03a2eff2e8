import { html } from 'hono/html';
import { plural, relative, typeWords, utc } from '../../reply/markdown.ts';
import { mark, nothing, shown, type Html } from '../html.ts';
import type {
  AwaitingPlan,
  Bounded,
  IssueLink,
  PlansView,
  RunningPlan,
  UnreadPlan,
} from '../view.ts';

const RISKS = { low: 'good', medium: 'warn', high: 'bad' } as const;

const issueLink = ({ name, address }: IssueLink): Html =>
  html`<a href="${address}">${shown(name, 120)}</a>`;

/** Type words are written for Markdown; their backslashes mean nothing here. */
const typeName = (type: string): string => shown(typeWords(type).replaceAll(/[\\`]/g, ''));

const fact = (name: string, value: Html | string): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

const untilWords = (until: string | undefined, now: string): string => {
  if (until === undefined) return 'not shown in its issue yet';
  const isOver = Date.parse(until) <= Date.parse(now);
  return isOver ? `${utc(until)}: it is over` : `${utc(until)}, ${relative(until, now)}`;
};

const awaitingCard = (plan: AwaitingPlan, now: string): Html =>
  html`<article class="card">
    <h3>${issueLink(plan.issue)} <code>${plan.digest}</code></h3>
    <p class="verdict">${plan.verdict}</p>
    <dl class="facts">
      ${fact('Changes', plan.counts.replaceAll(/(\d) /g, '$1\u00a0'))}
      ${fact('Of', plan.types.slice(0, 6).map(typeName).join(', ') || 'operations only')}
      ${fact('Where', `${plan.accounts.map((name) => shown(name, 40)).join(', ')} (${plan.tier})`)}
      ${fact('Risk', mark(RISKS[plan.risk], plan.risk))} ${fact('Cost a month', plan.cost)}
      ${fact('Approval', shown(plan.approval, 300))}
      ${plan.isApprovable ? fact('Until', untilWords(plan.until, now)) : nothing}
    </dl>
  </article>`;

const unreadCard = ({ issue, because }: UnreadPlan): Html =>
  html`<article class="card">
    <h3>${issueLink(issue)}</h3>
    <p>${mark('warn', 'not readable')}: ${because}.</p>
  </article>`;

const restOf = ({ shown: some, all }: Bounded<unknown>): Html =>
  some.length === all
    ? nothing
    : html`<p class="rest">${some.length} of ${all} shown, those of the newest issues.</p>`;

const awaitingPart = ({ awaiting, now }: PlansView): Html =>
  html`<section id="awaiting" aria-labelledby="awaiting-title">
    <h2 id="awaiting-title">Awaiting approval</h2>
    ${
      awaiting.all === 0
        ? html`<p class="empty">No plan waits for anybody.</p>`
        : html`<div class="cards">
            ${awaiting.shown.map((plan) =>
              'because' in plan ? unreadCard(plan) : awaitingCard(plan, now),
            )}
          </div>`
    }
    ${restOf(awaiting)}
  </section>`;

const STATUS_MARKS = [
  [/FAILED$/, 'bad'],
  [/ROLLBACK/, 'warn'],
  [/_COMPLETE$/, 'good'],
] as const;

const statusMark = (status: string): Html => {
  const words = status
    .replaceAll(/[^A-Z_]/g, '')
    .toLowerCase()
    .replaceAll('_', ' ');
  const kind = STATUS_MARKS.find(([pattern]) => pattern.test(status))?.[1] ?? 'quiet';
  return mark(kind, words);
};

const runningCard = (run: RunningPlan): Html =>
  html`<article class="card">
    <h3>${issueLink(run.issue)} <code>${run.digest}</code></h3>
    <p>
      <progress
        max="${Math.max(run.planned, 1)}"
        value="${run.done}"
        aria-label="Progress"
      ></progress>
      ${run.done} of ${plural(run.planned, 'resource')} done
    </p>
    <ul class="plain">
      ${run.resources.map(
        ({ name, type, status }) =>
          html`<li><code>${shown(name, 60)}</code> ${typeName(type)} · ${statusMark(status)}</li>`,
      )}
    </ul>
  </article>`;

const runningPart = ({ running }: PlansView): Html =>
  html`<section id="running" aria-labelledby="running-title">
    <h2 id="running-title">Running</h2>
    ${
      running.all === 0
        ? html`<p class="empty">Nothing runs at the moment.</p>`
        : html`<div class="cards">${running.shown.map(runningCard)}</div>`
    }
    ${restOf(running)}
  </section>`;

const leadWords = ({ awaiting, running }: PlansView): string => {
  const waits =
    awaiting.all === 0
      ? 'Nothing waits for approval'
      : `${plural(awaiting.all, 'plan')} ${awaiting.all === 1 ? 'waits' : 'wait'} for approval`;
  const runs =
    running.all === 0 ? 'nothing runs' : `${running.all} ${running.all === 1 ? 'runs' : 'run'}`;
  return `${waits}, ${runs}.`;
};

/** What waits and what runs; it asks for itself again a few times a minute. */
export const plansPart = (view: PlansView): Html =>
  html`<div id="plans" hx-get="/parts/plans" hx-trigger="every 15s" hx-swap="outerMorph">
    <p class="lead">${leadWords(view)}</p>
    ${
      view.elsewhere === 0
        ? nothing
        : html`<p class="rest">
            ${plural(view.elsewhere, 'plan')} of other repositories can be seen there only.
          </p>`
    }
    ${awaitingPart(view)} ${runningPart(view)}
    <p class="stamp">Plans as of ${utc(view.now)}</p>
  </div>`;
