import { SEVERITIES, type AuditFinding, type AuditReport } from '../report/audit/audit-report.ts';
import { isOfOwnRole } from '../report/audit/own-roles.ts';
import type { AwsAccount } from '../task/account.ts';
import { placeWords, severityWords, thingWords } from './audit-words.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, details, plural, shownOf } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

interface AuditFoldView {
  readonly accounts: readonly AwsAccount[];
}

/** One rule with the things that break it. */
const ruleLine = (item: string, all: readonly AuditFinding[], report: AuditReport): string => {
  const things = all.map(thingWords);
  const shown = things.slice(0, 20).join(', ');
  const more = things.length > 20 ? `, and ${things.length - 20} more` : '';
  const severity = all[0]?.severity ?? '';
  const title = sentence(report.items[item]?.title ?? '', 100);
  const own = all.find(({ detail }) => isOfOwnRole(detail))?.detail ?? '';
  const why = own === '' ? '' : ` · ${sentence(own)}`;
  return `**${severity}** ${quoteInline(item, 40)} ${title}, ${all.length}: ${shown}${more}${why}`;
};

const grouped = (findings: readonly AuditFinding[], report: AuditReport): readonly string[] => {
  const items = new Map<string, AuditFinding[]>();
  for (const one of findings) items.set(one.item, [...(items.get(one.item) ?? []), one]);
  return [...items].map(([item, all]) => ruleLine(item, all, report));
};

/** Accounts that have a fold of their own; the others are counted. */
const MOST_ACCOUNTS = 40;

type OfAccount = AuditReport['byAccount'][number];

const isClean = ({ counts }: OfAccount): boolean => SEVERITIES.every((one) => counts[one] === 0);

const worseFirst = (a: OfAccount, b: OfAccount): number => {
  const first = SEVERITIES.find((one) => a.counts[one] !== b.counts[one]);
  return first === undefined ? 0 : b.counts[first] - a.counts[first];
};

const accountPart = (one: OfAccount, report: AuditReport, view: AuditFoldView): Part => {
  const { accountId, counts, things } = one;
  const name = view.accounts.find(({ id }) => id === accountId)?.name ?? accountId;
  const safe = name.replaceAll(/[^\w .-]/g, '').slice(0, 60);
  const summary = `<b>${safe}</b>: ${severityWords(counts)} on ${plural(things, 'resource')}`;
  const own = report.findings.filter((each) => each.accountId === accountId);
  const lines = grouped(own, report);
  const form = (most: number): string => {
    const shown = lines.slice(0, most);
    return details(summary, blocks(bullets(shown), shownOf(shown.length, lines.length)));
  };
  return { forms: [form(60), form(10), summary], dropsAt: 3 };
};

/** The accounts in which something fails, the worst first, each with its rules folded. */
export const accountParts = (report: AuditReport, view: AuditFoldView): readonly Part[] => {
  const failing = report.byAccount.filter((one) => !isClean(one)).toSorted(worseFirst);
  const rest = failing.length - MOST_ACCOUNTS;
  return [
    ...failing.slice(0, MOST_ACCOUNTS).map((one) => accountPart(one, report, view)),
    { forms: [rest > 0 ? `${plural(rest, 'further account')} with failures, counted above.` : ''] },
  ];
};

/** What could not be read or judged, and why. */
export const notKnownPart = (report: AuditReport, view: AuditFoldView): Part => {
  const rules = report.notKnown.map(
    ({ item, because, count }) =>
      `${quoteInline(item, 40)} ${sentence(report.items[item]?.title ?? '', 100)}, ${count}: ` +
      sentence(because, 160),
  );
  const things = report.notRead.map(
    (one) => `${thingWords(one)} · ${placeWords(one, view.accounts)}: ${sentence(one.because)}`,
  );
  const lines = [...things, ...rules];
  if (lines.length === 0) return { forms: [''] };
  const form = (most: number): string =>
    details(
      `<b>Not known</b>: ${report.unknown + report.notReadCount}`,
      blocks(bullets(lines.slice(0, most)), shownOf(Math.min(most, lines.length), lines.length)),
    );
  return { forms: [form(60), form(15), ''], dropsAt: 4 };
};

/** What fails and is not counted. */
export const advisoryPart = (report: AuditReport): Part => {
  if (report.advisory.length === 0) return { forms: [''] };
  const lines = grouped(report.advisory, report);
  const summary = `<b>Apart, not counted</b>: ${report.advised} advisory or excepted`;
  const form = (most: number): string =>
    details(
      summary,
      blocks(bullets(lines.slice(0, most)), shownOf(Math.min(most, lines.length), lines.length)),
    );
  return { forms: [form(40), form(10), ''], dropsAt: 5 };
};
