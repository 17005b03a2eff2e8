interface Sign {
  readonly sign: string;
  readonly pattern: RegExp;
}

/** One word and then another one in the same sentence, at most forty characters on. */
const near = (first: readonly string[], then: readonly string[]): RegExp =>
  new RegExp(String.raw`\b(${first.join('|')})\b[^.\n]{0,40}\b(${then.join('|')})\b`, 'i');

const IGNORE = ['ignore', 'disregard', 'forget', 'override', 'bypass'];
const RULES = ['rules?', 'instructions?', 'polic(y|ies)', 'guardians?', 'checks?', 'reviews?'];
const REVEAL = ['print', 'reveal', 'show', 'send', 'post', 'exfiltrate'];
const SECRETS = ['credentials?', 'secrets?', 'private keys?', 'access keys?', 'tokens?'];

/** Table: texts that try to command the application instead of asking for a change. */
const SIGNS: readonly Sign[] = [
  { sign: 'it asks to ignore rules or instructions', pattern: near(IGNORE, RULES) },
  {
    sign: 'it asks to call the risk low',
    pattern: near(
      ['mark', 'set', 'rate', 'report', 'call'],
      ['risk (as |to |is )?(low|none|zero)'],
    ),
  },
  {
    sign: 'it claims an approval',
    pattern:
      /\b(pre-?approved|already approved|auto-?approve|approve (this )?(yourself|without))\b/i,
  },
  {
    sign: 'it speaks to a model',
    pattern: /\b(you are now|act as (an?|the)|system prompt|developer mode|as an ai)\b/i,
  },
  { sign: 'it asks for credentials', pattern: near(REVEAL, SECRETS) },
  {
    sign: 'it holds characters that nobody sees',
    pattern: /[\u200b\u2060\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u,
  },
];

/** Longer texts are cut: the signs are looked for in what a person would read. */
const MAX_LENGTH = 65_536;

/** The signs of injection in a request, in words. They never plan, approve or lower anything. */
export const injectionSigns = (text: string): readonly string[] => {
  const read = text.slice(0, MAX_LENGTH);
  return SIGNS.filter(({ pattern }) => pattern.test(read)).map(({ sign }) => sign);
};
