import { regex } from './words/regex.ts';

const BOUNDARY = regex(
  'iu',
  String.raw`[,;:(.](?=\s|$)|\(|\n|(?<![\p{L}-])(?:for|in|to|from|with|`,
  'of|on|at|inside|behind|named|called|that|which|so|as|by|',
  String.raw`into|against|using|via|`,
  String.raw`showing|displaying|watching|covering|containing|delivering|`,
  String.raw`whenever|before|after|when|once|until|while|because|para|`,
  String.raw`con|pour|avec|mit|für|zu|dans|`,
  String.raw`en|em|na|no|namens|genannt|llamad\p{L}+|nommé\p{L}*|appel\p{L}+|`,
  String.raw`chamad\p{L}+|desde|depuis|aus|im)(?![\p{L}-])`,
);

const POLITE = regex(
  'iu',
  String.raw`^[\s,]*(?:please|pls|por favor|por gentileza|bitte|s'il vous pla[iî]t|`,
  String.raw`svp|for (?:us|me|them)|us|me)[\s,]+`,
);

/** "Legt in athena-dev die Rolle an": where, before what. */
const PLACE = regex(
  'iu',
  String.raw`^[\s,]*(?:bitte\s+)?(?:in|im|en|dans|em|no|na|on|auf|nel|nell[ao]?)`,
  String.raw`\s+["'\x60]?[\w]+-[\w-]+["'\x60]?`,
  String.raw`(?:\s*[,/(]\s*[a-z]{2}(?:-[a-z]+){1,2}-\d\)?)?(?:\s*[,:]\s*|\s+)(?=\p{L})`,
);

/** The object right after a verb, up to the first preposition or mark. */
export const objectOf = (text: string, verbEnd: number): string => {
  const rest = text.slice(verbEnd);
  const politeness = POLITE.exec(rest)?.[0].length ?? 0;
  const polite = politeness + (PLACE.exec(rest.slice(politeness))?.[0].length ?? 0);
  const end = BOUNDARY.exec(rest.slice(polite))?.index;
  return end === undefined ? rest : rest.slice(0, polite + end);
};
