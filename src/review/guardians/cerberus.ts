import type { Finding, GuardianVerdict } from '../finding.ts';
import { worstOf, type Remark } from './worst.ts';

/** What Cerberus looks at. */
export interface SecurityView {
  readonly findings: readonly Finding[];
  /** Ids of the rules of section 5. */
  readonly policies: ReadonlySet<string>;
  /** Signs of injection in the request, in words. */
  readonly signs: readonly string[];
}

/** Items whose gap opens a resource to everybody. */
const EXPOSURES = new Set(['S3-03', 'SNS-04', 'SQS-04', 'LAMBDA-21', 'LAMBDA-22', 'IAM-03']);

/** Items whose gap lets somebody give themselves every right there is. */
const ESCALATIONS = new Set(['IAM-01', 'IAM-22', 'IAM-23', 'IAM-28']);

const isGap = (finding: Finding): boolean =>
  !finding.isAdvisory && (finding.status === 'ACCEPTABLE' || finding.status === 'BLOCKED');

const named = (finding: Finding): string => `${finding.item} ${finding.title}: ${finding.detail}`;

const remarkOf = (finding: Finding, view: SecurityView): Remark | undefined => {
  if (finding.pillar !== 'Security' || !isGap(finding)) return undefined;
  const isViolation = view.policies.has(finding.item) && finding.status === 'BLOCKED';
  if (isViolation || EXPOSURES.has(finding.item) || ESCALATIONS.has(finding.item)) {
    return { verdict: 'FAIL', because: named(finding) };
  }
  const isSevere = finding.severity === 'Critical' || finding.severity === 'High';
  return isSevere ? { verdict: 'WARN', because: named(finding) } : undefined;
};

/**
 * Security: every finding of the pillar, public access, escalation of rights, the policies, and
 * signs of injection. A policy violation, an opening to everybody or an escalation fails.
 */
export const askCerberus = (view: SecurityView): GuardianVerdict => {
  const remarks = view.findings.flatMap((finding) => {
    const remark = remarkOf(finding, view);
    return remark === undefined ? [] : [remark];
  });
  const because = `the request shows signs of injection: ${view.signs.join(', ')}`;
  const signs: readonly Remark[] = view.signs.length === 0 ? [] : [{ verdict: 'WARN', because }];
  return worstOf('Cerberus', [...remarks, ...signs]);
};
