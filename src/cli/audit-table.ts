import {
  SEVERITIES,
  thingsOf,
  type AuditFinding,
  type AuditReport,
  type NotSeen,
} from '../report/audit/audit-report.ts';
import { withoutRepeatedPaths } from '../reply/plan-review.ts';
import type { AwsAccount } from '../task/account.ts';

/** Raised when a member is removed or means something else. */
const SCHEMA_VERSION = 1;

/** What was found, for machines: every finding, and the rules that they name. */
export const auditJson = (report: AuditReport): object => ({
  schemaVersion: SCHEMA_VERSION,
  kind: 'audit',
  ...report,
});

/** Escape sequences in a name must not reach the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}|\p{Cf}/gu, ' ');

const HEADINGS = ['Severity', 'Rule', 'Account', 'Region', 'Resource', 'What fails'] as const;

const nameOf = (id: string, accounts: readonly AwsAccount[]): string =>
  accounts.find((one) => one.id === id)?.name ?? id;

const resourceOf = ({ name, id }: AuditFinding): string => (name === id ? id : `${name} (${id})`);

type Cells = readonly string[];

const cellsOf = (
  finding: AuditFinding,
  report: AuditReport,
  accounts: readonly AwsAccount[],
): Cells => {
  const title = report.items[finding.item]?.title ?? '';
  const detail = withoutRepeatedPaths(finding.detail);
  return [
    finding.severity,
    finding.item,
    nameOf(finding.accountId, accounts),
    finding.region,
    resourceOf(finding),
    detail === title ? title : `${title}: ${detail}`,
  ].map(plain);
};

const aligned = (rows: readonly Cells[]): string => {
  const widths = HEADINGS.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const last = HEADINGS.length - 1;
  return rows
    .map((row) =>
      row.map((cell, at) => (at === last ? cell : cell.padEnd(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
};

const unseenLine = (one: NotSeen, accounts: readonly AwsAccount[]): string => {
  const where = [nameOf(one.accountId, accounts), one.region, one.title];
  return `  ${where.filter((part) => part !== undefined).join(' ')}: ${plain(one.because)}`;
};

const notSeen = (report: AuditReport, accounts: readonly AwsAccount[]): string => {
  const places = report.notSeen.map((one) => unseenLine(one, accounts));
  const things = report.notRead.map(
    (one) =>
      `  ${nameOf(one.accountId, accounts)} ${one.region} ${plain(one.id)}: ${plain(one.because)}`,
  );
  const lines = [...places, ...things];
  return lines.length === 0 ? '' : `Not seen\n${lines.join('\n')}`;
};

const notKnown = ({ notKnown: open, items }: AuditReport): string => {
  const lines = open.map(
    ({ item, count, because }) =>
      `  ${item} ${items[item]?.title ?? ''}, ${count}: ${plain(because)}`,
  );
  return lines.length === 0 ? '' : `Not known, never passed\n${lines.join('\n')}`;
};

const sums = (report: AuditReport): string => {
  const counts = SEVERITIES.map((one) => `${report.counts[one]} ${one}`).join(', ');
  return (
    `Failed: ${counts}. Passed: ${report.passed}. Not known: ${report.unknown}. ` +
    `Advisory or excepted, not counted: ${report.advised}.\n` +
    `Coverage: ${report.accountsSeen} of ${report.accounts} accounts, ` +
    `${thingsOf(report)} resources.`
  );
};

/** What was not seen is never said to be well. */
const nothingFails = (report: AuditReport): string => {
  if (report.accountsSeen === 0 && thingsOf(report) === 0) return 'Nothing was seen.';
  const isWhole = report.notReadCount + report.notSeen.length === 0;
  return isWhole ? 'Nothing fails.' : 'Nothing that was seen fails.';
};

/** What was found, for people: a row for each failure, the worst first, then what was not seen. */
export const renderAuditTable = (report: AuditReport, accounts: readonly AwsAccount[]): string => {
  const rows = report.findings.map((one) => cellsOf(one, report, accounts));
  const left = report.leftOut === 0 ? '' : `${report.leftOut} more are only counted.`;
  return [
    rows.length === 0 ? nothingFails(report) : aligned([HEADINGS, ...rows]),
    left,
    notKnown(report),
    notSeen(report, accounts),
    sums(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};
