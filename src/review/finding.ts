import type { Tier } from '../task/tier.ts';

export const PILLARS = [
  'Operational excellence',
  'Security',
  'Reliability',
  'Performance efficiency',
  'Cost optimization',
  'Sustainability',
] as const;
export type Pillar = (typeof PILLARS)[number];
export type Severity = 'Critical' | 'High' | 'Medium' | 'Low';

/**
 * REMEDIATE, ACCEPTABLE and BLOCKED are of plans; PASS, UNKNOWN, ACCEPTABLE and BLOCKED of given
 * templates; PASS, FAIL and UNKNOWN of what runs; UNTICKED is evidence that only a person can give.
 */
export type FindingStatus =
  | 'REMEDIATE'
  | 'ACCEPTABLE'
  | 'BLOCKED'
  | 'PASS'
  | 'FAIL'
  | 'UNKNOWN'
  | 'UNTICKED';

/** What is judged: a plan we wrote, a template somebody gave, or what runs. */
export type Evidence = 'own-template' | 'given-template' | 'live';

export interface Finding {
  /** Id of a baseline item that is loaded, such as `S3-01`. */
  readonly item: string;
  readonly title: string;
  readonly pillar: Pillar;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** Shown, never counted by the gate. */
  readonly isAdvisory: boolean;
  /** Logical id, or the id of what runs; empty for a finding about the whole. */
  readonly resource: string;
  readonly type: string;
  readonly detail: string;
  readonly remediation: string;
  readonly references: readonly string[];
}

export type GuardianName = 'Cerberus' | 'Michael' | 'Buddha';
export type Verdict = 'PASS' | 'WARN' | 'FAIL';

export interface GuardianVerdict {
  readonly guardian: GuardianName;
  readonly verdict: Verdict;
  /** Why, worst first; empty for PASS. */
  readonly because: readonly string[];
}

export type Enforcement = 'optional' | 'warn' | 'strict' | 'enforce';

export interface Gate {
  readonly decision: 'PROCEED' | 'WARN_AND_PROCEED' | 'BLOCKED';
  readonly tier: Tier;
  readonly enforcement: Enforcement;
  readonly counts: {
    readonly remediated: number;
    readonly acceptable: number;
    readonly blocked: number;
    readonly unknown: number;
  };
  /** What must be resolved, in words, when BLOCKED. */
  readonly mustResolve: readonly string[];
}

/**
 * The Well-Architected review of one plan. Pure of the plan, the baselines and the configuration.
 */
export interface Review {
  readonly services: readonly string[];
  readonly overall: 'COMPLIANT' | 'GAPS_NOTED' | 'CRITICAL_GAPS';
  readonly findings: readonly Finding[];
  readonly guardians: readonly GuardianVerdict[];
  readonly gate: Gate;
}
