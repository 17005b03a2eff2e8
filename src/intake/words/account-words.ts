import { literal, regex } from './regex.ts';

/** Words that may stand behind a name that has ended; any other could belong to it. */
const GOES_ON = [
  'and|or|with|without|for|in|into|under|at|its?|please|pls|using|named|called|owned|used|of|by',
  'to|as|on|from|via|the|this|that|which|who|whose|e-?mail|mail|address|so|because|is|are',
  'should|must|shall|will|when|where|before|after|then|accounts?|unit|ou|organi[sz]ational',
  'now|today|asap|thanks?|name',
].join('|');

/** Behind a name that has ended: no word on its line that could be the rest of it. */
const ENDED =
  String.raw`(?![\w/-])(?!["'\x60”]?[^\S\n]+` +
  String.raw`(?!(?:${GOES_ON})(?![\w-])|[a-z-]{1,20}:)\w)`;
const UNIT = String.raw`(?<![\w-])(?:organi[sz]ational unit|unit|ou)`;
const LINK = String.raw`(?:[^\S\n]+(?:named?|called|is|to|of|as|the))?[^\S\n]*[:=]?[^\S\n]*`;
const QUOTED = String.raw`["'\x60“]([A-Za-z0-9_][^"'\x60“”\n]{0,127})["'\x60”]`;
const TO_THE_END =
  String.raw`[^\S\n]*[:=][^\S\n]*` +
  String.raw`([A-Za-z0-9_][^,;:@"'\x60“”\n]{0,127}?)[^\S\n]*\.?$`;

/** A unit in quotes, alone behind its mark, or one word; a path has slashes. */
export const UNIT_PATTERNS: readonly RegExp[] = [
  regex('iu', UNIT, LINK, QUOTED),
  regex('imu', String.raw`^[^\w\n]*`, UNIT, TO_THE_END),
  regex('iu', UNIT, LINK, String.raw`["'\x60“]?([A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*)`, ENDED),
];

const CALLED = regex(
  'giu',
  String.raw`(?<![\w-])(?:named|called|name|(?:new|member)[^\S\n]+(?:aws[^\S\n]+)?account)`,
  LINK,
  QUOTED,
);
const NAME_LINE = regex(
  'gimu',
  String.raw`^[^\w\n]*(?:(?:aws[^\S\n]+)?account[^\S\n]+)?name`,
  TO_THE_END,
);

/** The names that a text gives to an account in quotes, or alone behind "name:". */
export const accountNames = (text: string): readonly string[] => {
  const quoted = [...text.matchAll(CALLED)];
  const found = quoted.length > 0 ? quoted : [...text.matchAll(NAME_LINE)];
  return [...new Set(found.map(([, name = '']) => name.trim()))];
};

/** True where a name ends where it was read: "named analytics dev" may be two words. */
export const endsThere = (text: string, name: string): boolean =>
  regex('iu', String.raw`(?<![\w-])`, literal(name), ENDED).test(text);
