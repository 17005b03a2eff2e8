import type { AwsReader } from '../../services/aws-reader.ts';
import type { HealthTarget } from '../../services/health-rule.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource, HealthStatus } from '../../task/aws-resource.ts';
import { parseRegion, type Region } from '../../task/ids.ts';
import type { Decided } from '../../task/refusal.ts';
import { isGlobalType } from '../../task/resource-type.ts';
import { nameOfPlace, type Place } from '../inventory/gather.ts';
import { askMetrics } from './ask-metrics.ts';
import { judgeResource, type JudgedResource } from './judge.ts';
import { placeKey } from './plan-issues.ts';
import { questionKey, questionsOf, type SeriesByKey } from './metric-questions.ts';

/** How everything is, and what could not be seen. */
export interface HealthReport {
  /** Worst first. */
  readonly judged: readonly JudgedResource[];
  /** Of all that were judged, also those that are not kept. */
  readonly counts: Readonly<Record<HealthStatus, number>>;
  readonly places: number;
  readonly seen: number;
  readonly failed: readonly { readonly place: string; readonly because: string }[];
  /** Series that CloudWatch was asked for: it charges by them. */
  readonly series: number;
  /** True when more was there than is kept. */
  readonly isCut: boolean;
  /** Places that were seen to their end. */
  readonly looked: readonly string[];
}

export interface HealthAsk {
  readonly places: readonly Place[];
  readonly now: Date;
  /** False for what is not asked about. */
  readonly isWanted: (resource: AwsResource) => boolean;
  /** False for what is counted and not kept; absent keeps the worst of all. */
  readonly isKept?: (judged: JudgedResource) => boolean;
  /** How many are kept at most. */
  readonly mostKept?: number;
  /** False once there is no time left; what was not looked at by then is said to be unseen. */
  readonly mayGoOn?: () => boolean;
}

type OpenReader = (accountId: AwsAccount['id']) => Promise<Decided<AwsReader>>;

/** Judged resources that are kept, the worst of them. */
const MOST_KEPT = 500;
const MOST_IN_A_PLACE = 2000;
const PLACES_SIDE_BY_SIDE = 10;
const READS_SIDE_BY_SIDE = 10;

const ORDER: readonly HealthStatus[] = ['Unhealthy', 'Degraded', 'Unknown', 'Healthy'];

/** Worst first; the order of the places within. */
export const worstFirst = (judged: readonly JudgedResource[]): readonly JudgedResource[] =>
  judged.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));

interface Seen {
  readonly judged: readonly JudgedResource[];
  readonly failed: HealthReport['failed'];
  readonly isSeen: boolean;
  readonly isCut: boolean;
  readonly series: number;
  readonly looked: readonly string[];
}

const unseen = (place: Place, because: string): Seen => ({
  judged: [],
  failed: [{ place: nameOfPlace(place), because }],
  isSeen: false,
  isCut: false,
  series: 0,
  looked: [],
});

const placeKeyOf = ({ account, region, service }: Place): string =>
  placeKey({ accountId: account.id, region, resourceType: service.resourceType });

const NO_ANSWER = 'AWS did not answer, or denied the read';

const listWanted = async (
  place: Place,
  reader: AwsReader,
  { isWanted }: HealthAsk,
): Promise<{ readonly resources: readonly AwsResource[]; readonly isCut: boolean }> => {
  const resources: AwsResource[] = [];
  for await (const one of place.service.list(reader, place.account, place.region)) {
    if (one.state === 'Terminated' || !isWanted(one)) continue;
    if (resources.length === MOST_IN_A_PLACE) return { resources, isCut: true };
    resources.push(one);
  }
  return { resources, isCut: false };
};

interface ReadTarget extends HealthTarget {
  readonly isRead: boolean;
}

const readTarget = async (
  place: Place,
  reader: AwsReader,
  resource: AwsResource,
): Promise<ReadTarget> => {
  const { readHealth } = place.service;
  if (readHealth === undefined) return { resource, live: resource.metadata, isRead: true };
  try {
    const live = await readHealth(reader, resource);
    return { resource, live: { ...resource.metadata, ...live }, isRead: true };
  } catch {
    return { resource, live: {}, isRead: false };
  }
};

