/** A flat table: fields of launch templates, read where they are clearly meant, or asked about. */
import { flag, IDENT, text } from './field-library.ts';
import { regex } from './regex.ts';
import type { FlagRule } from './service-words.ts';

const DENIALS = String.raw`not|never|no|nobody|none|without|cannot|\w+n[’']t|avoid\w*|stop|instead`;
const CONDITIONS = String.raw`if|unless|once|when|until|before|after|wait\w*|later|whether`;
const TOLD = String.raw`old|former|previous|existing|had|has|was|were|came|comes|wants?`;

/** Before a wish that is denied, waited for or told of, in its own sentence. */
const DENIED = String.raw`(?<!\b(?:${DENIALS}|${CONDITIONS}|${TOLD})\b[^.;\n]{0,160})`;
/** The same of one clause: a comma starts what is asked again. */
const DENIED_HERE = String.raw`(?<!\b(?:${DENIALS}|${TOLD})\b[^.,;:\n]{0,60})`;
/** Behind a wish that waits for something. */
const WAITS = String.raw`(?![^.;\n]{0,100}\b(?:${CONDITIONS}|tomorrow|next)\b)`;

/** Where a phrase ends: what is counted goes on with what it counts. */
const ENDS = String.raw`(?=["'\x60]?\s*(?:[.,;!?)\n]|$|\b(?:and|in|of|for|please|pls|thanks?)\b))`;

const TOLD_BY = String.raw`(?<!\b(?:we|they|he|she|who|someone|somebody)\s+(?:\w+\s+)?)`;
const ORDER = String.raw`\b(?:make|set|use|take|choose|pick|declare|have|put)\b`;

/** `Default version: 3`, "set version 3 as the default", "make it the default". */
export const defaultVersion = text(
  'defaultVersion',
  [
    regex(
      'i',
      DENIED,
      String.raw`\bdefault(?: version)?\b(?:\s*|\s+(?:of|for)\s[^.;:\n]{1,120}?\s*`,
      String.raw`(?=\bto\b|:|=|\bbe\b))(?:\bto\b|:|=|\bbe\b)?\s*`,
      String.raw`(?:the )?(?:version )?["'\x60]?(latest|newest|\d{1,5})(?![\w.-]*\w)`,
      ENDS,
      WAITS,
    ),
    regex(
      'i',
      DENIED,
      TOLD_BY,
      ORDER,
      String.raw`\s+(?:[^.;\n]{0,80}\s)?version\s+(\d{1,5})\b(?:\s+(?:of|in)\s[^.;\n]{1,120}?)?\s+`,
      String.raw`(?:as |become |to be |be )?(?:the |its )?default\b`,
      WAITS,
    ),
    regex(
      'i',
      DENIED,
      TOLD_BY,
      String.raw`\b(?:make|set)\s+(it|this|that|(?:the )?(?:new|newest|latest)(?: one| version)?)`,
      String.raw`(?:\s+(?:of|in)\s[^.;\n]{1,120}?)?\s+(?:as |to be )?(?:the |its )?default\b`,
      WAITS,
    ),
    regex(
      'i',
      String.raw`(?<!\bby )\b(default)\b`,
      '(?! (?:vpc|subnets?|network|security|region|settings?|tags?|values?|key))',
    ),
  ],
  {
    fold: (value) => (/^\d+$/.test(value) ? value : 'latest'),
    valid: /^(?!default$)/i,
    words: /\bdefault version\b/i,
  },
);

const ADDRESS = String.raw`public (?:ip(?:v4)? )?address(?:es)?\b|public ips?\b(?! address)`;
const YES = 'yes|true|on|enabled|wanted';
const NO = 'no|none|false|off|disabled|not|never';

const WITH_ONE = [
  DENIED_HERE,
  String.raw`\b(?:with|assign|give|attach|associate|allocate|add|enable|use|gets?|needs?|have|`,
  String.raw`having)\b(?: (?:it|them|each|every|the|all|instances?|of|to))* (?:an? )?`,
  String.raw`(?:${ADDRESS})(?! (?:is|are|was|were|instead)\b)`,
  WAITS,
].join('');

/** `with a public IP address`, "no public address"; what says neither is asked about. */
export const publicAddress: FlagRule = {
  ...flag(
    'publicAddress',
    regex('iu', String.raw`(?:${ADDRESS})\s*[:=]\s*(?:${YES})\b|${WITH_ONE}`),
    regex(
      'iu',
      String.raw`(?:${ADDRESS})\s*[:=]\s*(?:${NO})\b|`,
      String.raw`\b(?:no|without(?: an?| any)?|not (?:get|have|need) (?:an?|any)) `,
      `(?:${ADDRESS})${ENDS}`,
    ),
  ),
  unclear: regex('iu', ADDRESS),
};

const NO_WORD = '(?!(?:and|as|at|but|by|for|from|in|is|it|of|on|or|so|that|to|with|please)\\b)';

/** `with the key pair ops`; one that is denied by its name is asked about. */
export const launchKeyPair = text(
  'keyPair',
  [
    regex(
      'iu',
      DENIED_HERE,
      String.raw`(?<![\w-])key ?pair(?:\s+(?:named|called|is|to))?\s*[:=]?\s*["'\x60]?`,
      `${NO_WORD}(${IDENT})`,
    ),
    regex('i', String.raw`(?<!\b(?:no|without(?: an?| any)?) )\b(key ?pair) ${NO_WORD}[\w-]+`),
  ],
  { valid: /^(?!key ?pair$|none\b|no\b)/i },
);

/** `in the security group sg-0a11b22c`; one that is denied is asked about. */
export const launchSecurityGroup = text(
  'securityGroup',
  [
    regex('i', DENIED_HERE, String.raw`(?<![\w-])(sg-[0-9a-f]{8,17})(?![\w-])`),
    regex('i', String.raw`\b(not)\b[^.;\n]{0,60}?\bsg-[0-9a-f]{8,17}\b`),
    regex('i', String.raw`\b(without|avoid|never)\b[^.;\n]{0,60}?\bsg-[0-9a-f]{8,17}\b`),
    regex(
      'iu',
      DENIED_HERE,
      String.raw`(?<![\w-])security group(?:\s+(?:named|called|is|to))?\s*[:=]?\s*["'\x60]?`,
      `${NO_WORD}(${IDENT})`,
    ),
  ],
  { valid: /^(?!(?:not|without|avoid|never)$)/i },
);
