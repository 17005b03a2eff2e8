import type { ControlPolicies, ControlPolicy } from '../report/organization/gather.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, details, listed, plural, shownOf } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

/** Who is in the organization and what binds them. */
export interface OrganizationAnswer {
  readonly kind: 'organization';
  readonly taskId: string;
  readonly accounts: readonly AwsAccount[];
  readonly controls: ControlPolicies;
}

/** What stands at the root comes first. */
const unitOf = ({ ou }: AwsAccount): string => (ou === '' ? 'Root' : ou);

const byUnit = (a: string, b: string): number => {
  if (a === 'Root' || b === 'Root') return a === 'Root' ? -1 : 1;
  return a < b ? -1 : 1;
};

const accountLine = (account: AwsAccount): string =>
  [
    `${quoteInline(account.name, 64)} ${quoteInline(account.id)}`,
    `${account.tier} (from ${account.tierSource})`,
    ...(account.persona === undefined ? [account.role] : [`${account.role}, ${account.persona}`]),
    account.status === 'ACTIVE' ? 'active' : `**${sentence(account.status, 40)}**`,
  ].join(' · ');

/** A unit of which not all is shown says how many it has. */
const unitBlock = (
  unit: string,
  accounts: readonly AwsAccount[],
  shown: ReadonlySet<AwsAccount>,
): string => {
  const lines = accounts.filter((one) => shown.has(one)).map(accountLine);
  const count = lines.length < accounts.length ? ` · ${plural(accounts.length, 'account')}` : '';
  const head = `**${sentence(unit, 120)}**${count}`;
  return lines.length === 0 ? head : `${head}\n${bullets(lines)}`;
};

const tree = (accounts: readonly AwsAccount[], most: number): string => {
  const names = [...new Set(accounts.map(unitOf))].toSorted(byUnit);
  const units = names.map((unit) => accounts.filter((one) => unitOf(one) === unit));
  const shown = new Set(units.flat().slice(0, most));
  const text = blocks(
    ...names.map((unit, at) => unitBlock(unit, units[at] ?? [], shown)),
    shownOf(shown.size, accounts.length),
  );
  return accounts.length > 25 ? details(`<b>${accounts.length} accounts</b>`, text) : text;
};

const MOST_TARGETS = 6;

const policyLine = ({ name, isOfAws, targets }: ControlPolicy): string => {
  const shown = targets.slice(0, MOST_TARGETS).map((one) => quoteInline(one, 64));
  const more = targets.length > MOST_TARGETS ? [`${targets.length - MOST_TARGETS} more`] : [];
  const bound = targets.length === 0 ? 'attached to nothing' : `on ${listed([...shown, ...more])}`;
  return `${quoteInline(name, 128)}${isOfAws ? ' (of AWS)' : ''} · ${bound}`;
};

const controls = (found: ControlPolicies): string => {
  if ('unread' in found)
    return `**Service control policies** were not read: ${sentence(found.unread, 200)}`;
  if (found.policies.length === 0) return '**Service control policies** · none';
  return `**Service control policies**\n${bullets(found.policies.map(policyLine))}`;
};

const suspended = (accounts: readonly AwsAccount[]): string => {
  const off = accounts.filter(({ status }) => status !== 'ACTIVE');
  if (off.length === 0) return '';
  return `${plural(off.length, 'account')} not active: nothing is planned there.`;
};

/** Accounts by organizational unit, then the policies that bind them. */
export const organizationParts = ({
  accounts,
  controls: found,
}: OrganizationAnswer): readonly Part[] => {
  const units = new Set(accounts.map(({ ou }) => ou).filter((ou) => ou !== '')).size;
  const heading =
    `## ${plural(accounts.length, 'account')} in ${plural(units, 'organizational unit')} · ` +
    'the organization';
  return [
    { forms: [blocks(heading, suspended(accounts))] },
    {
      forms: [
        tree(accounts, Infinity),
        tree(accounts, 100),
        tree(accounts, 25),
        tree(accounts, 0),
        'The list of accounts does not fit here.',
      ],
      dropsAt: 1,
    },
    { forms: [controls(found), 'The list of policies does not fit here.'], dropsAt: 1 },
  ];
};
