import type { Config } from '../../../config/config.ts';
import { isAbout } from '../../../review/applicable-items.ts';
import type { Baseline, BaselineItem } from '../../../review/baseline.ts';
import { liveItems, reviewLive } from '../../../review/live/review-live.ts';
import type { AwsReader } from '../../../services/aws-reader.ts';
import type { AwsAccount } from '../../../task/account.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import type { Decided } from '../../../task/refusal.ts';
import type { Tier } from '../../../task/tier.ts';
import type { AuditReport, AuditedThing, NotSeen } from '../audit-report.ts';
import { setOwnApart } from '../own-roles.ts';
import { readAlarms } from './own-lists.ts';
import type { AuditPlace, AuditSource, Listed } from './source.ts';
import { AUDIT_SOURCES } from './sources.ts';
import { closeTally, countNotRead, countThing, emptyTally, type Tally } from './tally.ts';
import { countUnread, unreadOf } from './unread-parts.ts';
import { workersFor } from './workers.ts';

/** What is audited, and by what. */
export interface AuditAsk {
  readonly accounts: readonly AwsAccount[];
  readonly regions: readonly Region[] | 'all';
  /** Absent for everything that is audited. */
  readonly resourceType?: string;
  /** Only these rules; absent for all. */
  readonly only?: ReadonlySet<string>;
  readonly baselines: readonly Baseline[];
  readonly config: Pick<Config, 'tags' | 'exceptions'>;
  readonly now: Date;
  readonly isWanted?: (one: Pick<Listed, 'id' | 'tags'>) => boolean;
  /** False once there is no time left; what was not looked at by then is said to be unseen. */
  readonly mayGoOn?: () => boolean;
  /** How many findings are kept; the rest is counted. */
  readonly mostKept?: number;
}

type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

/** Things of a place that are read at the same time; the quotas beneath are the transport's. */
const READS_SIDE_BY_SIDE = 8;
const MOST_KEPT = 1000;
const NOT_ALLOWED = 'the region is not allowed in this account';
const NO_TIME = 'there was no time left';

const WORDS: Readonly<Partial<Record<Fault['kind'], string>>> = {
  denied: 'the read was denied',
  throttled: 'AWS throttled the read',
  'malformed-answer': 'AWS answered in a shape that is not known',
};

/** Why something could not be read; what is no fault of AWS is thrown on. */
const whyNot = (error: unknown): string => {
  if (!(error instanceof Fault)) throw error;
  return WORDS[error.kind] ?? 'AWS did not answer';
};

interface Audit {
  readonly ask: AuditAsk;
  readonly baselines: readonly Baseline[];
  readonly tally: Tally;
  readonly openReader: OpenReader;
}

const mayGoOn = ({ ask }: Audit): boolean => ask.mayGoOn?.() !== false;

const narrowed = ({ baselines, only }: AuditAsk): readonly Baseline[] =>
  only === undefined
    ? baselines
    : baselines.map((one) => ({ ...one, items: one.items.filter(({ id }) => only.has(id)) }));

const thingAt = (place: AuditPlace, source: AuditSource, one: Listed): AuditedThing => ({
  accountId: place.account.id,
  region: place.region,
  type: source.type,
  id: one.id,
  name: one.tags['Name'] ?? one.id,
});

const auditThing = async (
  audit: Audit,
  { place, source }: { readonly place: AuditPlace; readonly source: AuditSource },
  one: Listed,
): Promise<void> => {
  const { ask, baselines, tally } = audit;
  const thing = thingAt(place, source, one);
  try {
    const live = await source.read(place, one);
    if (live === undefined) return;
    const unread = unreadOf(source, live, liveItems(baselines, place.account.tier));
    const findings = reviewLive({
      ...live,
      unread,
      read: new Set(live.read),
      tier: place.account.tier,
      baselines,
      tags: ask.config.tags,
      exceptions: {
        exceptions: ask.config.exceptions,
        accountId: place.account.id,
        today: ask.now.toISOString(),
      },
    });
    const counted = { title: source.title, thing };
    countThing(tally, counted, findings.map(setOwnApart));
    countUnread(tally.unread, counted, unread);
  } catch (error) {
    countNotRead(tally, thing, whyNot(error));
  }
};

const GONE = new Set(['Terminated', 'Deleting']);

/** Judges each thing as it comes, a few side by side: pages are never collected. */
const auditSource = async (
  audit: Audit,
  place: AuditPlace,
  source: AuditSource,
): Promise<string | undefined> => {
  const { isWanted = () => true } = audit.ask;
  const at = { place, source };
  let batch: Listed[] = [];
  const judgeBatch = async (): Promise<void> => {
    await Promise.all(batch.map((one) => auditThing(audit, at, one)));
    batch = [];
  };
  for await (const one of source.list(place)) {
    if (!mayGoOn(audit)) return NO_TIME;
    if (GONE.has(one.state) || !isWanted(one)) continue;
    batch.push(one);
    if (batch.length === READS_SIDE_BY_SIDE) await judgeBatch();
  }
  await judgeBatch();
  return undefined;
};

