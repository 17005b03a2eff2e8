import { isAtLeast, type Tier } from '../task/tier.ts';
import { doesBlock, enforcementOf } from './enforcement.ts';
import type { Finding, Gate, GuardianVerdict } from './finding.ts';

/** The three ways on from a blocked plan, in the order in which they are offered. */
export const WAYS_ON = [
  'Include the items, by `/add ITEM`.',
  'Use a different account of a lower tier.',
  'Change the configuration by a reviewed pull request.',
] as const;

const isGap = (finding: Finding): boolean =>
  finding.status === 'ACCEPTABLE' || finding.status === 'BLOCKED' || finding.status === 'FAIL';

/** Findings that count: all but the advisory ones and those only a person can answer. */
const counted = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((one) => !one.isAdvisory && one.status !== 'UNTICKED');

/** Unknown means no: what is not known blocks where a gap of its severity would. */
const isBlocking = (finding: Finding, tier: Tier): boolean =>
  finding.status === 'BLOCKED' ||
  ((finding.status === 'UNKNOWN' || finding.status === 'FAIL') &&
    doesBlock(tier, finding.severity));

const vetoes = ({ guardian, verdict }: GuardianVerdict, tier: Tier): boolean =>
  verdict === 'FAIL' && (guardian === 'Cerberus' || isAtLeast(tier, 'staging'));

const described = ({ item, title, resource, detail }: Finding): string =>
  `\`${item}\` ${title} · ${resource === '' ? '' : `\`${resource}\`: `}${detail}`;

const mustResolve = (
  findings: readonly Finding[],
  guardians: readonly GuardianVerdict[],
  tier: Tier,
): readonly string[] => {
  const blocking = findings.filter((one) => isBlocking(one, tier));
  const items = new Set(blocking.map((one) => one.item));
  // A reason of a guardian begins with its item; what stands in the list already is only named.
  const named = (reason: string): string => {
    const item = reason.split(' ')[0] ?? '';
    return items.has(item) ? `\`${item}\`` : reason;
  };
  return [
    ...blocking.map(described),
    ...guardians
      .filter((one) => vetoes(one, tier))
      .map((one) => `${one.guardian} vetoes it: ${one.because.map(named).join('; ')}`),
  ];
};

const countOf = (findings: readonly Finding[], status: Finding['status']): number =>
  findings.filter((one) => one.status === status).length;

const mayWarn = (findings: readonly Finding[], guardians: readonly GuardianVerdict[]): boolean =>
  findings.some((one) => isGap(one) || one.status === 'UNKNOWN') ||
  guardians.some((one) => one.verdict !== 'PASS');

/**
 * Whether a plan or a template may go on. A policy violation and a Cerberus FAIL block in every
 * tier, a Michael or Buddha FAIL from staging up, gaps as the tier's enforcement says. Advisory
 * findings and evidence of people never count. In sandbox gaps do not even warn.
 */
export const decideGate = (
  findings: readonly Finding[],
  guardians: readonly GuardianVerdict[],
  tier: Tier,
): Gate => {
  const own = counted(findings);
  const toResolve = mustResolve(own, guardians, tier);
  const enforcement = enforcementOf(tier);
  const warns = enforcement !== 'optional' && mayWarn(own, guardians);
  const proceed = warns ? 'WARN_AND_PROCEED' : 'PROCEED';
  return {
    decision: toResolve.length > 0 ? 'BLOCKED' : proceed,
    tier,
    enforcement,
    counts: {
      remediated: countOf(own, 'REMEDIATE'),
      acceptable: countOf(own, 'ACCEPTABLE'),
      blocked: own.filter((one) => isBlocking(one, tier)).length,
      unknown: countOf(own, 'UNKNOWN'),
    },
    mustResolve: toResolve,
  };
};

/** The review in one word. A gap that is critical, or that blocks, makes it critical. */
export const overallOf = (
  findings: readonly Finding[],
  tier: Tier,
): 'COMPLIANT' | 'GAPS_NOTED' | 'CRITICAL_GAPS' => {
  const own = counted(findings);
  const isCritical = own.some(
    (one) => isBlocking(one, tier) || (isGap(one) && one.severity === 'Critical'),
  );
  if (isCritical) return 'CRITICAL_GAPS';
  return own.some((one) => isGap(one) || one.status === 'UNKNOWN') ? 'GAPS_NOTED' : 'COMPLIANT';
};
