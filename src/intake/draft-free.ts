import type { AwsTaskType, ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { decideType, type Target } from './decide-type.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import { actionOf, isAddition, taskTypeOf } from './order-action.ts';
import { draftReading, open } from './draft-reading.ts';
import { doubtsOf } from './find-doubts.ts';
import { findTypes } from './find-types.ts';
import { readFields, type FieldReading } from './read-fields.ts';
import type { Order } from './read-orders.ts';
import {
  listedTargets,
  nameParameters,
  namesSeveral,
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
  const isMixed = taskType === 'UpdateResource' && namesSeveral(order.text, type);
  const isOneOfMany =
    (target.noun?.isPlural === true || isMixed) && names.length + ids.length === 1;
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

const isReadingType = (taskType: AwsTaskType): boolean =>
  taskType !== 'CreateResource' && taskType !== 'UpdateResource' && taskType !== 'DeleteResource';

/** Reads one order of free text; several tasks only where it lists several targets. */
export const draftOrder = (order: Order, free: FreeText): readonly TaskDraft[] => {
  const isReading = isReadingType(order.verb.taskType);
  const near = [free.context, ...order.more].join('\n');
  /** An item of a list that looks at something says itself what at. */
  const isItem = isReading && order.unit.startsWith('item-');
  const around = isItem ? near : `${near}\n${free.everything}`;
  const target = decideType({ verb: order.verb, text: order.text, around });
  return isReading ? draftReading(order, target, free) : draftMutation(order, target, free);
};