const auditSafely = async (
  audit: Audit,
  place: AuditPlace,
  source: AuditSource,
): Promise<string | undefined> => {
  if (!mayGoOn(audit)) return NO_TIME;
  try {
    return await auditSource(audit, place, source);
  } catch (error) {
    return whyNot(error);
  }
};

/** Sources that an item of the tier is about. */
const sourcesFor = ({ ask, baselines }: Audit, tier: Tier): readonly AuditSource[] => {
  const items = liveItems(baselines, tier);
  return AUDIT_SOURCES.filter(
    ({ type, judges }) =>
      (ask.resourceType === undefined || ask.resourceType === type) &&
      items.some((item) => judges.some((one) => isAbout(item, one))),
  );
};

/** The checks of items, as text. */
const rulesOf = (items: readonly BaselineItem[]): string =>
  JSON.stringify(items.map(({ check, appliesWhen }) => [check, appliesWhen]));

const ALARMS = /"(alarms|health-checked)"/;

/** One account and region, and what is looked at there. */
interface Part {
  readonly account: AwsAccount;
  readonly region: Region;
  readonly sources: readonly AuditSource[];
}

/** Global things are looked at in the first region of their account, and in no other. */
const partsOf = (audit: Audit, account: AwsAccount): readonly Part[] => {
  const { regions } = audit.ask;
  const sources = sourcesFor(audit, account.tier);
  return account.regions.flatMap((region, at) => {
    const isAsked = regions === 'all' || regions.includes(region);
    const here = sources.filter(({ isGlobal }) => (isGlobal ? at === 0 : isAsked));
    return here.length === 0 ? [] : [{ account, region, sources: here }];
  });
};

/** Regions that are asked about and that an account does not allow: nobody looks there. */
const closedRegions = (audit: Audit, account: AwsAccount): readonly NotSeen[] => {
  const { regions } = audit.ask;
  const isRegional = sourcesFor(audit, account.tier).some(({ isGlobal }) => !isGlobal);
  if (regions === 'all' || !isRegional || account.regions.length === 0) return [];
  return regions
    .filter((region) => !account.regions.includes(region))
    .map((region) => ({ accountId: account.id, region, because: NOT_ALLOWED }));
};

const openSafely = async (
  audit: Audit,
  { id }: AwsAccount,
): Promise<AwsReader | { readonly because: string }> => {
  try {
    const opened = await audit.openReader(id);
    return opened.ok ? opened.value : { because: opened.refusal.because };
  } catch (error) {
    return { because: whyNot(error) };
  }
};

const auditPart = async (audit: Audit, { account, region, sources }: Part): Promise<void> => {
  const { notSeen } = audit.tally;
  const where = { accountId: account.id, region };
  const reader = await openSafely(audit, account);
  if ('because' in reader) {
    notSeen.push({ ...where, because: reader.because });
    return;
  }
  const rules = rulesOf(liveItems(audit.baselines, account.tier));
  const alarms = ALARMS.test(rules) ? await readAlarms({ reader, region }) : undefined;
  const place = { account, region, reader, rules, alarms };
  for (const source of sources) {
    const because = await auditSafely(audit, place, source);
    if (because !== undefined) notSeen.push({ ...where, title: source.title, because });
  }
};

/**
 * Audits what runs, by account and region, a few parts side by side: what is listed is read with
 * the reader's role, judged as it comes and counted. What can not be read is named, never passed.
 */
export const gatherAudit = async (ask: AuditAsk, openReader: OpenReader): Promise<AuditReport> => {
  const tally = emptyTally(ask.mostKept ?? MOST_KEPT);
  const audit: Audit = { ask, baselines: narrowed(ask), tally, openReader };
  const { accounts } = ask;
  const empty = accounts.filter(({ regions }) => regions.length === 0);
  for (const { id } of empty)
    tally.notSeen.push({ accountId: id, because: 'no region of it is allowed' });
  tally.notSeen.push(...accounts.flatMap((account) => closedRegions(audit, account)));
  const waiting = accounts.flatMap((account) => partsOf(audit, account));
  const regions = new Set(waiting.map(({ region }) => region)).size;
  const { workers } = workersFor({ accounts: accounts.length, regions });
  const worker = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift())
      await auditPart(audit, part);
  };
  await Promise.all(Array.from({ length: workers }, worker));
  const items = audit.baselines.flatMap((one) => one.items);
  return closeTally(
    tally,
    accounts.map(({ id }) => id),
    items,
  );
};
