import type { Baseline, BaselineItem } from '../baseline.ts';
import type { Pillar, Severity } from '../finding.ts';
import type { SkillPage } from './page.ts';
import { pageOfBaseline, pageOfPillar } from './skills-for.ts';

/** What can be said of an item of a baseline without a model: all of it is written in files. */
export interface Explanation {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly pillar: Pillar;
  /** Where the item applies from: this tier and every stricter one. */
  readonly from: BaselineItem['from'];
  /** Markdown of the page: each one line, without its bullet. Never empty. */
  readonly why: readonly string[];
  readonly remediation: string;
  readonly references: readonly string[];
  /** The name of the page that says why, such as `aws/s3`. */
  readonly page: string;
}

const MOST_LINES = 3;

/** Bullets, rows and lines of prose; headings and the rules of tables say nothing. */
const linesOf = ({ body }: SkillPage): readonly string[] =>
  body
    .split('\n')
    .map((line) => line.trim().replace(/^[-*] /, ''))
    .filter((line) => line !== '' && !/^(#|\|[\s|:-]*$)/.test(line))
    .map((line) => line.replaceAll(/^\| *| *\|$/g, '').replaceAll(/ *\| */g, ': '));

const naming = (id: string) => {
  const exact = new RegExp(`(?<![A-Z0-9-])${id}(?![0-9-])`);
  return (line: string): boolean => exact.test(line);
};

/** `POLICY-NET-*` speaks of `POLICY-NET-02`. */
const namingKind = (id: string) => {
  const kind = new RegExp(`(?<![A-Z0-9-])${id.slice(0, id.lastIndexOf('-'))}-\\*`);
  return (line: string): boolean => kind.test(line);
};

const SMALL = new Set(['have', 'that', 'with', 'from', 'this', 'what', 'which', 'every', 'their']);

const stems = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[a-z0-9]{4,}/g) ?? [])
      .filter((word) => !SMALL.has(word))
      .map((word) => word.slice(0, 6)),
  );

/** The line that shares most words with what the item asks, at least so many; none is no line. */
const nearest = (item: BaselineItem, least: number) => (lines: readonly string[]) => {
  const wanted = stems(`${item.title} ${item.remediation}`);
  const ranked = lines
    .map((line) => ({ line, shared: [...stems(line)].filter((stem) => wanted.has(stem)).length }))
    .filter(({ shared }) => shared >= least)
    .toSorted((a, b) => b.shared - a.shared);
  return ranked.slice(0, 1).map(({ line }) => line);
};

interface Said {
  readonly page: string;
  readonly why: readonly string[];
}

const saidBy = (
  pages: readonly SkillPage[],
  choose: (lines: readonly string[]) => readonly string[],
): Said | undefined => {
  for (const page of pages) {
    const why = choose(linesOf(page)).slice(0, MOST_LINES);
    if (why.length > 0) return { page: page.name, why };
  }
  return undefined;
};

/** The pages that may speak of an item: that of its service, that of its pillar, the others. */
const inOrder = (
  { item, baseline }: { readonly item: BaselineItem; readonly baseline: Baseline },
  pages: readonly SkillPage[],
): readonly SkillPage[] => {
  const own = pageOfBaseline(baseline, pages);
  const pillar = pages.find(({ name }) => name === pageOfPillar(item.pillar));
  const first = [own, pillar].filter((page) => page !== undefined);
  return [...first, ...pages.filter((page) => !first.includes(page))];
};

const whyOf = (
  found: { readonly item: BaselineItem; readonly baseline: Baseline },
  pages: readonly SkillPage[],
): Said => {
  const { item } = found;
  const ordered = inOrder(found, pages);
  const nearby = ordered.slice(0, 2);
  return (
    saidBy(ordered, (lines) => lines.filter(naming(item.id))) ??
    saidBy(ordered, (lines) => lines.filter(namingKind(item.id))) ??
    saidBy(nearby, nearest(item, 2)) ??
    saidBy(nearby.toReversed(), nearest(item, 1)) ?? {
      page: ordered[0]?.name ?? '',
      why: [ordered[0]?.description ?? item.title],
    }
  );
};

/**
 * What an item asks, why, and how it is mended, from the baselines and the pages alone; undefined
 * for an id that no baseline has. `why` is the line that names the item, else the line of its
 * service's or pillar's page that is nearest to it in words.
 */
export const explanationOf = (
  itemId: string,
  baselines: readonly Baseline[],
  pages: readonly SkillPage[],
): Explanation | undefined => {
  const baseline = baselines.find(({ items }) => items.some(({ id }) => id === itemId));
  const item = baseline?.items.find(({ id }) => id === itemId);
  if (baseline === undefined || item === undefined) return undefined;
  const { id, title, severity, pillar, from, remediation, references } = item;
  const said = whyOf({ item, baseline }, pages);
  return { id, title, severity, pillar, from, remediation, references, ...said };
};
