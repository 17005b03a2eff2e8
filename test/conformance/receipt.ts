/** One check of a read-back that did not hold. */
export interface Gap {
  /** What was made, in the receipt's words. */
  readonly made: string;
  readonly check: string;
  readonly detail: string;
}

/** Behind the type may stand which of several was made: a gap is one of the type. */
const ROW = /^- create (?<made>[^→`]+?)(?: `[^`]+`)? → [^·]+ · \*\*differs\*\*: (?<differs>.+)$/gm;

const gapOf = (made: string, text: string): Gap => {
  const [check = '', ...detail] = text.split(': ');
  return { made, check, detail: detail.join(': ') };
};

/** The differences that a receipt names, in its order. */
export const gapsOf = (receipt: string): readonly Gap[] =>
  [...receipt.matchAll(ROW)].flatMap(({ groups }) =>
    (groups?.['differs'] ?? '').split('; ').map((text) => gapOf(groups?.['made'] ?? '', text)),
  );
