import { REFUSALS, type Refusal } from '../task/refusal.ts';
import { blocks } from './markdown.ts';
import { sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

const LONGEST = 4000;

/** A no: what was refused and its code, why, and what to do next. */
export const renderRefusal = (refusal: Refusal): string =>
  withoutSecrets(
    blocks(
      `**Not done: \`${refusal.code}\`.** ${REFUSALS[refusal.code]}`,
      `**Why** · ${sentence(refusal.because, LONGEST)}`,
      `**Next** · ${sentence(refusal.next, LONGEST)}`,
    ),
  );
