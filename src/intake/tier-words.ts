import { regex } from './words/regex.ts';
import { isAtLeast, type Tier } from '../task/tier.ts';

/** A flat table of words that raise a tier. Only whole words count: a name is not a word. */
const WORDS: readonly (readonly [Tier, RegExp])[] = [
  [
    'production',
    regex(
      'iu',
      String.raw`(?<![\p{L}\p{N}_/-])(?:production|prod|producción|produção|`,
      String.raw`produktion|produktiv\p{L}*)(?![\p{L}\p{N}_]|[-_/]\p{L})|`,
      '本番|生产环境|生产',
    ),
  ],
  [
    'staging',
    regex(
      'iu',
      String.raw`(?<![\p{L}\p{N}_/-])(?:staging|pre-?prod(?:uction)?|preproducción|`,
      String.raw`préproduction|pré-produção)(?![\p{L}\p{N}_]|[-_/]\p{L})|`,
      'ステージング|预发布?',
    ),
  ],
];

const DENIED = regex(
  'giu',
  String.raw`(?:\b(?:non|not|no|nothing in|never in|kein\w*|nicht|sin|`,
  String.raw`sans|não|nao|sem)[\s-]+(?:for |in |a |the )?)(?:production|`,
  String.raw`prod|producción|produção|produktion)(?![\p{L}\p{N}_])`,
);

/**
 * The tier that the words of a request raise an account to, or undefined. Words never lower: a
 * "development" in a request for production changes nothing.
 */
export const tierRaisedBy = (text: string, own: Tier): Tier | undefined => {
  const said = text.replaceAll(DENIED, ' ');
  const raised = WORDS.find(([, pattern]) => pattern.test(said))?.[0];
  return raised !== undefined && !isAtLeast(own, raised) ? raised : undefined;
};
