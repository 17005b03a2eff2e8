import { REFUSALS, type Refusal } from '../task/refusal.ts';
import { blocks, bullets, typeWords } from './markdown.ts';
import { sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

const LONGEST = 4000;

/** Words that say nothing by themselves. */
const SMALL = new Set(
  'a an the is are was were it this that of to on in and not no may be'.split(' '),
);

const contentWords = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z]+/g) ?? [])
    .filter((word) => !SMALL.has(word))
    .map((word) => word.replace(/s$/, ''));

/** More of the rule's words than this in the reason, and the reason says the rule already. */
const REPEATS_FROM = 0.6;

const repeats = (rule: string, reason: string): boolean => {
  const words = contentWords(rule);
  const said = new Set(contentWords(reason));
  return words.filter((word) => said.has(word)).length >= words.length * REPEATS_FROM;
};

/** "of the type SQS queue": types as people call them, where a sentence counts by type. */
const withTypes = (text: string): string =>
  text.replace(/(?<=of the type )`(AWS::\w+::\w+)`/g, (_, type: string) => typeWords(type));

/**
 * A no: what was refused and its code, why, and what to do next. A reason that repeats the rule
 * stands in its place, so that nothing is said twice.
 */
export const renderRefusal = ({ code, points = [], ...told }: Refusal): string => {
  const rule = REFUSALS[code];
  const list = points.map((point) => sentence(point));
  const [because, next] = [withTypes(told.because), withTypes(told.next)];
  const what = `**Not done: \`${code}\`.**`;
  const reason = sentence(because === '' ? rule : because, LONGEST);
  return withoutSecrets(
    blocks(
      ...(repeats(rule, reason)
        ? [`${what} ${reason}`]
        : [`${what} ${rule}`, `**Why** · ${reason}`]),
      bullets(list),
      `**Next** · ${sentence(next, LONGEST)}`,
    ),
  );
};
