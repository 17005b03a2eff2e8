import type { AwsTaskType } from '../task/aws-task.ts';
import type { Target } from './decide-type.ts';
import { losesAll } from './empties.ts';
import { findTypes } from './find-types.ts';
import { objectOf } from './object-of.ts';
import type { Order } from './read-orders.ts';
import { regex } from './words/regex.ts';

/** "Make a bucket" creates one; "make the bucket public" changes one. */
const MAKES = /^(?:make|build|host|allocate|introduce)$/i;
const KNOWN_THING = /^\s+(?:the|it|this|that|our|my|all|every|these|those|them)\b/i;

const ADDS = /^(?:add|adding|añad\p{L}+|agreg\p{L}+|ajout\p{L}+|adicion\p{L}+)$/iu;

/** "Put another subnet into the VPC". */
const PUTS = /^put(?:ting)?$/i;
const A_FURTHER = /^\s*(?:another|one more|an? (?:new|further|second|third))\s/i;

/** "Add a CNAME record" makes one; "add a tag to the bucket" changes the bucket. */
export const isAddition = ({ verb, text }: Order): boolean => {
  const object = objectOf(text, verb.end);
  const isPut = PUTS.test(verb.word) && A_FURTHER.test(object);
  if (!ADDS.test(verb.word) && !isPut) return false;
  const isNew = /^\s*(?:an?|another|one|new|un|una|une|um|uma)\s/iu.test(object);
  const rest = text.slice(verb.end + object.length, verb.end + object.length + 40);
  const isPart =
    /^\s*(?:to|in|on|a|à|al|ao)\s+(?:the|our|la|el|le|o)\s/iu.test(rest) &&
    findTypes(rest).length > 0;
  return isNew && !isPart && findTypes(object).some(({ isStrong }) => isStrong);
};

const STARTS_NEW = regex(
  'iu',
  String.raw`^\s*(?:(?:up|us|me)\s+)*(?:an?|one|another|two|three|new)\s(?!(?:snapshot|`,
  String.raw`backup|rollout|refresh))`,
);
/** "Publish a version of the function" makes one; "publish the function" does not. */
const A_VERSION = /^\s*(?:an?|another|one)\s+(?:new\s+)?(?:\S+\s+)?version\b/i;
const LOWERS = /^(?:drop|cut|kill)$/i;
const TO_A_NUMBER = /\b(?:down )?(?:to|from)\s+\d/i;

const asChange = (order: Order, taskType: AwsTaskType): Order => {
  const { taskType: _, action: __, ...verb } = order.verb;
  return { ...order, verb: { ...verb, taskType, attaches: false } };
};

/** "Make version 2 of it the default": nothing is made. */
const IS_DEFAULT =
  /^\s+(?:the )?(?:version \d|(?:latest|newest|new) version)[^.;\n]{0,160}?\bdefault\b/iu;

/**
 * The order with its verb as its object has it: "start up a new instance" makes one, "make the
 * instance a t3.large" changes one, and so does "drop the timeout to 30 s".
 */
export const settleVerb = (order: Order): Order => {
  const { verb, text } = order;
  const object = objectOf(text, verb.end);
  const isNew = STARTS_NEW.test(object) && findTypes(object).some(({ isStrong }) => isStrong);
  if (verb.action === 'publish' && A_VERSION.test(object)) return asChange(order, 'CreateResource');
  if (verb.action === 'start' && isNew) return asChange(order, 'CreateResource');
  if (MAKES.test(verb.word) && IS_DEFAULT.test(text.slice(verb.end)))
    return asChange(order, 'UpdateResource');
  if (MAKES.test(verb.word) && KNOWN_THING.test(text.slice(verb.end)))
    return asChange(order, 'UpdateResource');
  if (LOWERS.test(verb.word) && TO_A_NUMBER.test(text.slice(verb.end)))
    return asChange(order, 'UpdateResource');
  return order;
};

const QUEUE = 'AWS::SQS::Queue';

/** "Purge the queue" and "delete all messages of the queue" leave the queue where it is. */
const losesMessages = ({ verb, text }: Order, { type }: Target): boolean =>
  type === QUEUE &&
  (/^(?:purge|wipe|erase)$/i.test(verb.word) || /\bmessages?\b/i.test(objectOf(text, verb.end)));
/** Things that a region has once, and that one "enables" rather than creates. */
const SWITCHED_ON: ReadonlySet<string> = new Set([
  'AWS::Config::ConfigurationRecorder',
  'AWS::GuardDuty::Detector',
  'AWS::SecurityHub::Hub',
]);
const ENABLES = /^(?:enable|enabling|activate|activating|turn on|switch on)$/i;
const ITSELF = regex(
  'i',
  String.raw`^\s+(?:the\s+)?(?:amazon\s+|aws\s+)?`,
  String.raw`(?:guard\s?duty|security\s?hub|config(?:uration)?\b(?!\s+rule))`,
);

/** "Enable GuardDuty" makes what is not there yet; "enable EKS audit logs of it" changes it. */
const switchesOn = ({ verb, text }: Order, { type }: Target): boolean =>
  ENABLES.test(verb.word) && SWITCHED_ON.has(type ?? '') && ITSELF.test(text.slice(verb.end));

