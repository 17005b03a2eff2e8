import type { AwsResourceType } from '../task/resource-type.ts';
import { findTypes } from './find-types.ts';
import { respelt } from './respelt.ts';

const mentionsOf = (type: AwsResourceType, texts: readonly string[]): readonly string[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .flatMap((line) =>
      findTypes(line)
        .filter((noun) => noun.type === type)
        .map(({ start, end }) => line.slice(start, end)),
    );

/**
 * True where a kind of thing is only named by words that had to be spelt anew: "the tabel a-b". The
 * order's own words decide, and what stands around it where they name no kind.
 */
export const isGuessed = (
  type: AwsResourceType,
  own: readonly string[],
  around: readonly string[],
): boolean => {
  const said = mentionsOf(type, own);
  const meant = said.length > 0 ? said : mentionsOf(type, around);
  return meant.length > 0 && meant.every((words) => respelt(words) !== words);
};
