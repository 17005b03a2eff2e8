import { objectOf } from './object-of.ts';
import type { Order } from './read-orders.ts';
import type { TaskDraft } from './task-draft.ts';
import { regex } from './words/regex.ts';

const BUCKET = 'AWS::S3::Bucket';
const THINGS = '(?:objects?|contents?|files?|items?|versions?|everything)';
const ALL = '(?:all|every|each|any|of|the|its|their|it|s3|object|bucket|and)';

/** "All the objects", "every object and all versions": everything, up to where it lies. */
const ALL_OF_IT = regex(
  'iu',
  String.raw`^(?:\s+${ALL})*\s+${THINGS}(?:\s+and(?:\s+${ALL})*\s+${THINGS})?`,
  String.raw`(?=\s+(?:of|in|on|from|inside|within)(?!\p{L})|\s*(?:$|[.,;(\n]))`,
);
/** What an order to empty may name: a bucket, or all that lies in it. */
const A_BUCKET = regex(
  'iu',
  String.raw`^(?:(?:\s+[\p{L}\d]+){0,4}\s+(?:buckets?|balde)(?![\p{L}\d-])|`,
  String.raw`\s+(?:it|them|this|that|both)\s*$|\s+["'\x60]?[\w.-]+["'\x60]?\s*$|\s*$)`,
);
const OF_SOME = regex(
  'iu',
  String.raw`(?<!\p{L})of\s+(?!(?:all |the |its |every |each )*${THINGS}`,
  String.raw`(?: and (?:all |the |its )*${THINGS})?\s*`,
  String.raw`(?:$|[.,;\n]|(?:in|and|from)\s))(?:everything|anything|all|any|every|`,
  String.raw`each|its|their|objects?|files?|items?|versions?|old\w*|data|logs?)(?!\p{L})`,
);
/** Words that leave something where it is. */
const LEAVES = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:old|oldest|stale|outdated|expired|non-?current|previous|prior|`,
  String.raw`former|duplicates?d?|tagged|untagged|only|keep\w*|kept|retain\w*|preserv\w*|leav\w+|`,
  String.raw`newest|latest|newer|older|that|which|whose|where|unused|unread|but|except|save|`,
  String.raw`apart|besides|other|rest|some|most|few|first|last|half|incomplete|multipart|markers?|`,
  String.raw`antigu\p{L}+|viej\p{L}+|s[oó]lo|solamente|salvo|excepto|conserv\p{L}+|`,
  String.raw`manten\p{L}+|dej\p{L}+|ancien\p{L}*|vieux|sauf|seulement|gard\p{L}+|`,
  String.raw`apenas|somente|exceto|antig\p{L}+|velh\p{L}+|menos|todo lo|tudo o)(?![\p{L}-])`,
);
const KEEPS = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:only|keep\w*|kept|retain\w*|preserv\w*|except|but not|`,
  String.raw`leave)(?![\p{L}-])`,
);

/** "Delete all objects of the bucket": it loses everything, and is still there. */
export const losesAll = ({ verb, text }: Order): boolean => ALL_OF_IT.test(text.slice(verb.end));

const PARTS = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:objects?|contents?|files|items|versions|objetos?|objets?|objekte?|`,
  String.raw`fichiers?|archivos?|arquivos?|dateien|contenidos?|contenu|conteúdo)(?![\p{L}-])`,
);
const NOUN = /bucket|balde|バケット|存储桶/iu;

/** "Elimina los objetos del bucket": what goes lies in the bucket, which is to stay. */
const namesParts = (text: string): boolean => {
  const noun = NOUN.exec(text)?.index ?? 0;
  return PARTS.test(text.slice(0, noun));
};

const sparesSome = (order: Order): boolean => {
  const { verb, text, more } = order;
  const isFirst = verb.order === 'any' || verb.action !== 'empty';
  const said = verb.order === 'any' ? text : text.slice(verb.end);
  const isAll = isFirst || A_BUCKET.test(objectOf(text, verb.end));
  return !isAll || LEAVES.test(said) || OF_SOME.test(said) || more.some((one) => KEEPS.test(one));
};

/**
 * True for an order to empty a bucket that spares something, or sets something beside it, and for
 * one to delete a bucket that speaks of what lies in it: neither is certain to mean everything.
 */
export const isPartialLoss = (order: Order, draft: TaskDraft): boolean => {
  const { resourceType, taskType, parameters } = draft;
  if (resourceType !== BUCKET) return false;
  if (taskType === 'DeleteResource') return namesParts(order.text);
  if (parameters.get('action') !== 'empty') return false;
  const others = [...parameters.keys()].filter((key) => key !== 'action' && key !== 'name');
  return others.length > 0 || sparesSome(order);
};

/** The same for the details of a form, which name no target of their own. */
export const sparesInDetails = (details: string, fields: number): boolean =>
  fields > 0 || LEAVES.test(details) || OF_SOME.test(details);