const FROM_GROUP = /\b(?:from|out of)\s+(?:(?:the|our|its)\s+)?(?:iam\s+)?(?:user\s+)?groups?\b/i;

/** "Remove the user from the group" takes it out; the user stays. */
const leavesGroup = ({ verb, text }: Order, { type }: Target): boolean =>
  verb.taskType !== 'CreateResource' &&
  type === 'AWS::IAM::User' &&
  FROM_GROUP.test(text.slice(verb.end));

/** The task type of an order: what it does may differ from its verb, by its object. */
export const taskTypeOf = (order: Order, target: Target): AwsTaskType => {
  const { taskType } = order.verb;
  const isVersion = target.type === 'AWS::Lambda::Version';
  if (taskType === 'DeleteResource' && target.isPart === true && !isVersion)
    return 'UpdateResource';
  if (taskType === 'DeleteResource' && losesMessages(order, target)) return 'UpdateResource';
  if (leavesGroup(order, target)) return 'UpdateResource';
  if (switchesOn(order, target)) return 'CreateResource';
  if (isAddition(order)) return 'CreateResource';
  if (MAKES.test(order.verb.word) && KNOWN_THING.test(order.text.slice(order.verb.end)))
    return 'UpdateResource';
  const object = objectOf(order.text, order.verb.end);
  if (
    taskType === 'CreateResource' &&
    /\b(?:code|version|revision|release|build)\b/i.test(object) &&
    order.verb.word.startsWith('deploy')
  )
    return 'UpdateResource';
  return taskType;
};

const RUNS: ReadonlySet<string> = new Set([
  'AWS::EC2::Instance',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
]);
const SWITCHES = /^(?:turn|switch|power|flip)(?: (on|off))?$/i;
const GIVES = /^(?:give|need|do|take)$/i;
const REBOOT =
  /\b(?:an?|another|the)\s+(?:[a-z]+\s+){0,2}?(?:reboot|restart|bounce|power[ -]cycle)\b/i;

/** "Turn the instance off" and "give it a reboot": operations without a verb of their own. */
const impliedAction = ({ verb, text }: Order, { type }: Target): string | undefined => {
  const rest = text.slice(verb.end);
  if (!RUNS.has(type ?? '')) return undefined;
  if (GIVES.test(verb.word) && REBOOT.test(rest)) return 'reboot';
  const switched = SWITCHES.exec(verb.word);
  if (switched === null) return undefined;
  const way = switched[1] ?? /\s(?:back )?(on|off)(?![\w-])/i.exec(rest)?.[1];
  if (way === undefined) return undefined;
  return way.toLowerCase() === 'on' ? 'start' : 'stop';
};

const LOSES = /^(?:delete|remove|clear|purge|wipe|empty|erase|clean(?: (?:up|out))?|drop|trash)$/i;
const SOME = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:(?:older|newer|larger|bigger|smaller|younger|earlier|later) than|`,
  String.raw`prefix|`,
  String.raw`folders?|director(?:y|ies)|`,
  String.raw`(?:starting|beginning|ending|begins?|starts?|ends?) (?:with|in)|`,
  String.raw`matching|except|uploaded|modified|last (?:week|month|year))(?![\p{L}-])|`,
  String.raw`(?<![\w/:.-])[\w-]+\/(?=["'\x60]?(?:\s|$|[,.;]))|`,
  String.raw`\*\.\w+|\.\w{2,5} (?:files?|objects?)`,
);
const IS_RULE = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:lifecycle|rules?|policy|automatically|always|from now on|in future|`,
  String.raw`every (?:day|night))(?![\p{L}-])`,
);

/** "Delete the objects older than 30 days": neither all of them now, nor a rule for later. */
export const losesPart = ({ verb, text }: Order, taskType: AwsTaskType): boolean =>
  taskType === 'UpdateResource' &&
  (LOSES.test(verb.word) || verb.taskType === 'DeleteResource' || verb.action === 'empty') &&
  SOME.test(text.slice(verb.end)) &&
  !IS_RULE.test(text);

/** The operation an order asks for, where it is no desired state. */
export const actionOf = (
  order: Order,
  target: Target,
  given: { readonly taskType: AwsTaskType; readonly isBare: boolean },
): string | undefined => {
  if (given.taskType !== 'UpdateResource') return undefined;
  const implied = given.isBare ? impliedAction(order, target) : undefined;
  if (implied !== undefined) return implied;
  if (order.verb.taskType === 'DeleteResource' && losesMessages(order, target)) return 'empty';
  if (leavesGroup(order, target)) return 'detach';
  if (order.verb.taskType === 'DeleteResource')
    return losesAll(order) && target.type === 'AWS::S3::Bucket' ? 'empty' : undefined;
  const { action, word } = order.verb;
  if (action === 'reboot' && target.type === 'AWS::ECS::Service') return 'redeploy';
  return (
    action ?? (/instance refresh/i.test(order.text) && word !== '' ? 'instance-refresh' : undefined)
  );
};
