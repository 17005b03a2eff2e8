import type { HealOperation } from '../config/config.ts';
import type { AwsResource } from '../task/aws-resource.ts';

/** How bad it is when a rule does not hold: it still works, or it does not. */
export type HealthSeverity = 'Degraded' | 'Unhealthy';

/** A resource with what its service says of it now. */
export interface HealthTarget {
  readonly resource: AwsResource;
  /** What `readHealth` answered, or else what the list knows. */
  readonly live: Readonly<Record<string, unknown>>;
}

export type Statistic = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount';

export type Dimensions = Readonly<Record<string, string>>;

/** One metric of CloudWatch. Several sets of dimensions are several series. */
export interface Measure {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: Statistic;
  readonly dimensions: (target: HealthTarget) => readonly Dimensions[];
}

/** What a measure is divided by: another metric, or what the resource itself is set to. */
export type Share =
  | { readonly measures: readonly Measure[]; readonly words: string }
  | {
      readonly live: (target: HealthTarget) => number | undefined;
      readonly words: string;
    };

/** Over which time a rule looks. The last period ends at a whole multiple of its length. */
export interface HealthWindow {
  readonly periodSeconds: number;
  readonly periods: number;
  /** `each` period must break the limit by itself, or all of them taken `together`. */
  readonly taken: 'each' | 'together';
}

/** What may help, for a person to ask for; nothing is done by the report. */
export interface Heal {
  readonly words: string;
  /** The sentence of an issue that asks for it; absent where no task of ours mends it. */
  readonly request?: (target: HealthTarget, accountName: string) => string;
  /** What a standing approval may do of it; absent where only a person may. */
  readonly operation?: HealOperation;
}

interface RuleBase {
  readonly name: string;
  readonly severity: HealthSeverity;
  /** What is wrong when the rule is broken. */
  readonly detail: string;
  readonly heal: Heal;
  /** Where a rule has nothing to say, such as about the processor of a stopped instance. */
  readonly isApplicable?: (target: HealthTarget) => boolean;
}

/** A rule about what was measured. */
export interface MetricRule extends RuleBase {
  readonly source: 'metric';
  /** All series are added up. */
  readonly measures: readonly Measure[];
  /** With it the value is a percentage. */
  readonly share?: Share;
  readonly limit: { readonly is: 'over' | 'under'; readonly value: number };
  readonly unit: 'percent' | 'count';
  readonly window: HealthWindow;
  /**
   * What it means that CloudWatch has nothing: unknown, or zero where AWS documents that nothing is
   * sent for nothing. The rule's docstring names that document.
   */
  readonly noData: 'unknown' | 'zero';
}

/**
 * What a configuration rule says of one resource; `unknown` where AWS did not tell, with the reason
 * where there is one.
 */
export type ConfigurationVerdict =
  | 'holds'
  | 'unknown'
  | { readonly unknown: string }
  | { readonly seen: string };

/** A rule about how the resource is set up or what its service says of it. */
export interface ConfigurationRule extends RuleBase {
  readonly source: 'configuration';
  readonly judge: (target: HealthTarget) => ConfigurationVerdict;
}

/** One check of a type; judged by the health report. */
export type HealthRule = MetricRule | ConfigurationRule;

/** A text that the service said; empty when it did not. */
export const liveText = ({ live }: HealthTarget, name: string): string => {
  const value = live[name];
  return typeof value === 'string' ? value : '';
};

/** A number that the service said. */
export const liveNumber = ({ live }: HealthTarget, name: string): number | undefined => {
  const value = live[name];
  return typeof value === 'number' ? value : undefined;
};

/** The last hour, in the five minutes of basic monitoring. */
export const LAST_HOUR: HealthWindow = { periodSeconds: 300, periods: 12, taken: 'together' };

const minutes = ({ periodSeconds, periods }: HealthWindow): string =>
  `${(periodSeconds * periods) / 60} minutes`;

/** `in 60 minutes`, or `in each of 2 x 5 minutes`. */
export const windowWords = (window: HealthWindow): string =>
  window.taken === 'together' || window.periods === 1
    ? `in ${minutes(window)}`
    : `in each of ${window.periods} x ${window.periodSeconds / 60} minutes`;

/** `over 5 % of the invocations`. */
export const limitWords = ({
  limit,
  unit,
  share,
}: Pick<MetricRule, 'limit' | 'unit' | 'share'>): string => {
  const value = `${limit.is} ${limit.value}${unit === 'percent' ? ' %' : ''}`;
  return share === undefined ? value : `${value} of ${share.words}`;
};
