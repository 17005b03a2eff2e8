import {
  thingsOf,
  type AuditFinding,
  type AuditReport,
  type NotSeen,
} from '../report/audit/audit-report.ts';
import { mendText } from '../report/audit/mend.ts';
import { countedWords } from './counted-words.ts';
import { accountParts, advisoryPart, notKnownPart } from './audit-folds.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import {
  foundWords,
  linesOf,
  nameOfAccount,
  placeWords,
  severityWords,
  thingWords,
  type AuditLine,
} from './audit-words.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, listed, plural, shownOf, table, typeWords } from './markdown.ts';
import type { Column } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

/** What an audit found, for one question. */
export interface AuditAnswer {
  readonly kind: 'audit';
  readonly taskId: string;
  /** Set where only what is public or exposed was asked about. */
  readonly about?: 'exposure';
  readonly report: AuditReport;
}

export interface AuditView {
  readonly tasks: readonly AwsTask[];
  readonly accounts: readonly AwsAccount[];
}

const typeOf = ({ taskId }: AuditAnswer, { tasks }: AuditView): string => {
  const type = tasks.find((one) => one.id === taskId)?.resourceType;
  return type === undefined ? 'all services' : typeWords(type);
};

/** Nothing that fails is no praise where something was not seen. */
const isAllSeen = (report: AuditReport): boolean =>
  report.notReadCount === 0 && report.notSeen.length === 0;

const headline = ({ about, report }: AuditAnswer): string => {
  const words = severityWords(report.counts);
  const title = about === undefined ? 'Audit' : 'Exposure';
  if (words !== '') return `${title}: ${words}`;
  if (report.accountsSeen === 0 && thingsOf(report) === 0) return `${title}: nothing was seen`;
  const isWhole = isAllSeen(report) && (about === undefined || report.unknown === 0);
  const seen = isWhole ? 'nothing' : 'nothing that was seen';
  return `${title}: ${seen} ${about === undefined ? 'fails' : 'is open to the outside'}`;
};

