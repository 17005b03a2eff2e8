import { html } from 'hono/html';
import { utc } from '../../reply/markdown.ts';
import type { Html } from '../html.ts';
import type { RegistryView } from '../view.ts';
import { accountsPart } from './accounts.ts';
import { agentsPart, registryQuery } from './agents.ts';
import { costsPart } from './costs.ts';
import { ledgerPart } from './ledger.ts';

/** What there is; it asks for itself again once a minute, on the page that somebody looks at. */
export const registryPart = (view: RegistryView): Html =>
  html`<div
    id="registry"
    hx-get="/parts/registry${registryQuery(view.agents)}"
    hx-trigger="every 60s"
    hx-swap="outerMorph"
  >
    ${agentsPart(view)} ${costsPart(view)} ${accountsPart(view)} ${ledgerPart(view)}
    <p class="stamp">Registry as of ${utc(view.now)}</p>
  </div>`;