const readTargets = async (
  place: Place,
  reader: AwsReader,
  resources: readonly AwsResource[],
): Promise<readonly ReadTarget[]> => {
  const targets: ReadTarget[] = [];
  for (let at = 0; at < resources.length; at += READS_SIDE_BY_SIDE) {
    const batch = resources.slice(at, at + READS_SIDE_BY_SIDE);
    targets.push(...(await Promise.all(batch.map((one) => readTarget(place, reader, one)))));
  }
  return targets;
};

/** What belongs to no region is measured in one. */
const metricsRegion = ({ service, region }: Place): Region =>
  isGlobalType(service.resourceType) ? (parseRegion('us-east-1') ?? region) : region;

const askSafely = async (
  reader: AwsReader,
  place: Place,
  questions: ReturnType<typeof questionsOf>,
): Promise<SeriesByKey | undefined> => {
  try {
    return await askMetrics(reader, metricsRegion(place), questions);
  } catch {
    return undefined;
  }
};

const lookAt = async (place: Place, reader: AwsReader, ask: HealthAsk): Promise<Seen> => {
  const { account, service } = place;
  const { resources, isCut } = await listWanted(place, reader, ask);
  const targets = await readTargets(place, reader, resources);
  const nowMs = ask.now.getTime();
  const questions = targets.flatMap((target) => questionsOf(service.health, target, nowMs));
  const series = await askSafely(reader, place, questions);
  const missing = { place: `metrics of ${nameOfPlace(place)}`, because: NO_ANSWER };
  return {
    judged: targets.map((target) => {
      const { isRead } = target;
      const judging = { target, isRead, series, nowMs, accountName: account.name };
      return judgeResource(service.health, judging);
    }),
    failed: series === undefined ? [missing] : [],
    isSeen: true,
    isCut,
    series: new Set(questions.map(questionKey)).size,
    looked: isCut ? [] : [placeKeyOf(place)],
  };
};

const lookSafely = async (place: Place, open: OpenReader, ask: HealthAsk): Promise<Seen> => {
  try {
    const reader = await open(place.account.id);
    if (!reader.ok) return unseen(place, reader.refusal.because);
    return await lookAt(place, reader.value, ask);
  } catch {
    return unseen(place, NO_ANSWER);
  }
};

const add = (ask: HealthAsk, report: HealthReport, seen: Seen): HealthReport => {
  const { isKept = () => true, mostKept = MOST_KEPT } = ask;
  const all = worstFirst([...report.judged, ...seen.judged.filter(isKept)]);
  const counts = { ...report.counts };
  for (const { status } of seen.judged) counts[status] += 1;
  return {
    judged: all.slice(0, mostKept),
    counts,
    places: report.places,
    seen: report.seen + (seen.isSeen ? 1 : 0),
    failed: [...report.failed, ...seen.failed],
    series: report.series + seen.series,
    isCut: report.isCut || seen.isCut || all.length > mostKept,
    looked: [...report.looked, ...seen.looked],
  };
};

const outOfTime = (report: HealthReport, left: number): HealthReport => ({
  ...report,
  failed: [...report.failed, { place: `${left} of the places`, because: 'there was no time left' }],
});

/**
 * Looks at everything in some places and judges it, place by place. What could not be read is named
 * and leaves what depends on it unknown: partial failure is never health.
 */
export const gatherHealth = async (ask: HealthAsk, open: OpenReader): Promise<HealthReport> => {
  const counts = { Unhealthy: 0, Degraded: 0, Unknown: 0, Healthy: 0 };
  const places = ask.places.length;
  let report: HealthReport = {
    judged: [],
    counts,
    places,
    seen: 0,
    failed: [],
    series: 0,
    isCut: false,
    looked: [],
  };
  for (let at = 0; at < places; at += PLACES_SIDE_BY_SIDE) {
    if (ask.mayGoOn?.() === false) return outOfTime(report, places - at);
    const batch = ask.places.slice(at, at + PLACES_SIDE_BY_SIDE);
    const seen = await Promise.all(batch.map((place) => lookSafely(place, open, ask)));
    report = seen.reduce((sum, one) => add(ask, sum, one), report);
  }
  return report;
};