/** A place that was not seen is said once for each account and reason. */
const unseenLines = (notSeen: readonly NotSeen[], view: AuditView): readonly string[] => {
  const places = new Map<string, NotSeen[]>();
  for (const one of notSeen) {
    const key = `${one.accountId} ${one.because}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places.values()].map((all) => {
    const [first] = all;
    const account = nameOfAccount(first?.accountId ?? '', view.accounts);
    const where = [...new Set(all.map(({ region, title }) => [title, region].join(' ').trim()))];
    const parts = where.filter((one) => one !== '').slice(0, 8);
    const more = where.length > parts.length ? ', …' : '';
    const because = sentence(first?.because ?? '');
    return `${account} ${sentence(parts.join(', '), 300)}${more}: ${because}`;
  });
};

const MOST_NAMED = 10;

/** `41 of 43 accounts, 2 failed: …`; why stands below, with what else was not seen. */
const coverageWords = ({ report }: AuditAnswer, view: AuditView): string => {
  const { accounts, accountsSeen, notSeen } = report;
  const seen = `**Coverage** · ${accountsSeen} of ${plural(accounts, 'account')}`;
  const failed = [...new Set(notSeen.map(({ accountId }) => accountId))];
  if (failed.length === 0) return `${seen}, all of what was asked`;
  const names = failed.slice(0, MOST_NAMED).map((id) => nameOfAccount(id, view.accounts));
  const more = failed.length > names.length ? ', …' : '';
  return `${seen}, **${failed.length} failed**: ${names.join(', ')}${more}`;
};

const openWords = ({ unknown, notReadCount }: AuditReport): string => {
  const parts = [
    unknown === 0 ? '' : `${plural(unknown, 'judgement')} on what was read`,
    notReadCount === 0 ? '' : `${plural(notReadCount, 'resource')} that could not be read`,
  ].filter((part) => part !== '');
  return parts.length === 0
    ? ''
    : `**Not known** · ${listed(parts)}; what is not known never passes`;
};

const head = (answer: AuditAnswer, view: AuditView): string => {
  const { report } = answer;
  return bullets(
    [
      coverageWords(answer, view),
      `**Judged** · ${plural(thingsOf(report), 'resource')} ` +
        `(${countedWords(report.looked) || 'none'}) ` +
        `by the rules that judge a plan in their tier; ` +
        `${plural(report.passed, 'judgement')} passed`,
      openWords(report),
      report.advised === 0
        ? ''
        : `**Apart, not counted** · ${plural(report.advised, 'advisory or excepted failure')}`,
    ].filter((line) => line !== ''),
  );
};

const COLUMNS: readonly Column[] = [
  { title: 'Severity' },
  { title: 'Resource' },
  { title: 'What fails' },
  { title: 'To mend it' },
];

const inCell = (lines: readonly string[]): string => [...new Set(lines)].join('<br>');

const ruleWords = ({ item, detail }: AuditFinding, { items }: AuditReport): string => {
  const title = items[item]?.title ?? '';
  const found = detail === title ? '' : ` · ${foundWords(detail)}`;
  return `${quoteInline(item, 40)} **${sentence(title, 100)}**${found}`;
};

const mendWords = (finding: AuditFinding, report: AuditReport, view: AuditView): string => {
  const text = mendText(finding, view.accounts);
  if (text !== undefined) return `Open an issue: ${quoteInline(text, 300)}`;
  return sentence(report.items[finding.item]?.remediation ?? '', 200);
};

const rowOf = (line: AuditLine, report: AuditReport, view: AuditView): readonly string[] => [
  `**${line.severity}**`,
  inCell([
    `${thingWords(line.thing)} ${typeWords(line.thing.type)}`,
    placeWords(line.thing, view.accounts),
  ]),
  inCell(line.findings.map((one) => ruleWords(one, report))),
  inCell(line.findings.map((one) => mendWords(one, report, view))),
];

/** Says when a Critical one is not in sight: nobody must take the table for all of them. */
const shownWords = (shown: number, lines: readonly AuditLine[], report: AuditReport): string => {
  const hidden = lines.slice(shown).filter(({ severity }) => severity === 'Critical').length;
  const critical =
    hidden === 0 ? '' : ` **${plural(hidden, 'Critical line')} among those not shown.**`;
  const leftOut =
    report.leftOut === 0 ? '' : ` ${plural(report.leftOut, 'further finding')} only counted.`;
  return `${shownOf(shown, lines.length)}${critical}${leftOut}`.trim();
};

/** Rows in sight; more only where all of them are Critical. */
const LEAST_ROWS = 12;
const MOST_ROWS = 40;

const worstPart = (answer: AuditAnswer, view: AuditView): Part => {
  const { report } = answer;
  const lines = linesOf(report.findings);
  const form = (most: number): string => {
    const rows = lines.slice(0, most).map((line) => rowOf(line, report, view));
    return blocks(table(COLUMNS, rows), shownWords(rows.length, lines, report));
  };
  const critical = lines.filter(({ severity }) => severity === 'Critical').length;
  const whole = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, critical));
  return { forms: [form(whole), form(LEAST_ROWS), form(5), form(0)], dropsAt: 1 };
};

const notSeenPart = ({ report }: AuditAnswer, view: AuditView): Part => {
  const lines = unseenLines(report.notSeen, view);
  if (lines.length === 0) return { forms: [''] };
  const shown = lines.slice(0, 20);
  return {
    forms: [blocks(`**Not seen**\n${bullets(shown)}`, shownOf(shown.length, lines.length))],
  };
};

/**
 * The answer to one audit: counts, coverage, the worst findings with what mends them, then each
 * account, what is not known and what is advisory, folded.
 */
export const auditParts = (answer: AuditAnswer, view: AuditView): readonly Part[] => [
  { forms: [blocks(`## ${headline(answer)} · ${typeOf(answer, view)}`, head(answer, view))] },
  notSeenPart(answer, view),
  worstPart(answer, view),
  ...accountParts(answer.report, view),
  notKnownPart(answer.report, view),
  advisoryPart(answer.report),
];
