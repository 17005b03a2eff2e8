import type { Look, LookProgress } from '../report/look.ts';
import { blocks, plural } from './markdown.ts';
import { bar } from './progress.ts';
import { quoteInline } from './quote.ts';

const MINUTE = 60;

/** `40 seconds`, `7 minutes`: a guess is no exact figure. */
export const timeWords = (seconds: number): string =>
  seconds < 2 * MINUTE
    ? plural(Math.max(1, Math.round(seconds)), 'second')
    : plural(Math.round(seconds / MINUTE), 'minute');

const placesWords = ({ places, accounts }: Look): string =>
  `${plural(places, 'place')} (service, account and region) in ${plural(accounts, 'account')}`;

/** Said before a long look begins. */
export const expectedWords = (look: Look): string =>
  `**Expected** · about ${timeWords(look.seconds)} for ${placesWords(look)}; ` +
  'how far it is stands here.';

/** How far a look is, while it is made. */
export const lookProgressWords = (
  { done, all, at }: LookProgress,
  spentSeconds: number,
): string => {
  const left = done === 0 ? 0 : (spentSeconds * Math.max(0, all - done)) / done;
  return (
    `${bar(done, all)} places · ${quoteInline(at, 50)} · ${timeWords(spentSeconds)} so far, ` +
    `about ${timeWords(left)} more`
  );
};

/** Asked before a look that takes very long: nothing was read yet. */
export const renderLongLook = (look: Look): string =>
  blocks(
    `**This takes about ${timeWords(look.seconds)}**: ${placesWords(look)}. Nothing was read yet.`,
    '**Why** · what takes so long is asked about first. After 12 minutes what was not reached is ' +
      'named as not seen.',
    '**Next** · `/plan` reads all of it. Or edit the issue: name accounts, regions or a service.',
  );
