import { gatherHealth } from '../report/health/gather.ts';
import type { JudgedResource } from '../report/health/judge.ts';
import { placesOf, type Place } from '../report/inventory/gather.ts';
import { allServices } from '../services/registry.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { Json } from '../task/json.ts';
import { keepAnswer } from './answer-work.ts';
import { lookId, parseLookAsked, type LookAnswered, type LookAsked } from './health-look.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** Ill resources that a look remembers, the worst of them. */
const MOST_ILL = 2000;

/** A look ends before its job is taken away and tried again from the beginning. */
const LONGEST_LOOK_MS = 12 * 60_000;

/** Another place is the first in each look, so that one that had no time left has it in a later. */
const turned = (places: readonly Place[], nowMs: number): readonly Place[] => {
  const from = (Math.floor(nowMs / 3_600_000) * 997) % Math.max(1, places.length);
  return [...places.slice(from), ...places.slice(0, from)];
};

const isIll = ({ status }: JudgedResource): boolean =>
  status === 'Unhealthy' || status === 'Degraded';

/** Two workers may tell the time so differently, and a look may have waited. */
const MOST_APART_MS = 3_600_000;

/** A look is at the present: who asks for one at another moment gets one of now. */
const momentOf = ({ now }: LookAsked, here: Date): Date => {
  const asked = new Date(now);
  return Math.abs(asked.getTime() - here.getTime()) <= MOST_APART_MS ? asked : here;
};

const isHealable = ({ evidence }: JudgedResource): boolean =>
  evidence.some(({ operation }) => operation !== undefined);

/** The accounts in which something is ill that could heal without a person, in full, as JSON. */
const healableOf = (judged: readonly JudgedResource[], accounts: readonly AwsAccount[]): Json => {
  const ids = new Set(judged.filter(isHealable).map(({ accountId }) => accountId));
  return JSON.parse(JSON.stringify(accounts.filter(({ id }) => ids.has(id)))) as Json;
};

const look = async (deps: ReaderDeps, asked: LookAsked): Promise<LookAnswered> => {
  const listed = await deps.aws.listAccounts();
  if (!listed.ok) throw new Fault('unavailable', listed.refusal.because);
  const { accounts: wanted } = deps.config.reports.health;
  const accounts = listed.value.filter(
    ({ id, status }) => status === 'ACTIVE' && (wanted === 'all' || wanted.includes(id)),
  );
  const watched = new Set(asked.watched);
  const end = deps.clock.now().getTime() + LONGEST_LOOK_MS;
  const now = momentOf(asked, deps.clock.now());
  const report = await gatherHealth(
    {
      places: turned(placesOf(accounts, 'all', allServices), now.getTime()),
      now,
      mayGoOn: () => deps.clock.now().getTime() < end,
      isWanted: () => true,
      isKept: (one) => isIll(one) || watched.has(one.arn),
      mostKept: MOST_ILL + watched.size,
    },
    deps.aws.openReader,
  );
  const { counts, places, seen, failed, series, judged, isCut } = report;
  // Of what was cut off nobody may say that it is gone.
  const looked = isCut ? [] : report.looked;
  const unseen = failed.slice(0, 20);
  deps.log.info({ counts, places, seen, series, unseen }, 'looked at health');
  const named = accounts.map(({ id, name }) => ({ id, name }));
  return { judged, looked, accounts: named, healable: { accounts: healableOf(judged, accounts) } };
};

/** A look is made in its own time, or in the one after: none can be had in advance. */
const isOfNow = ({ config, clock }: ReaderDeps, workId: string): boolean => {
  const { health } = config.reports;
  const now = clock.now();
  const before = new Date(now.getTime() - health.everyHours * 3_600_000);
  return workId === lookId(health, now) || workId === lookId(health, before);
};

/** Makes a standing look at health; who asks twice for one gets one. */
export const onHealth = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const workId = String(job['workId']);
  if (isOfNow(deps, workId))
    return keepAnswer(deps, workId, (asked) => look(deps, parseLookAsked(asked)));
  deps.log.warn({ workId }, 'a look of another time than now is not made');
};
