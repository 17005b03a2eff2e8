import { html } from 'hono/html';
import { dailyCostWords } from '../../reply/agents.ts';
import { plural } from '../../reply/markdown.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { ServiceAgent } from '../../task/aws-resource.ts';
import { accountIdShown, dataTable, mark, shown, type Html } from '../html.ts';
import type { AccountsPage, RegistryView } from '../view.ts';

const COLUMNS = [
  { title: 'Account' },
  { title: 'Id' },
  { title: 'Tier' },
  { title: 'Role' },
  { title: 'Regions', isNumber: true },
  { title: 'Agents', isNumber: true },
  { title: 'Cost' },
  { title: 'Agents last seen' },
] as const;

/** When anything in an account was seen last; ISO instants sort as text. */
const lastSeen = (agents: readonly ServiceAgent[]): string => {
  const newest =
    agents
      .map(({ lastSeenAt }) => lastSeenAt ?? '')
      .sort()
      .at(-1) ?? '';
  return newest === '' ? 'not known' : newest.slice(0, 10);
};

const rowOf = (account: AwsAccount, page: AccountsPage, isMasked: boolean): readonly Html[] => {
  const agents = page.agents.get(account.id) ?? [];
  const isActive = account.status === 'ACTIVE';
  return [
    html`<span class="name">${shown(account.name, 60)}</span>`,
    html`<code>${accountIdShown(account.id, isMasked)}</code>`,
    account.tier === 'unknown' ? mark('warn', 'not classified') : html`${account.tier}`,
    isActive ? html`${account.role}` : mark('warn', shown(account.status.toLowerCase(), 30)),
    html`${account.regions.length}`,
    html`${agents.length}`,
    html`${agents.length === 0 ? 'none' : dailyCostWords(agents)}`,
    html`${agents.length === 0 ? 'none' : lastSeen(agents)}`,
  ];
};

const coverageWords = ({ accounts, tiers, agents, within }: AccountsPage): string => {
  const counted = tiers.map(({ tier, count }) =>
    tier === 'unknown' ? `${count} not classified` : `${count} ${tier}`,
  );
  const listed = within === undefined ? '' : ` Listed within the last ${within}.`;
  return (
    `${plural(accounts.all, 'account')}: ${counted.join(', ')}. ` +
    `Agents in ${agents.size} of them.${listed}`
  );
};

/** The accounts of the organization, and how much of them is looked after. */
export const accountsPart = ({ accounts: page, maskAccountIds }: RegistryView): Html => {
  const { accounts, within } = page;
  const rest = accounts.all - accounts.shown.length;
  return html`<section id="accounts" aria-labelledby="accounts-title">
    <h2 id="accounts-title">Accounts and coverage</h2>
    ${
      within === undefined
        ? html`<p class="empty">
            The organization has not been listed lately. It is when the next issue is planned.
          </p>`
        : html`<p class="sum">${coverageWords(page)}</p>
            ${dataTable(
              'Accounts, those with the most agents first',
              COLUMNS,
              accounts.shown.map((one) => rowOf(one, page, maskAccountIds)),
            )}
            ${rest === 0 ? '' : html`<p class="rest">${rest} more accounts are not shown.</p>`}`
    }
  </section>`;
};
