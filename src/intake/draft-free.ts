import { ACCOUNT_TYPE } from '../task/about-account.ts';
import type { AwsTaskType, ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { decideType, type Target } from './decide-type.ts';
import type { FreeText } from './free-text.ts';
import { actionOf, losesPart, settleVerb, taskTypeOf } from './order-action.ts';
import { draftReading, open } from './draft-reading.ts';
import { doubtsOf } from './find-doubts.ts';
import { isPartialLoss } from './empties.ts';
import { isGuessed } from './guessed-noun.ts';
import { findTypes } from './find-types.ts';
import { lostWords } from './lost-words.ts';
import { isPronoun, namesOf } from './name-order.ts';
import { ofOneVersion } from './one-version.ts';
import { readOwnFields } from './own-fields.ts';
import type { FieldReading } from './read-fields.ts';
import type { Order } from './read-orders.ts';
import { listedTargets, nameParameters, namesSeveral } from './read-target.ts';
import { importsNowhere, readImport, type ImportReading } from './read-import.ts';
import { leadsWithMachine } from './said-before.ts';
import { statesWish } from './stated-values.ts';
import { isTakenFrom } from './takes-away.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

/** Fields that say which thing is deleted; the others describe what is lost anyway. */
export const OF_A_DELETE: ReadonlySet<string> = new Set([
  'aliasName',
  'cluster',
  'zone',
  'recordType',
  'version',
  'loadBalancer',
  'autoScalingGroup',
  'policyName',
  'follows',
  'port',
  'fileSystem',
]);

/** Which alias is meant changes nothing of it. */
const saysWhichAlias = ([name]: readonly [string, unknown]): boolean => name === 'aliasName';

/** Some of what a thing holds can not be taken out of it by itself. */
const PARTLY: Problem = { field: 'details', reason: 'contradictory' };

const blankedClause = (order: Order, reading: FieldReading): string =>
  reading.rest.slice(0, order.text.length);

const fieldProblems = (reading: FieldReading): readonly Problem[] => [
  ...reading.malformed.map((field) => ({ field, reason: 'malformed-value' as const })),
  ...reading.contradictory.map((field) => ({ field, reason: 'contradictory' as const })),
];

const vague = ({ named }: FieldReading): readonly Problem[] =>
  named.length > 0 ? named.map((field) => ({ field })) : [{ field: 'details' }];

/** "Delete the queues a": more was meant than was read, so nothing is certain. */
const withProblem = (draft: TaskDraft, problem: Problem): TaskDraft => ({
  ...draft,
  problems: [...draft.problems, problem],
});

/** True where something that is there goes, or what it holds. */
const isLoss = ({ verb }: Order, action: ParameterValue | undefined): boolean =>
  verb.taskType === 'DeleteResource' || action === 'empty' || action === 'detach';

/** What goes must be named by its own letters: a guessed kind of thing is asked about. */
const withKind = (order: Order, draft: TaskDraft, { context, everything }: FreeText): TaskDraft => {
  const type = draft.resourceType;
  if (type === undefined) return draft;
  if (draft.taskType === 'CreateResource' && isPronoun(order) && leadsWithMachine(context, type))
    return withProblem(draft, { field: 'resourceType' });
  if (!isLoss(order, draft.parameters.get('action'))) return draft;
  return isGuessed(type, [order.text], [...order.more, everything])
    ? withProblem(draft, { field: 'resourceType' })
    : draft;
};

const withLoss = (order: Order, given: TaskDraft): TaskDraft => {
  const draft = ofOneVersion(order.text, given);
  return isPartialLoss(order, draft) ||
    isTakenFrom(order, draft) ||
    importsNowhere(order, draft.resourceType ?? '')
    ? withProblem(draft, PARTLY)
    : draft;
};

const draftMutation = (order: Order, target: Target, free: FreeText): readonly TaskDraft[] => {
  const taskType = taskTypeOf(order, target);
  const { type } = target;
  const unknown: Problem = {
    field: 'resourceType',
    ...(target.isUnknown === true ? { reason: 'unknown-service' } : {}),
  };
  if (target.isUnknown === true || type === undefined) return [open(order, taskType, [unknown])];
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
  const isDelete = taskType === 'DeleteResource';
  const kept = [...reading.values].filter(([name]) => !isDelete || OF_A_DELETE.has(name));
  const action = actionOf(order, target, { taskType, isBare: kept.length === 0 });
  const base = {
    ...open(order, taskType, [
      ...doubtsOf(order, free.context, free.antecedent !== undefined),
      ...(losesPart(order, taskType) ? [PARTLY] : []),
      ...(isDelete ? [] : fieldProblems(reading)),
      ...(taskType === 'CreateResource' ? askedBeside(order, reading, { type, names }) : []),
    ]),
    resourceType: type,
    perhaps: reading.perhaps,
  };
  const draft = (name: string | undefined, id: string | undefined): TaskDraft => {
    const parameters = new Map<string, ParameterValue>([
      ...kept,
      ...nameParameters(type, name, id),
      ...(action === undefined ? [] : [['action', action] as const]),
    ]);
    const isBare =
      taskType === 'UpdateResource' && action === undefined && kept.every(saysWhichAlias);
    const lost = lostWords({ order, reading, parameters, free, names, type });
    const unsure = isBare && (kept.length === 0 || lost.length === 0) ? vague(reading) : lost;
    return { ...base, parameters, problems: [...base.problems, ...unsure] };
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

const OF_ACCOUNT: ReadonlySet<string> = new Set([ACCOUNT_TYPE, 'AWS::Organizations::Organization']);

/** "A new account, and give it a VPC": what is to be in it is another task, and not its name. */
const askedBeside = (
  order: Order,
  reading: FieldReading,
  { type, names }: { readonly type: AwsResourceType; readonly names: readonly string[] },
): readonly Problem[] => {
  if (type !== ACCOUNT_TYPE) return [];
  const lines = [blankedClause(order, reading), ...order.more.filter(statesWish)].join('\n');
  const text = names.reduce((rest, name) => rest.replaceAll(name, ' '), lines);
  const isBeside = findTypes(text).some(
    (noun) => noun.isStrong && !OF_ACCOUNT.has(noun.type ?? ''),
  );
  return isBeside ? [PARTLY] : [];
};

const isReadingType = (taskType: AwsTaskType): boolean =>
  taskType !== 'CreateResource' && taskType !== 'UpdateResource' && taskType !== 'DeleteResource';

/** The order as a change of what is there, without the words that name its stack. */
const asImport = (order: Order, { text }: ImportReading): Order => ({
  ...order,
  text,
  verb: { ...order.verb, taskType: 'UpdateResource', action: 'import' },
});

const intoStack = (draft: TaskDraft, { stack, isUnclear }: ImportReading): TaskDraft => {
  if (isUnclear) return withProblem(draft, PARTLY);
  if (stack === undefined) return draft;
  return { ...draft, parameters: new Map([...draft.parameters, ['intoStack', stack]]) };
};

/** Reads one order of free text; several tasks only where it lists several targets. */
export const draftOrder = (given: Order, free: FreeText): readonly TaskDraft[] => {
  const taken = readImport(given);
  if (taken === undefined) return draftSettled(settleVerb(given), free);
  return draftSettled(asImport(given, taken), free).map((one) => intoStack(one, taken));
};

const draftSettled = (order: Order, free: FreeText): readonly TaskDraft[] => {
  const isReading = isReadingType(order.verb.taskType);
  const near = [free.context, ...order.more].join('\n');
  /** An item of a list that looks at something says itself what at. */
  const isItem = isReading && order.unit.startsWith('item-');
  /** Beside other orders, who looks for savings and names no kind of thing means everything. */
  const isOfAll = order.verb.taskType === 'OptimizeCosts' && free.isOnly === false;
  const wide = isItem ? near : `${near}\n${free.everything}`;
  const around = isOfAll ? order.more.join('\n') : wide;
  const { antecedent } = free;
  const isSame = antecedent !== undefined && isPronoun(order) && findTypes(order.text).length === 0;
  const target = isSame
    ? { type: antecedent.type }
    : decideType({ verb: order.verb, text: order.text, around });
  return isReading
    ? draftReading(order, target, free)
    : draftMutation(order, target, free).map((draft) =>
        withKind(order, withLoss(order, draft), free),
      );
};
