import {
  SEVERITIES,
  type AuditedThing,
  type AuditFinding,
  type AuditReport,
} from '../report/audit/audit-report.ts';
import type { Severity } from '../review/finding.ts';
import { isGlobalType } from '../task/resource-type.ts';
import { listed } from './markdown.ts';
import { withoutRepeatedPaths } from './plan-review.ts';
import { quoteInline, sentence } from './quote.ts';

/** An account, as far as an audit names it. */
export interface NamedAccount {
  readonly id: string;
  readonly name: string;
}

/** The name of an account; its id where it has none. */
export const nameOfAccount = (id: string, accounts: readonly NamedAccount[]): string =>
  quoteInline(accounts.find((one) => one.id === id)?.name ?? id, 40);

/** `2 Critical, 9 High`; counts of nothing are left out. */
export const severityWords = (counts: AuditReport['counts']): string =>
  listed(SEVERITIES.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`));

/** The thing, and its id where it is called something else; data of AWS, quoted. */
export const thingWords = ({ name, id }: Pick<AuditedThing, 'name' | 'id'>): string =>
  name === id ? quoteInline(name, 64) : `${quoteInline(name, 64)} (${quoteInline(id, 64)})`;

/** Account and region; what is global has no region. */
export const placeWords = (thing: AuditedThing, accounts: readonly NamedAccount[]): string => {
  const account = nameOfAccount(thing.accountId, accounts);
  const isGlobal = thing.type === 'Account' || isGlobalType(thing.type);
  return isGlobal ? account : `${account} ${sentence(thing.region, 20)}`;
};

/** What was found, with paths that repeat said once. */
export const foundWords = (detail: string, most = 200): string =>
  sentence(withoutRepeatedPaths(detail), most);

/** All rules of one severity that one thing breaks. */
export interface AuditLine {
  readonly thing: AuditFinding;
  readonly severity: Severity;
  readonly findings: readonly AuditFinding[];
}

/** One line for each thing and severity, in the order of the findings. */
export const linesOf = (findings: readonly AuditFinding[]): readonly AuditLine[] => {
  const lines = new Map<string, AuditFinding[]>();
  for (const one of findings) {
    const key = [one.severity, one.accountId, one.region, one.type, one.id].join(' ');
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()].flatMap((all) => {
    const [thing] = all;
    return thing === undefined ? [] : [{ thing, severity: thing.severity, findings: all }];
  });
};
