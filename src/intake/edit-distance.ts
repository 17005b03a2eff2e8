const LONGEST = 64;

/**
 * Edits between two short texts: insertions, deletions, replacements. Texts are cut at 64
 * characters, so that hostile input stays cheap.
 */
export const editDistance = (left: string, right: string): number => {
  const [a, b] = [left.slice(0, LONGEST), right.slice(0, LONGEST)];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The nearest of some known words, best first, at most three; none that is far off. */
export const nearest = (word: string, known: readonly string[]): readonly string[] =>
  known
    .map((candidate) => ({
      candidate,
      far: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ candidate, far }) => far <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
