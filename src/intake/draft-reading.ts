import type { AwsTaskType, ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import type { Target } from './decide-type.ts';
import { findTypes } from './find-types.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import type { Order } from './read-orders.ts';
import { readFields } from './read-fields.ts';
import { nameParameters, readTarget } from './read-target.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import { wordsFor } from './words/all-services.ts';

/** A draft of an order that knows no more yet than its words. */
export const open = (
  order: Order,
  taskType: AwsTaskType,
  problems: readonly Problem[],
): TaskDraft => ({
  taskType,
  parameters: new Map(),
  problems,
  clause: order.text,
  placeText: [order.text, ...order.more].join('\n'),
  dependsOn: [],
});

const JOINS =
  /^\s*(?:,|and|or|y|et|e|und|と|和|、)+\s*(?:all |the |los |las |les |os |as |die )*$/iu;

/** "topics and queues": the types of a list of nouns, else nothing. */
const listedTypes = (text: string): readonly AwsResourceType[] => {
  const nouns = findTypes(text).filter(({ isStrong, type }) => isStrong && type !== undefined);
  const joined = nouns.filter((noun, index) => {
    const [before, after] = [nouns[index - 1], nouns[index + 1]];
    return (
      (before !== undefined && JOINS.test(text.slice(before.end, noun.start))) ||
      (after !== undefined && JOINS.test(text.slice(noun.end, after.start)))
    );
  });
  return [...new Set(joined.flatMap(({ type }) => type ?? []))];
};

const LOOKS = /^(?:check|look at|report on|find out|review|verify)$/i;
const LOOKED_FOR: readonly (readonly [RegExp, AwsTaskType])[] = [
  [/\b(?:public(?:ly)?|exposed|compliance|security|vulnerab\w+)\b/i, 'SecurityAudit'],
  [/\b(?:health|status|alarms?|errors?)\b/i, 'HealthCheck'],
  [/\b(?:costs?|spend|idle|savings?)\b/i, 'OptimizeCosts'],
];

/** "Check" says nothing by itself: what is looked for decides. */
const readingType = ({ verb, text }: Order): AwsTaskType => {
  const found = LOOKED_FOR.find(([pattern]) => pattern.test(text))?.[1];
  return LOOKS.test(verb.word) && found !== undefined ? found : verb.taskType;
};

/** What holds the target, where a name alone is not enough to find it. */
const clusterOf = (
  text: string,
  type: AwsResourceType,
): readonly [string, ParameterValue] | undefined => {
  const rules = wordsFor(type).fields.filter(({ name }) => name === 'cluster');
  const cluster = readFields(rules, text).values.get('cluster');
  return cluster === undefined ? undefined : ['cluster', cluster];
};

/** An order to look at something; several only where it lists several kinds. */
export const draftReading = (
  order: Order,
  target: Target,
  free: FreeText,
): readonly TaskDraft[] => {
  const base = open(order, readingType(order), []);
  if (target.isUnknown === true)
    return [{ ...base, problems: [{ field: 'resourceType', reason: 'unknown-service' }] }];
  const { type } = target;
  /** A budget that is mentioned is why somebody looks for savings, not where. */
  const isWhy = order.verb.taskType === 'OptimizeCosts' && type === 'AWS::Budgets::Budget';
  if (type === undefined || isWhy) return [base];
  const several = listedTypes(order.text);
  const ofType = (one: AwsResourceType): TaskDraft => ({ ...base, resourceType: one });
  if (several.length > 1) return several.map(ofType);
  const { names, ids } = readTarget({
    text: order.text,
    type,
    isNew: false,
    isClause: target.noun?.isPlural !== true,
    isAccount: isAccountWord(free),
    ...(target.noun === undefined ? {} : { noun: target.noun }),
  });
  const named = nameParameters(type, names[0], ids[0]);
  const cluster = named.length === 0 ? undefined : clusterOf(order.text, type);
  const parameters = new Map([...named, ...(cluster === undefined ? [] : [cluster])]);
  return [{ ...base, resourceType: type, parameters }];
};
