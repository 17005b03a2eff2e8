import type { AwsTaskType } from '../task/aws-task.ts';
import type { Target } from './decide-type.ts';
import { findTypes } from './find-types.ts';
import { objectOf } from './object-of.ts';
import type { Order } from './read-orders.ts';

const EMPTIES = /\b(?:objects?|contents?|everything|all files|items?|versions)\b/i;

/** "Make a bucket" creates one; "make the bucket public" changes one. */
const MAKES = /^(?:make|build|host|allocate|introduce)$/i;
const KNOWN_THING = /^\s+(?:the|it|this|that|our|my|all|every|these|those|them)\b/i;

const ADDS = /^(?:add|adding|añad\p{L}+|agreg\p{L}+|ajout\p{L}+|adicion\p{L}+)$/iu;

/** "Add a CNAME record" makes one; "add a tag to the bucket" changes the bucket. */
export const isAddition = ({ verb, text }: Order): boolean => {
  if (!ADDS.test(verb.word)) return false;
  const object = objectOf(text, verb.end);
  const isNew = /^\s*(?:an?|another|one|new|un|una|une|um|uma)\s/iu.test(object);
  const rest = text.slice(verb.end + object.length, verb.end + object.length + 40);
  const isPart =
    /^\s*(?:to|in|on|a|à|al|ao)\s+(?:the|our|la|el|le|o)\s/iu.test(rest) &&
    findTypes(rest).length > 0;
  return isNew && !isPart && findTypes(object).some(({ isStrong }) => isStrong);
};

/** The task type of an order: what it does may differ from its verb, by its object. */
export const taskTypeOf = (order: Order, target: Target): AwsTaskType => {
  const { taskType } = order.verb;
  if (taskType === 'DeleteResource' && target.isPart === true) return 'UpdateResource';
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

/** The operation an order asks for, where it is no desired state. */
export const actionOf = (
  order: Order,
  target: Target,
  taskType: AwsTaskType,
): string | undefined => {
  if (taskType !== 'UpdateResource') return undefined;
  if (order.verb.taskType === 'DeleteResource')
    return EMPTIES.test(order.text) && target.type === 'AWS::S3::Bucket' ? 'empty' : undefined;
  const { action, word } = order.verb;
  if (action === 'reboot' && target.type === 'AWS::ECS::Service') return 'redeploy';
  return (
    action ?? (/instance refresh/i.test(order.text) && word !== '' ? 'instance-refresh' : undefined)
  );
};
