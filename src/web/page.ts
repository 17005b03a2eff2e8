import { html } from 'hono/html';
import type { Person } from '../task/issue.ts';
import { shown, type Html } from './html.ts';
import { plansPart } from './parts/plans.ts';
import { registryPart } from './parts/registry.ts';
import type { PlansView, RegistryView } from './view.ts';

/** No evaluation, no style of its own: the policy of the page allows neither. */
const HTMX = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  noSwap: [204, 304, '4xx', '5xx'],
});

const SECTIONS = [
  ['awaiting', 'Awaiting'],
  ['running', 'Running'],
  ['agents', 'Agents'],
  ['costs', 'Costs'],
  ['accounts', 'Accounts'],
  ['ledger', 'Ledger'],
] as const;

const head = (title: string): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="htmx-config" content="${HTMX}" />
    <title>${title}</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/dashboard.css" />
    <script src="/assets/htmx.js" defer></script>
  </head>`;

const header = (person: Person): Html =>
  html`<header>
    <p class="brand">AWS Coworker</p>
    <nav aria-label="Sections">
      <ul>
        ${SECTIONS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
      </ul>
    </nav>
    <form method="post" action="/auth/logout">
      <span>${shown(person.login, 40)}</span>
      <button type="submit">Sign out</button>
    </form>
  </header>`;

/** The whole page for somebody who may look. */
export const dashboardPage = (
  person: Person,
  views: { readonly plans: PlansView; readonly registry: RegistryView },
): Html =>
  html`<!doctype html>
    <html lang="en">
      ${head('AWS Coworker')}
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${header(person)}
        <main id="main" tabindex="-1">
          <h1>What waits, runs and is looked after</h1>
          ${plansPart(views.plans)} ${registryPart(views.registry)}
        </main>
        <footer>
          <p>This page only shows. Everything is asked for and approved in issues.</p>
        </footer>
      </body>
    </html>`;

/** A page that says why there is nothing to see, and what to do. */
export const noticePage = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      ${head(`${title} · AWS Coworker`)}
      <body>
        <main id="main" class="notice">
          <p class="brand">AWS Coworker</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
