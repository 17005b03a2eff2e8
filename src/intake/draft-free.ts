import type { AwsTaskType, ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { decideType, type Target } from './decide-type.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import { actionOf, isAddition, taskTypeOf } from './order-action.ts';
import { doubtsOf } from './find-doubts.ts';
import { findTypes } from './find-types.ts';
import { readFields, type FieldReading } from './read-fields.ts';
import type { Order } from './read-orders.ts';
import {
  listedTargets,
  nameParameters,
  readAround,
  readTarget,
  type TargetNames,
} from './read-target.ts';
import { statesWish, withoutReasons } from './stated-values.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import { wordsFor } from './words/all-services.ts';
import type { FieldRule } from './words/service-words.ts';

/** Fields that say which thing is deleted; the others describe what is lost anyway. */
const OF_A_DELETE = new Set(['cluster', 'zone', 'recordType', 'loadBalancer', 'fileSystem']);

/** What is new is described by every sentence about it; a change only by its own words. */
const fieldText = (order: Order, free: FreeText, type: AwsResourceType): readonly string[] => {
  const own = order.text;
  if (order.verb.taskType !== 'CreateResource') return [own, ...order.more.filter(statesWish)];
  const about = free.context
    .split('\n')
    .filter((line) => findTypes(line).some((mention) => mention.type === type));
  return [[own, ...order.more, ...about].join('\n')];
};

/** "HTTP API" as the target says nothing of the protocol that is wanted. */
const withoutNoun = (text: string, noun: Target['noun']): string =>
  noun?.type !== 'AWS::ApiGatewayV2::Api'
    ? text
    : text.slice(0, noun.start) + ' '.repeat(noun.end - noun.start) + text.slice(noun.end);

const readOwnFields = (
  order: Order,
  free: FreeText,
  { type, noun }: { readonly type: AwsResourceType; readonly noun: Target['noun'] },
): FieldReading => {
  const rules = wordsFor(type).fields;
  const [whole = '', ...more] = fieldText(order, free, type);
  const own = order.verb.taskType === 'UpdateResource' ? withoutNoun(whole, noun) : whole;
  const first = stated(order, rules, own);
  const isSaid = first.values.size > 0 || order.verb.action !== undefined;
  if (isSaid || more.length === 0) return first;
  const second = readFields(rules, [own, ...more].join('\n'));
  return second.values.size > 0 ? second : first;
};

/** What a change states; the names in it are looked for in the whole. */
const stated = (order: Order, rules: readonly FieldRule[], own: string): FieldReading => {
  const whole = readFields(rules, own);
  if (order.verb.taskType !== 'UpdateResource') return whole;
  return { ...readFields(rules, withoutReasons(own)), rest: whole.rest };
};

const blankedClause = (order: Order, reading: FieldReading): string =>
  reading.rest.slice(0, order.text.length);

const namesOf = (
  order: Order,
  target: Target,
  given: { readonly free: FreeText; readonly type: AwsResourceType; readonly rest: string },
): TargetNames => {
  const isNew = order.verb.taskType === 'CreateResource' || isAddition(order);
  const isAccount = isAccountWord(given.free);
  const words = {
    text: given.rest,
    type: given.type,
    isNew,
    isAccount,
    ...(target.noun === undefined ? {} : { noun: target.noun }),
    verbEnd: order.verb.end,
    isOrder: true,
    isField: (word: string) =>
      wordsFor(given.type).fields.some((rule) => 'words' in rule && rule.words?.test(word)),
  };
  const own = readTarget(words);
  if (own.names.length > 0 || own.ids.length > 0) return own;
  if (isNew) {
    const as = /(?<![\p{L}-])as\s+["'`]?([a-z][\w.]*-[\w.-]*\w)(?![\w/])/iu.exec(given.rest)?.[1];
    if (as !== undefined && !isAccount(as)) return { names: [as], ids: [] };
    const later = order.more.flatMap((text) => {
      const { names } = readTarget({ text, type: given.type, isNew, isAccount });
      return /\b(?:call|name|named|called|nombre|nom|nome|llam|chama|appel|heiß)|名/iu.test(text)
        ? names
        : [];
    });
    return { names: later.slice(0, 1), ids: [] };
  }
  const before = given.free.before ?? '';
  if (before !== '' && (order.isSequel || /\b(?:it|its|them)\b/i.test(order.text))) {
    const named = readAround({ text: before, type: given.type, isNew: false, isAccount });
    if (named.names.length > 0 || named.ids.length > 0) return named;
  }
  const around = [...order.more, given.free.context].join('\n');
  return readAround({ text: around, type: given.type, isNew: false, isAccount });
};

const fieldProblems = (reading: FieldReading): readonly Problem[] => [
  ...reading.malformed.map((field) => ({ field, reason: 'malformed-value' as const })),
  ...reading.contradictory.map((field) => ({ field, reason: 'contradictory' as const })),
];

const open = (order: Order, taskType: AwsTaskType, problems: readonly Problem[]): TaskDraft => ({
  taskType,
  parameters: new Map(),
  problems,
  clause: order.text,
  placeText: [order.text, ...order.more].join('\n'),
  dependsOn: [],
});

const isReadingType = (taskType: AwsTaskType): boolean =>
  taskType !== 'CreateResource' && taskType !== 'UpdateResource' && taskType !== 'DeleteResource';

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

const draftReading = (order: Order, target: Target, free: FreeText): readonly TaskDraft[] => {
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
  return [
    { ...base, resourceType: type, parameters: new Map(nameParameters(type, names[0], ids[0])) },
  ];
};

/** "Delete the queues a": more was meant than was read, so nothing is certain. */
const withProblem = (draft: TaskDraft, problem: Problem): TaskDraft => ({
  ...draft,
  problems: [...draft.problems, problem],
});

const draftMutation = (order: Order, target: Target, free: FreeText): readonly TaskDraft[] => {
  const taskType = taskTypeOf(order, target);
  const { type } = target;
  const isUnknown = target.isUnknown === true;
  const unknown: Problem = {
    field: 'resourceType',
    ...(isUnknown ? { reason: 'unknown-service' } : {}),
  };
  if (isUnknown || type === undefined) return [open(order, taskType, [unknown])];
  if (
    order.verb.taskType === 'CreateResource' &&
    taskType === 'CreateResource' &&
    target.isPart === true
  )
    return [open(order, taskType, [{ field: 'resourceType' }])];
  const reading = readOwnFields(order, free, { type, noun: target.noun });
  const { names, ids } = namesOf(order, target, {
    free,
    type,
    rest: blankedClause(order, reading),
  });
  const action = actionOf(order, target, taskType);
  const isDelete = taskType === 'DeleteResource';
  const kept = [...reading.values].filter(([name]) => !isDelete || OF_A_DELETE.has(name));
  const base = {
    ...open(order, taskType, [
      ...doubtsOf(order, free.context),
      ...(isDelete ? [] : fieldProblems(reading)),
    ]),
    resourceType: type,
  };
  const draft = (name: string | undefined, id: string | undefined): TaskDraft => {
    const parameters = new Map<string, ParameterValue>([
      ...kept,
      ...nameParameters(type, name, id),
      ...(action === undefined ? [] : [['action', action] as const]),
    ]);
    const isBare = taskType === 'UpdateResource' && action === undefined && kept.length === 0;
    const asked = reading.named.map((field) => ({ field }));
    const vague: readonly Problem[] = asked.length > 0 ? asked : [{ field: 'details' }];
    return { ...base, parameters, problems: [...base.problems, ...(isBare ? vague : [])] };
  };
  const isOneOfMany = target.noun?.isPlural === true && names.length + ids.length === 1;
  if (isOneOfMany)
    return [withProblem(draft(names[0], ids[0]), { field: 'name', reason: 'contradictory' })];
  if (ids.length > 1) {
    const targets = listedTargets(order.text, ids);
    const isRule = type === 'AWS::EC2::SecurityGroup' && taskType === 'UpdateResource';
    if (targets === undefined || isRule)
      return [withProblem(draft(names[0], ids[0]), { field: 'name', reason: 'contradictory' })];
    return targets.map(([name, id]) => draft(name, id));
  }
  if (names.length > 1) return names.map((name) => draft(name, undefined));
  return [draft(names[0], ids[0])];
};

/** Reads one order of free text; several tasks only where it lists several targets. */
export const draftOrder = (order: Order, free: FreeText): readonly TaskDraft[] => {
  const isReading = isReadingType(order.verb.taskType);
  const near = [free.context, ...order.more].join('\n');
  const around = isReading ? near : `${near}\n${free.everything}`;
  const target = decideType({ verb: order.verb, text: order.text, around });
  return isReading ? draftReading(order, target, free) : draftMutation(order, target, free);
};
