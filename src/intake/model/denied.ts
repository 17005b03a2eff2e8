import { regex } from '../words/regex.ts';
import { standingAt } from './free-standing.ts';
import { oneBlank, type RequestWords } from './request-words.ts';

/** Words that turn off what is said beside them, in the languages that people write here. */
const NO_WORDS = [
  "not|no|none|never|nor|neither|nothing|without|cannot|cant|dont|wont|\\p{L}+n['’]t|avoid",
  'refrain|except|unless|instead of|rather than|ikke|ikkje|ingen|inga|inget|intet|inkje|aldri',
  'aldrig|uten|uden|utan|ej|inte|icke|unngå|unngo|undgå|undvik|nicht|nichts|kein\\p{L}*|nie',
  'niemals|ohne|statt|niet|geen|nooit|zonder|ne|pas|jamais|sans|aucune?|ni|nunca|jamás|sin',
  'ningun[ao]?|ningún|não|nao|nem|sem|non|senza|nessun[ao]?|bez|nigdy|żadn\\p{L}*|není|nu|fără',
  'ei|eikä|älä|älkää|ilman|nem|nélkül|değil|asla|hayır|hiçbir|tidak|jangan|tanpa|bukan|không',
  'đừng|chưa|не|нет|нельзя|без|никогда|ні|немає|μη|μην|δεν|όχι|χωρίς|لا|لم|لن|ليس|بدون|לא|אל',
  'בלי|אין|नहीं|मत|बिना|안|못',
].join('|');
const BARE = String.raw`(?<![\p{L}\p{M}\p{N}-])(?:${NO_WORDS})(?![\p{L}\p{M}\p{N}-])`;
const ELIDED = String.raw`(?<![\p{L}])n['’](?=\p{L})`;
/** Where words are not parted by blanks, and the one that denies may come last. */
const UNSPACED = regex(
  'u',
  'ない|ません|なしで|ずに|',
  '无需|不|没|沒|勿|别|別に|無し|禁止|않|말고|말아|마세요|마십시오|지 마|지마|없이|ไม่|อย่า',
);
const DENIES = regex('iu', BARE, '|', ELIDED);
const ENDS_DENYING = regex('iu', '(?:', BARE, String.raw`)\s*$`);

/** "Not needed any more" is a reason to take away. */
const NO_LONGER = regex(
  'giu',
  String.raw`(?<![\p{L}])(?:no longer|not (?:\p{L}+ ){0,3}any ?(?:more|longer)|`,
  String.raw`ikkj?e (?:lenge?re?|mer)|inte (?:längre|mer)|nicht (?:mehr|länger)|`,
  String.raw`niet (?:meer|langer)|ya no|non (?:\p{L}+ ){0,2}più|`,
  String.raw`não (?:\p{L}+ ){0,2}mais|ne (?:\p{L}+ ){0,2}plus)(?![\p{L}])`,
);

/** Behind a verb: `Slett den ikke`, `Lösche ihn nicht`; up to where another clause begins. */
const OTHER_CLAUSE = regex(
  'iu',
  String.raw`[,;:(]|(?<![\p{L}])(?:and|but|that|which|with|without|og|men|som|med|uten|`,
  String.raw`och|utan|und|aber|mit|ohne|en|maar|met|zonder|et|mais|qui|avec|sans|y|pero|`,
  String.raw`que|con|sin|e|ma|che|senza)(?![\p{L}])`,
);
const DENIES_BEHIND = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:not|never|ikke|ikkje|aldri|aldrig|inte|ej|nicht|nie|niemals|`,
  String.raw`niet|nooit|pas|jamais|nunca|не)(?![\p{L}-])`,
);

const withoutNoLonger = (text: string): string => text.replaceAll(NO_LONGER, ' ');

interface Place {
  readonly before: string;
  readonly after: string;
  readonly sentence: string;
  /** The sentence before it; a line may end in the middle of one. */
  readonly earlier: string;
}

/** The sentences that hold each of the places where words stand by themselves. */
const placesOf = ({ text }: Pick<RequestWords, 'text'>, words: string): readonly Place[] => {
  const lines = text.split('\n').map(oneBlank);
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const all = lines.join(' ');
  return standingAt(all, words).map((at): Place => {
    const end = at + words.length;
    const first = starts.findLastIndex((start) => start <= at);
    const last = starts.findLastIndex((start) => start < end);
    const from = starts[first] ?? 0;
    const to = (starts[last] ?? 0) + (lines[last]?.length ?? 0);
    return {
      before: all.slice(from, at),
      after: all.slice(end, to),
      sentence: all.slice(from, to),
      earlier: lines[first - 1] ?? '',
    };
  });
};

/** The whole sentences that hold a quote, wherever it stands by itself. */
export const sentencesWith = (words: RequestWords, quote: string): readonly string[] =>
  placesOf(words, oneBlank(quote)).map(({ sentence }) => sentence);

/** What is quoted: an order, what is to be so, what is to be off, or what something is called. */
export type Quoted = 'order' | 'value' | 'off' | 'name';

const isDenied = (place: Place, quote: string, as: Quoted): boolean => {
  const before = as === 'name' ? withoutNoLonger(place.before) : place.before;
  if (DENIES.test(before) || ENDS_DENYING.test(place.earlier)) return true;
  if (UNSPACED.test(as === 'off' ? before : place.sentence)) return true;
  if (as === 'name' || as === 'off') return false;
  const [behind = ''] = withoutNoLonger(place.after).split(OTHER_CLAUSE);
  return DENIES.test(withoutNoLonger(quote)) || DENIES_BEHIND.test(behind);
};

/**
 * True where the sentence of a quote has a word that may turn it into its contrary: before it, in
 * it, or right behind it. Nobody can tell which part of the sentence such a word is about, so what
 * is quoted there is asked about.
 */
export const isDoubtful = (words: RequestWords, quote: string, as: Quoted): boolean => {
  const said = oneBlank(quote);
  return placesOf(words, said).some((place) => isDenied(place, said, as));
};
