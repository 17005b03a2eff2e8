import type { HealthTarget } from '../../../src/services/health-rule.ts';
import type { Service } from '../../../src/services/service.ts';
import type { AwsResource } from '../../../src/task/aws-resource.ts';
import { judgeResource, type JudgedResource } from '../../../src/report/health/judge.ts';
import {
  questionKey,
  questionsOf,
  type Point,
  type SeriesByKey,
} from '../../../src/report/health/metric-questions.ts';
import { ownerOf } from '../../../src/agents/roster.ts';
import { DEV, REGION } from '../../services/samples.ts';

/** 10:02: the five minutes since 10:00 are not over, so that 09:55 is the last whole period. */
export const NOW_MS = Date.parse('2026-01-05T10:02:00Z');
const PERIOD_MS = 300_000;
const LAST_MS = Date.parse('2026-01-05T09:55:00Z');

export const resourceOf = (service: Service, given: Partial<AwsResource> = {}): AwsResource => ({
  id: 'orders',
  arn: `arn:aws:test:${REGION}:${DEV}:orders`,
  resourceType: service.resourceType,
  region: REGION,
  accountId: DEV,
  state: 'Active',
  ownerAgent: ownerOf(service.resourceType),
  dependencies: [],
  tags: {},
  metadata: {},
  createdAt: '',
  updatedAt: '',
  ...given,
});

/** Values of a metric, newest period first; null for a period without any. */
export type Values = Readonly<Record<string, readonly (number | null)[]>>;

const pointsOf = (values: readonly (number | null)[]): readonly Point[] =>
  values.flatMap((value, at) =>
    value === null ? [] : [{ atMs: LAST_MS - at * PERIOD_MS, value }],
  );

/** The series that CloudWatch would answer: the values in the first series of each metric. */
const seriesOf = (service: Service, target: HealthTarget, values: Values): SeriesByKey => {
  const series = new Map<string, readonly Point[]>();
  const used = new Set<string>();
  for (const question of questionsOf(service.health, target, NOW_MS)) {
    const name = question.metric;
    const isFirst = !used.has(`${name} ${question.startMs}`);
    used.add(`${name} ${question.startMs}`);
    const inSpan = pointsOf(values[name] ?? []).filter(({ atMs }) => atMs >= question.startMs);
    if (isFirst) series.set(questionKey(question), inSpan);
  }
  return series;
};

export interface Seen {
  readonly values?: Values;
  readonly live?: HealthTarget['live'];
  readonly isRead?: boolean;
  readonly hasMetrics?: boolean;
}

/** Judges one resource of a service on what is given, and nothing else measured. */
export const judgeSeen = (service: Service, seen: Seen): JudgedResource => {
  const target = { resource: resourceOf(service), live: seen.live ?? {} };
  const series = seriesOf(service, target, seen.values ?? {});
  return judgeResource(service.health, {
    target,
    series: seen.hasMetrics === false ? undefined : series,
    nowMs: NOW_MS,
    isRead: seen.isRead ?? true,
    accountName: 'athena-dev',
  });
};

/** `Unhealthy: errors 12 %`, or the status with what is unknown. */
export const say = ({ status, evidence, unknown }: JudgedResource): string =>
  [
    status,
    ...evidence.map(({ rule, seen }) => `${rule} ${seen}`),
    ...unknown.map((name) => `? ${name}`),
  ].join(', ');
