import { reviewLive } from '../../../review/live/review-live.ts';
import type { AwsReader } from '../../../services/aws-reader.ts';
import type { AwsAccount } from '../../../task/account.ts';
import { Fault } from '../../../task/fault.ts';
import type { AuditedThing } from '../audit-report.ts';
import { setOwnApart } from '../own-roles.ts';
import { ofTier, type AuditRun } from './audit-run.ts';
import type { AuditPart } from './audit-units.ts';
import { readAlarms } from './own-lists.ts';
import type { AuditPlace, AuditSource, Listed } from './source.ts';
import { countNotRead, countThing } from './tally.ts';
import { countUnread, unreadOf } from './unread-parts.ts';

/** Things of one source at the same time: the other places have things too. */
const MOST_OF_A_SOURCE = 25;
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

const mayGoOn = ({ ask }: AuditRun): boolean => ask.mayGoOn?.() !== false;

const thingAt = (place: AuditPlace, source: AuditSource, one: Listed): AuditedThing => ({
  accountId: place.account.id,
  region: place.region,
  type: source.type,
  id: one.id,
  name: one.tags['Name'] ?? one.id,
});

const auditThing = async (
  audit: AuditRun,
  { place, source }: { readonly place: AuditPlace; readonly source: AuditSource },
  one: Listed,
): Promise<void> => {
  const { ask, baselines, tally } = audit;
  const thing = thingAt(place, source, one);
  try {
    const live = await source.read(place, one);
    if (live === undefined) return;
    const unread = unreadOf(source, live, ofTier(audit, place.account.tier).items);
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

/**
 * Judges each thing as it comes, and lists on when there is room for it: pages are never collected.
 */
const auditSource = async (
  audit: AuditRun,
  place: AuditPlace,
  source: AuditSource,
): Promise<string | undefined> => {
  const { isWanted = () => true } = audit.ask;
  const at = { place, source };
  const judging = new Set<Promise<void>>();
  try {
    for await (const one of source.list(place)) {
      if (!mayGoOn(audit)) return NO_TIME;
      if (GONE.has(one.state) || !isWanted(one)) continue;
      const judged = audit.things.through(() => auditThing(audit, at, one));
      judging.add(judged);
      void judged.finally(() => judging.delete(judged)).catch(() => undefined);
      if (judging.size >= (source.most ?? MOST_OF_A_SOURCE)) await Promise.race(judging);
    }
    return undefined;
  } finally {
    await Promise.all(judging);
  }
};

const auditSafely = async (
  audit: AuditRun,
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

const ALARMS = /"(alarms|health-checked)"/;

const openSafely = async (
  audit: AuditRun,
  { id }: AwsAccount,
): Promise<AwsReader | { readonly because: string }> => {
  try {
    const opened = await audit.openReader(id);
    if (!opened.ok) return { because: opened.refusal.because };
    const { accountId, read } = opened.value;
    return { accountId, read: (call) => read({ ...call, isOfMany: true }) };
  } catch (error) {
    return { because: whyNot(error) };
  }
};

/**
 * Looks at one account and region: what is listed is read, judged and counted, source by source.
 * What can not be read is named, never passed.
 */
export const auditPart = async (
  audit: AuditRun,
  { account, region, sources }: AuditPart,
): Promise<void> => {
  const { notSeen } = audit.tally;
  const where = { accountId: account.id, region };
  const reader = await openSafely(audit, account);
  if ('because' in reader) {
    notSeen.push({ ...where, because: reader.because });
    return;
  }
  const { rules } = ofTier(audit, account.tier);
  const alarms = ALARMS.test(rules) ? await readAlarms({ reader, region }) : undefined;
  const place = { account, region, reader, rules, alarms };
  for (const source of sources) {
    const because = await auditSafely(audit, place, source);
    if (because !== undefined) notSeen.push({ ...where, title: source.title, because });
  }
};
