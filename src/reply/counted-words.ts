import { plural } from './markdown.ts';

/** One of a kind: `policies` as `policy`, `addresses` as `address`, `aliases` as `alias`. */
const one = (kind: string): string => {
  if (kind.endsWith('ies')) return `${kind.slice(0, -3)}y`;
  return /(?:ss|ias)es$/.test(kind) ? kind.slice(0, -2) : kind.slice(0, -1);
};

const singular = (title: string): string => {
  const [kind = '', ...rest] = title.split(' of ');
  return [one(kind), ...rest].join(' of ');
};

/** Counts by the title of their kind, which is a plural: `4 buckets, 1 alias of functions`. */
export const countedWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([title, count]) => plural(count, singular(title), title))
    .join(', ');
