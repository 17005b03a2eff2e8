import { html } from 'hono/html';
import { utc } from '../../reply/markdown.ts';
import { dataTable, shown, type Html } from '../html.ts';
import type { RegistryView } from '../view.ts';

const COLUMNS = [
  { title: 'Entry' },
  { title: 'When' },
  { title: 'What' },
  { title: 'About' },
  { title: 'Hash' },
] as const;

/** The newest entries of the ledger: what, about what and when; never their details. */
export const ledgerPart = ({ ledger }: RegistryView): Html =>
  html`<section id="ledger" aria-labelledby="ledger-title">
    <h2 id="ledger-title">Recent ledger entries</h2>
    ${
      ledger.length === 0
        ? html`<p class="empty">The ledger is empty.</p>`
        : dataTable(
            'The newest entries, newest first; each hash covers the entry and the one before',
            COLUMNS,
            ledger.map((row) => [
              html`${row.seq}`,
              html`<time datetime="${row.at}">${utc(row.at)}</time>`,
              html`${shown(row.kind, 40)}`,
              html`<span class="name">${shown(row.subject, 80)}</span>`,
              html`<code>${row.hash.slice(0, 12)}</code>`,
            ]),
          )
    }
  </section>`;
