import type { CostPart, CostReport } from '../report/cost/cost-report.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Part } from './fit.ts';
import { blocks, details, plural, table, type Column } from './markdown.ts';
import { changeWords, moneyWords, partWords, shareWords } from './money-words.ts';
import { quoteInline, sentence } from './quote.ts';

const COLUMNS = (what: string): readonly Column[] => [
  { title: what },
  { title: 'Week', align: 'right' },
  { title: 'Share', align: 'right' },
  { title: 'Change', align: 'right' },
];

const columnsFor = (what: string, parts: readonly CostPart[]): readonly Column[] =>
  parts.some(({ before }) => before !== undefined) ? COLUMNS(what) : COLUMNS(what).slice(0, 3);

const rowOf = (
  part: CostPart,
  shown: { readonly name: string; readonly words: string; readonly report: CostReport },
): readonly string[] => [
  shown.name,
  shown.words,
  shareWords(part.amount, shown.report.total),
  ...(part.before === undefined ? [] : [changeWords(part.amount, part.before)]),
];

const tableOf = (
  report: CostReport,
  given: { readonly what: string; readonly parts: readonly CostPart[]; readonly most: number },
  nameOf: (name: string) => string,
): string => {
  const words = partWords(
    given.parts.map(({ amount }) => amount),
    report.currency,
  );
  const rows = given.parts.map((part, at) =>
    rowOf(part, { name: nameOf(part.name), words: words[at] ?? '', report }),
  );
  const left = rows.length - given.most;
  const rest = left > 0 ? `${given.most} of ${rows.length} shown, the largest first.` : '';
  return blocks(table(columnsFor(given.what, given.parts), rows.slice(0, given.most)), rest);
};

const folded = (
  report: CostReport,
  given: { readonly what: string; readonly parts: readonly CostPart[] },
  nameOf: (name: string) => string,
): Part => {
  const { what, parts } = given;
  if (parts.length === 0) return { forms: [''] };
  const form = (most: number): string =>
    details(
      `<b>By ${what.toLowerCase()}</b> · ${plural(parts.length, what.toLowerCase())}`,
      tableOf(report, { ...given, most }, nameOf),
    );
  return { forms: [form(1000), form(100), form(20)], dropsAt: 1 };
};

/** The name of an account, and its id where the name is not known; safe to print. */
export const accountName = (id: string, accounts: readonly AwsAccount[]): string => {
  const account = accounts.find((one) => one.id === id);
  if (account === undefined) return quoteInline(id, 20);
  const persona = account.persona === undefined ? '' : ` · ${account.persona}`;
  return `${quoteInline(account.name, 40)} (${account.tier}${persona})`;
};

/** By account, with its tier and persona. */
export const accountParts = (report: CostReport, accounts: readonly AwsAccount[]): Part =>
  folded(report, { what: 'Account', parts: report.breakdown?.accounts ?? [] }, (id) =>
    accountName(id, accounts),
  );

/** By historical agent. */
export const agentParts = (report: CostReport): Part =>
  folded(report, { what: 'Agent', parts: report.breakdown?.agents ?? [] }, (name) =>
    sentence(name, 20),
  );

/** By service, as the bill names it. */
export const serviceParts = (report: CostReport): Part =>
  folded(report, { what: 'Service', parts: report.breakdown?.services ?? [] }, (name) =>
    sentence(name, 60),
  );

/** By the tags that say who pays. */
export const tagParts = (report: CostReport): Part => {
  if (report.byTag === undefined) return { forms: [''] };
  const { costCenters, applications, untagged } = report.byTag;
  const name = (value: string): string => (value === '' ? '*untagged*' : quoteInline(value, 60));
  const form = (most: number): string =>
    details(
      `<b>By tag</b> · ${shareWords(untagged, report.total)} without a cost center`,
      blocks(
        tableOf(report, { what: 'CostCenter', parts: costCenters, most }, name),
        tableOf(report, { what: 'Application', parts: applications, most }, name),
      ),
    );
  return { forms: [form(1000), form(100), form(20)], dropsAt: 1 };
};

/** The ten largest: which service in which account. */
export const originParts = (report: CostReport, accounts: readonly AwsAccount[]): Part => {
  const origins = report.breakdown?.origins ?? [];
  const columns: readonly Column[] = [
    { title: 'Largest' },
    { title: 'Week', align: 'right' },
    { title: 'Change', align: 'right' },
  ];
  const rows = origins.map(({ accountId, service, amount, before }) => [
    `${sentence(service, 60)}<br>${accountName(accountId, accounts)}`,
    moneyWords(amount, report.currency),
    changeWords(amount, before),
  ]);
  return { forms: [table(columns, rows)] };
};
