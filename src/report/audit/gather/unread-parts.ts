import { isAbout } from '../../../review/applicable-items.ts';
import type { BaselineItem } from '../../../review/baseline.ts';
import type { AuditedThing, NotSeen } from '../audit-report.ts';
import type { AuditSource, LiveThing } from './source.ts';

/** Parts of one type that could not be read, of the things of one kind in one place. */
export interface UnreadPart {
  readonly thing: Pick<AuditedThing, 'accountId' | 'region'>;
  readonly title: string;
  readonly type: string;
  /** Ids of the things, without those beyond the most that are kept. */
  readonly ids: Set<string>;
  count: number;
}

const MOST_KEPT = 500;
const MOST_NAMED = 5;

/** Types that a thing is judged by, that an item is about, and that were not read to their end. */
export const unreadOf = (
  { type, judges }: Pick<AuditSource, 'type' | 'judges'>,
  { read }: Pick<LiveThing, 'read'>,
  items: readonly BaselineItem[],
): readonly string[] =>
  judges.filter(
    (one) => one !== type && !read.includes(one) && items.some((item) => isAbout(item, one)),
  );

/** Takes the parts of a thing that could not be read; changes `parts` in place. */
export const countUnread = (
  parts: Map<string, UnreadPart>,
  { title, thing }: { readonly title: string; readonly thing: AuditedThing },
  unread: readonly string[],
): void => {
  for (const type of unread) {
    const key = [thing.accountId, thing.region, title, type].join(' ');
    const known = parts.get(key) ?? { thing, title, type, ids: new Set<string>(), count: 0 };
    parts.set(key, known);
    known.count += 1;
    if (known.ids.size < MOST_KEPT) known.ids.add(thing.id);
  }
};

/** What is said of parts that could not be read: which, and of which things. */
export const unreadSeen = (parts: ReadonlyMap<string, UnreadPart>): readonly NotSeen[] =>
  [...parts.values()].map(({ thing, title, type, ids, count }) => {
    const named = [...ids].toSorted().slice(0, MOST_NAMED);
    const more = count > named.length ? `, and ${count - named.length} more` : '';
    const because = `${type} could not be read, of ${named.join(', ')}${more}`;
    return { accountId: thing.accountId, region: thing.region, title, because };
  });
