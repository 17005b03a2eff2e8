import { findTypes } from './find-types.ts';
import { findVerbs } from './find-verbs.ts';
import type { Order } from './read-orders.ts';
import type { TaskDraft } from './task-draft.ts';
import { regex } from './words/regex.ts';

const TAKES = regex(
  'iu',
  String.raw`^(?:remov\w*|delet\w*|block\w*|revok\w*|den(?:y|ies|ied)|clos\w+|strip\w*|`,
  String.raw`disassociate|detach\w*)$`,
);
/** What says which thing is meant, and sets nothing. */
const SAYS_WHICH: ReadonlySet<string> = new Set(['name', 'id', 'action']);
const IN_TIME = /(?:Days|Seconds|Hours|Minutes)$/;
const LATER = /\bafter\b|\bolder than\b|\bage\b/i;

type Said = Pick<Order, 'verb' | 'text'>;

const sets = ({ text }: Said, [key, value]: readonly [string, unknown]): boolean =>
  !SAYS_WHICH.has(key) && value !== false && !(IN_TIME.test(key) && LATER.test(text));

/**
 * "Remove the alias www.example.com": what is read is what is to go, and a change would set it.
 * "Delete objects after 30 days" sets a lifecycle, and turning off is no value.
 */
const takesAway = (order: Said, { taskType, parameters }: TaskDraft): boolean =>
  taskType === 'UpdateResource' &&
  !parameters.has('action') &&
  (order.verb.taskType === 'DeleteResource' || TAKES.test(order.verb.word)) &&
  [...parameters].some((entry) => sets(order, entry));

/** True where something is set at once: a lifecycle says when, and of which objects. */
const setsNow = (parameters: TaskDraft['parameters']): boolean => {
  const set = [...parameters.keys()].filter((key) => !SAYS_WHICH.has(key));
  return set.length > 0 && !set.some((key) => IN_TIME.test(key));
};

const ENDS = /^(?:remov|delet|drop|strip|revok|take|turn|disabl|deactivat|switch|unset)/i;
const OF_OBJECTS = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:of|from|on|for)\s+`,
  String.raw`(?:(?:all|the|every|each|any|its|their|existing|of)\s+)*`,
  String.raw`(?:objects?|files?)(?![\p{L}-])`,
);

/**
 * "Remove the encryption of the objects": a setting of the bucket changes none of the objects that
 * are there.
 */
const takesFromObjects = (
  { verb, text }: Said,
  { taskType, resourceType, parameters }: TaskDraft,
): boolean =>
  taskType === 'UpdateResource' &&
  resourceType === 'AWS::S3::Bucket' &&
  !parameters.has('action') &&
  setsNow(parameters) &&
  (verb.taskType === 'DeleteResource' || ENDS.test(verb.word)) &&
  OF_OBJECTS.test(text.slice(verb.start));

/** Things that others only use: they stay when they are taken from one of them. */
const SHARED: ReadonlySet<string> = new Set([
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::CertificateManager::Certificate',
  'AWS::WAFv2::WebACL',
  'AWS::EC2::Volume',
  'AWS::EC2::EIP',
  'AWS::EC2::Instance',
  'AWS::SNS::Topic',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
]);
const HOLDERS: ReadonlySet<string> = new Set(['AWS::EC2::VPC', 'AWS::CloudFormation::Stack']);
const FROM = /\bfrom\s+(?:(?:the|our|its|my|this|that|all|an?)\s+)*/giu;

/** "Remove the security group from the service": the group is not to be deleted. */
const leavesAnother = ({ verb, text }: Order, { taskType, resourceType }: TaskDraft): boolean =>
  taskType === 'DeleteResource' &&
  resourceType !== undefined &&
  SHARED.has(resourceType) &&
  [...text.matchAll(FROM)].some((match) => {
    const { index } = match;
    const rest = text.slice(index + match[0].length);
    const [noun] = findTypes(rest);
    const isNext = noun !== undefined && noun.start <= 12 && index >= verb.end;
    return isNext && noun.type !== resourceType && !HOLDERS.has(noun.type ?? '');
  });

/** Paths of a distribution are for an invalidation; no setting takes them. */
const isPathsOnly = ({ taskType, resourceType, parameters }: TaskDraft): boolean =>
  taskType === 'UpdateResource' &&
  resourceType === 'AWS::CloudFront::Distribution' &&
  parameters.has('paths') &&
  !parameters.has('action');

/** True where what was read is what is to go, and not what is to be. */
export const isTakenFrom = (order: Order, draft: TaskDraft): boolean =>
  takesAway(order, draft) ||
  takesFromObjects(order, draft) ||
  leavesAnother(order, draft) ||
  isPathsOnly(draft);

/** The same for the details of a form, line by line. */
export const isTakenInDetails = (details: string, draft: TaskDraft): boolean =>
  details
    .split('\n')
    .some((text) =>
      findVerbs(text).some(
        (verb) => takesAway({ verb, text }, draft) || takesFromObjects({ verb, text }, draft),
      ),
    );
