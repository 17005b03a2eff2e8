import { phrases } from './phrases.ts';
import type { Said } from './said.ts';

/** Whatever is said of approval is for the tables to say. */
const APPROVAL = phrases(
  '*approv*',
  'sign(?:ed|s)? ?off',
  'lgtm',
  'go ahead',
  'good to go',
  'green ?light*',
  'proceed*',
  'merg(?:e|ed|es|ing)',
  'authori[sz]*',
  'consent*',
  'permi(?:t|ts|tted|ssible)',
  '(?:you|we|one|they) (?:can|may|should|must|need|could) (?:now )?(?:safely )?' +
    '(?:run|execute|deploy|apply|ship|accept|continue|start)',
  'no (?:further |more |other )?(?:review|check|action|look|attention)*',
  '(?:need|require)* no',
  'ready*',
  'waiv*',
  'rubber ?stamp*',
);

/** Advice to make something less strict, whatever it is. */
const WEAKER = phrases(
  'disabl*',
  'de-?activat*',
  'bypass*',
  'circumvent*',
  'ignor*',
  'disregard*',
  'suppress*',
  'overrid*',
  'overrul*',
  'weaken*',
  'relax*',
  'loosen*',
  'white-?list*',
  'allow-?list*',
  'exempt*',
  'skip*',
  'sidestep*',
  '(?:turn|switch)* .{0,40}off',
  'open* (?:it |this )?(?:up )?to (?:the )?(?:world|internet|public|everyone|anyone)',
  'mak(?:e|es|ing) .{0,40}public',
  'publicly',
  'grant*',
  'admin* (?:rights?|access)',
  'full access',
);

/** Judgements that no table makes. */
const COMFORT = phrases(
  'safe',
  'safely',
  'harmless*',
  'trivial*',
  'guarantee*',
  'risk free',
  'no (?:risk|impact|downtime|danger|harm|effect)',
  '(?:low|zero|minimal) (?:impact|downtime)',
  'without (?:risk|impact|downtime|danger|harm|any)',
  'nothing to worry',
  "don't worry",
  'no need',
  'trust (?:me|us|this)',
  'rest assured',
  'perfectly',
  'completely (?:secure|fine)',
  'always',
  'never fails?',
);

/** Orders to whoever reads, and words of a model about itself. */
const TALK = phrases(
  '(?:instruction|prompt|language model|credential|password|token|access key|private key)s?',
  '(?:api key|environment variable|canary|secret access key)s?',
  'as an ai',
  'said',
  'says',
  'told',
  'wrote',
  'quotes?d?',
  'in the words of',
  "i(?:'m)?",
);

/** What is wrong with what a sentence wants of its reader; undefined for nothing. */
export const judgeOrders = ({ text }: Said): string | undefined => {
  const words = text.replaceAll('`', '');
  if (APPROVAL.test(words)) return 'it speaks of approval';
  if (WEAKER.test(words)) return 'it advises to weaken something';
  if (COMFORT.test(words)) return 'it promises what no table says';
  return TALK.test(words) ? 'it speaks of the model, a person or a secret' : undefined;
};
