import {
  limitWords,
  windowWords,
  type HealthRule,
  type HealthSeverity,
  type HealthTarget,
} from '../../services/health-rule.ts';
import type { HealthStatus } from '../../task/aws-resource.ts';
import { judgeMetric, type Measured } from './judge-metric.ts';

/** Why a resource is not healthy: one broken rule with what was seen and what was allowed. */
export interface Evidence {
  readonly rule: string;
  readonly severity: HealthSeverity;
  /** `12.5 %`, or what the service said. Data of AWS: quote it. */
  readonly seen: string;
  /** `over 5 % of the invocations in 60 minutes`; empty for a rule about configuration. */
  readonly limit: string;
  readonly detail: string;
  readonly heal: string;
  /** The sentence of an issue that asks for the heal. */
  readonly request?: string;
  /** What a standing approval may do of the heal. */
  readonly operation?: string;
}

/** One resource with its state of health. */
export interface JudgedResource {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly resourceType: string;
  readonly region: string;
  readonly accountId: string;
  readonly status: HealthStatus;
  readonly evidence: readonly Evidence[];
  /** Names of the rules that nobody could judge, some with the reason. Data of AWS: quote it. */
  readonly unknown: readonly string[];
}

/** What is known of one resource when it is judged. */
export interface Judging extends Measured {
  readonly accountName: string;
  /** False where its configuration could not be read: rules about it then say nothing. */
  readonly isRead: boolean;
}

type Verdict = Evidence | { readonly unknown: string } | 'holds' | 'not applicable';

const numberWords = (value: number, unit: 'percent' | 'count'): string =>
  `${Number(value.toPrecision(4))}${unit === 'percent' ? ' %' : ''}`;

const evidenceOf = (
  rule: HealthRule,
  judging: Judging,
  said: Pick<Evidence, 'seen' | 'limit'>,
): Evidence => {
  const { name, severity, detail, heal } = rule;
  const request = heal.request?.(judging.target, judging.accountName);
  const base = { rule: name, severity, detail, heal: heal.words, ...said };
  const { operation } = heal;
  return {
    ...base,
    ...(request === undefined ? {} : { request }),
    ...(operation === undefined ? {} : { operation }),
  };
};

const judgeRule = (rule: HealthRule, judging: Judging): Verdict => {
  const { target, isRead } = judging;
  const nothing = { unknown: rule.name };
  if (rule.source === 'configuration' && !isRead) return nothing;
  if (rule.isApplicable?.(target) === false) return 'not applicable';
  if (rule.source === 'configuration') {
    const verdict = rule.judge(target);
    if (verdict === 'holds') return 'holds';
    if (verdict === 'unknown') return nothing;
    if ('unknown' in verdict) return { unknown: `${rule.name} (${verdict.unknown})` };
    return evidenceOf(rule, judging, { seen: verdict.seen, limit: '' });
  }
  const verdict = judgeMetric(rule, judging);
  if (verdict === 'unknown') return nothing;
  if (!verdict.isBroken) return 'holds';
  return evidenceOf(rule, judging, {
    seen: numberWords(verdict.value, rule.unit),
    limit: `${limitWords(rule)} ${windowWords(rule.window)}`,
  });
};

const isEvidence = (verdict: Verdict): verdict is Evidence =>
  typeof verdict !== 'string' && 'rule' in verdict;

const unknownOf = (verdict: Verdict): readonly string[] =>
  typeof verdict !== 'string' && 'unknown' in verdict ? [verdict.unknown] : [];

/** The worst that is known; without it, one rule that nobody could judge makes it unknown. */
const statusOf = (verdicts: readonly Verdict[]): HealthStatus => {
  const severities = verdicts.filter(isEvidence).map(({ severity }) => severity);
  if (severities.includes('Unhealthy')) return 'Unhealthy';
  if (severities.length > 0) return 'Degraded';
  const isKnown = verdicts.flatMap(unknownOf).length === 0 && verdicts.includes('holds');
  return isKnown ? 'Healthy' : 'Unknown';
};

const identityOf = ({ resource }: HealthTarget) => ({
  id: resource.id,
  arn: resource.arn,
  name: resource.tags['Name'] ?? resource.id,
  resourceType: resource.resourceType,
  region: resource.region,
  accountId: resource.accountId,
});

/** Judges one resource by the rules of its type. A type without rules is unknown. */
export const judgeResource = (rules: readonly HealthRule[], judging: Judging): JudgedResource => {
  const verdicts = rules.map((rule) => judgeRule(rule, judging));
  return {
    ...identityOf(judging.target),
    status: statusOf(verdicts),
    evidence: verdicts.filter(isEvidence),
    unknown: verdicts.flatMap(unknownOf),
  };
};
