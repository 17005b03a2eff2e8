import { WAYS_ON } from '../review/gate.ts';
import type { Finding, FindingStatus, Gate, GuardianVerdict, Review } from '../review/finding.ts';
import { blocks, bullets, details, shownOf, table } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

/** Governance section 2 names these columns, in this order. */
const COLUMNS = ['Pillar', 'Item', 'Status', 'Detail', 'Severity', 'Remediation'].map((title) => ({
  title,
}));

const ORDER: readonly FindingStatus[] = [
  'BLOCKED',
  'FAIL',
  'UNKNOWN',
  'ACCEPTABLE',
  'UNTICKED',
  'REMEDIATE',
  'PASS',
];

const SEVERITIES: readonly Finding['severity'][] = ['Critical', 'High', 'Medium', 'Low'];

/** One line a finding would have, with every resource that has the same one. */
interface ReviewRow {
  readonly finding: Finding;
  readonly resources: readonly string[];
}

const keyOf = (finding: Finding): string =>
  [finding.item, finding.status, finding.detail, finding.isAdvisory].join('\n');

const rankOf = ({ finding }: ReviewRow): number =>
  ORDER.indexOf(finding.status) * SEVERITIES.length + SEVERITIES.indexOf(finding.severity);

/** Findings as rows: one for each item and answer, the worst first. */
const rowsOf = (findings: readonly Finding[]): readonly ReviewRow[] => {
  const rows = new Map<string, ReviewRow>();
  for (const finding of findings) {
    const resources = rows.get(keyOf(finding))?.resources ?? [];
    const more = finding.resource === '' ? [] : [finding.resource];
    rows.set(keyOf(finding), { finding, resources: [...resources, ...more] });
  }
  return [...rows.values()].sort((a, b) => rankOf(a) - rankOf(b));
};

const MOST_NAMED = 3;

const namesOf = (resources: readonly string[]): string => {
  const named = resources.slice(0, MOST_NAMED).map((name) => quoteInline(name, 64));
  const more = resources.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const wayOn = ({ status, item, remediation }: Finding): string => {
  if (status === 'ACCEPTABLE') return `\`/add ${item.replaceAll(/[^\w.:-]/g, '')}\``;
  if (status === 'REMEDIATE') return 'in the plan';
  return remediation === '' ? 'none needed' : sentence(remediation, 200);
};

/** `A.B is x; A.C is y` as `A.B is x; C is y`: the path is said once. */
export const withoutRepeatedPaths = (detail: string): string => {
  const [first = '', ...rest] = detail.split('; ');
  const path = /^(?:[\w-]+\.)+/.exec(first)?.[0];
  if (path === undefined) return detail;
  return [
    first,
    ...rest.map((part) => (part.startsWith(path) ? part.slice(path.length) : part)),
  ].join('; ');
};

const detailOf = ({ finding, resources }: ReviewRow): string => {
  const saysMore = finding.detail.trim() !== finding.title.trim();
  const detail = saysMore ? sentence(withoutRepeatedPaths(finding.detail), 200) : '';
  const parts = [namesOf(resources), detail].filter((part) => part !== '');
  return parts.length === 0 ? 'the whole template' : parts.join(': ');
};

const cellsOf = (row: ReviewRow): readonly string[] => {
  const { finding } = row;
  return [
    finding.pillar,
    `${quoteInline(finding.item, 40)} ${sentence(finding.title, 80)}`,
    finding.isAdvisory ? `${finding.status} (advisory)` : finding.status,
    detailOf(row),
    finding.severity,
    wayOn(finding),
  ];
};

/** The review's table, at most so many rows; the worst are first and are the last to go. */
const renderFindings = (review: Review, most: number): string => {
  const rows = rowsOf(review.findings);
  const shown = rows.slice(0, most);
  return blocks(table(COLUMNS, shown.map(cellsOf)), shownOf(shown.length, rows.length));
};

/** What each guardian looks at: their names alone tell a newcomer nothing. */
const LOOKS_AT: Readonly<Record<GuardianVerdict['guardian'], string>> = {
  Cerberus: 'security',
  Michael: 'necessity',
  Buddha: 'balance',
};

/** What the tier does with a gap. */
const ENFORCEMENTS: Readonly<Record<Gate['enforcement'], string>> = {
  optional: 'gaps are only shown',
  warn: 'gaps warn',
  strict: 'medium gaps and worse block',
  enforce: 'every gap blocks',
};

/** A reason that stands under *To be resolved* already is named by its item. */
const withoutTold = (reason: string, { mustResolve }: Gate): string => {
  const item = reason.split(' ')[0] ?? '';
  return mustResolve.some((what) => what.startsWith(`\`${item}\` `)) ? `\`${item}\`` : reason;
};

/** The detail of a finding stands in the table below: of it, the item and its rule are named. */
const reasonWords = (reason: string, { findings, gate }: Review): string => {
  const told = findings.find(({ item, title }) => reason.startsWith(`${item} ${title}: `));
  const short = withoutTold(reason, gate);
  if (told === undefined || short !== reason) return sentence(short, 300);
  return `\`${told.item}\` ${sentence(told.title, 200)}`;
};

const guardianWords = ({ guardian, verdict, because }: GuardianVerdict, review: Review): string => {
  const { gate } = review;
  const who = `${guardian} (${LOOKS_AT[guardian]}) ${verdict}`;
  if (because.length === 0 || verdict === 'PASS') return who;
  if (gate.mustResolve.some((what) => what.startsWith(`${guardian} vetoes`))) {
    return `**${who}**, see below`;
  }
  const reasons = new Set(because.map((why) => reasonWords(why, review)));
  return `**${who}**: ${[...reasons].join('; ')}`;
};

/** How many gaps the one word stands for; nothing where there are none. */
const overallWords = ({ overall, gate }: Review): string => {
  const { acceptable, blocked, unknown } = gate.counts;
  const gaps = acceptable + blocked + unknown;
  return overall === 'COMPLIANT' || gaps === 0 ? overall : `${overall}: ${gaps}`;
};

/** The gate, the verdicts, and what must be resolved, with the three ways on. Never folded. */
export const renderGate = (review: Review, title = 'Review'): string => {
  const { gate, guardians } = review;
  const line =
    `**${title}** ${gate.decision} (${gate.tier}: ${ENFORCEMENTS[gate.enforcement]}) · ` +
    `${overallWords(review)} · ${guardians.map((one) => guardianWords(one, review)).join(' · ')}`;
  if (gate.decision !== 'BLOCKED') return line;
  return blocks(
    line,
    `**To be resolved**\n${bullets(gate.mustResolve.map((what) => sentence(what)))}`,
    `**Three ways on**\n${bullets(WAYS_ON.map((way) => sentence(way)))}`,
  );
};

/** The whole review, folded under its counts. */
export const renderReview = (review: Review, most: number): string => {
  const { remediated, acceptable, blocked, unknown } = review.gate.counts;
  const summary =
    `<b>Well-Architected review</b> · ${remediated} remediated · ${acceptable} acceptable · ` +
    `${blocked} blocked · ${unknown} unknown`;
  return details(summary, renderFindings(review, most));
};
