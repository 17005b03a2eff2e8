import type { ParameterValue } from '../../task/aws-task.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';

/** What a number counts. `count` has no unit. */
export type UnitClass = 'time' | 'size' | 'count' | 'usd' | 'percent';
/** The unit in which a field is kept; its name ends with it. */
export type Unit = 'seconds' | 'minutes' | 'days' | 'mb' | 'gb' | 'one';

/** A number with a unit, bound to the nearest of its words. */
export interface QuantityRule {
  readonly rule: 'quantity';
  readonly name: string;
  readonly of: UnitClass;
  readonly unit: Unit;
  /** Words that name the field, as one regular expression in any language. */
  readonly words: RegExp;
  /** True when a number of this class can mean nothing else, as `512 MB` of a function. */
  readonly alone?: boolean;
  /** True when the words are what is counted, as in `20 read units`. */
  readonly isCounted?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The only values that AWS takes. */
  readonly allowed?: readonly number[];
}

/** Yes or no: true where the words stand, false where the text denies them. */
export interface FlagRule {
  readonly rule: 'flag';
  readonly name: string;
  readonly words: RegExp;
  /** Words that say the contrary, as `standard queue` for `fifo`. */
  readonly contrary?: RegExp;
  /** Words of it that say neither: asked about where nothing else says it. */
  readonly unclear?: RegExp;
}

/** A text: the first group of the first pattern that matches. What matched is not read again. */
export interface TextRule {
  readonly rule: 'text';
  readonly name: string;
  readonly patterns: readonly RegExp[];
  /** Words that name the field, to notice that its value is missing. */
  readonly words?: RegExp;
  readonly valid?: RegExp;
  readonly fold?: (text: string) => ParameterValue | undefined;
  /** True when every match counts, as for subnets. */
  readonly many?: boolean;
  /** A word that is this where a task of the same issue has that name, and else is asked about. */
  readonly perhaps?: RegExp;
  /** True for words of the customer's own: read first, and nothing else is read in them. */
  readonly isQuoted?: true;
}

/** One of a closed list of values. */
export interface ChoiceRule {
  readonly rule: 'choice';
  readonly name: string;
  readonly choices: readonly (readonly [RegExp, string])[];
}

export type FieldRule = QuantityRule | FlagRule | TextRule | ChoiceRule;

/** Everything intake knows of one type, as one row. */
export interface ServiceWords {
  readonly type: AwsResourceType;
  /** As forms show it. */
  readonly title: string;
  /** Phrases that can mean nothing else; a blank also matches a hyphen, a plural `s` is allowed. */
  readonly phrases: readonly string[];
  /** Phrases that mean this type only where nothing stronger is near. */
  readonly weak?: readonly string[];
  /** Ids that AWS gives to this type. */
  readonly id?: RegExp;
  readonly fields: readonly FieldRule[];
  /** Beyond the name, for a create. */
  readonly required?: readonly string[];
  /** False for what AWS names by itself: a create needs no name then. */
  readonly isNamed?: boolean;
  /** True for what a region has once: nothing needs to name it. */
  readonly isOneInRegion?: true;
  /** What AWS accepts as a name. */
  readonly validName?: RegExp;
}
