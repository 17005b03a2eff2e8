import { z } from 'zod';
import { readParsed } from '../../services/facts.ts';
import type { AwsReader } from '../../services/aws-reader.ts';
import { Fault } from '../../task/fault.ts';
import type { Region } from '../../task/ids.ts';
import {
  questionKey,
  type MetricQuestion,
  type Point,
  type SeriesByKey,
} from './metric-questions.ts';

/** As many as one GetMetricData takes. */
const MOST_QUERIES = 500;

/** More pages than 500 series of an hour can have: a token that never ends must not hold us. */
const MOST_PAGES = 600;

const pageSchema = z.object({
  MetricDataResults: z
    .array(
      z.object({
        Id: z.string(),
        Timestamps: z.array(z.union([z.date(), z.string()])).nullish(),
        Values: z.array(z.number()).nullish(),
        StatusCode: z.string().nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});
type Row = NonNullable<z.infer<typeof pageSchema>['MetricDataResults']>[number];

const queryOf = (question: MetricQuestion, at: number): Readonly<Record<string, unknown>> => ({
  Id: `q${at}`,
  MetricStat: {
    Metric: {
      Namespace: question.namespace,
      MetricName: question.metric,
      Dimensions: Object.entries(question.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: question.periodSeconds,
    Stat: question.statistic,
  },
});

const pointsOf = ({ Timestamps, Values }: Row): readonly Point[] =>
  (Timestamps ?? []).flatMap((at, index) => {
    const value = Values?.[index];
    return value === undefined ? [] : [{ atMs: new Date(at).getTime(), value }];
  });

const refuseBroken = ({ StatusCode }: Row): void => {
  if (StatusCode === 'Forbidden') throw new Fault('denied', 'CloudWatch.GetMetricData: Forbidden');
  if (StatusCode === 'InternalError') {
    throw new Fault('unavailable', 'CloudWatch.GetMetricData: InternalError');
  }
};

/** One request, page by page: the points of each query, in the order of the questions. */
const askBatch = async (
  reader: AwsReader,
  region: Region,
  questions: readonly MetricQuestion[],
): Promise<readonly (readonly Point[])[]> => {
  const points: Point[][] = questions.map(() => []);
  const input = {
    MetricDataQueries: questions.map(queryOf),
    StartTime: new Date(questions[0]?.startMs ?? 0),
    EndTime: new Date(questions[0]?.endMs ?? 0),
  };
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = token === undefined ? input : { ...input, NextToken: token };
    const call = { client: 'CloudWatch', operation: 'GetMetricData', region, input: more };
    const answer = await readParsed(reader, call, pageSchema);
    for (const row of answer?.MetricDataResults ?? []) {
      refuseBroken(row);
      points[Number(row.Id.slice(1))]?.push(...pointsOf(row));
    }
    token = answer?.NextToken ?? undefined;
    if (token === undefined) return points;
  }
  throw new Fault('malformed-answer', 'CloudWatch.GetMetricData: pages without end');
};

/** Questions of one span in batches: a request has one beginning and one end for all. */
const batchesOf = (
  questions: readonly MetricQuestion[],
): readonly (readonly MetricQuestion[])[] => {
  const spans = new Map<string, MetricQuestion[]>();
  for (const question of questions) {
    const span = `${question.startMs} ${question.endMs}`;
    spans.set(span, [...(spans.get(span) ?? []), question]);
  }
  return [...spans.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / MOST_QUERIES) }, (_, at) =>
      own.slice(at * MOST_QUERIES, (at + 1) * MOST_QUERIES),
    ),
  );
};

/** Asks CloudWatch in one account and region, each question once. A denial is a Fault. */
export const askMetrics = async (
  reader: AwsReader,
  region: Region,
  questions: readonly MetricQuestion[],
): Promise<SeriesByKey> => {
  const once = [...new Map(questions.map((one) => [questionKey(one), one])).values()];
  const series = new Map<string, readonly Point[]>();
  for (const batch of batchesOf(once)) {
    const answers = await askBatch(reader, region, batch);
    for (const [at, question] of batch.entries()) {
      series.set(questionKey(question), answers[at] ?? []);
    }
  }
  return series;
};
