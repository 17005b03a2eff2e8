import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Known } from '../report/cost/ask.ts';
import type { Anomaly } from '../report/cost/outlook.ts';
import { readAmount, writeAmount } from '../report/cost/report-text.ts';
import { dayAfter, daysIn } from '../report/cost/window.ts';
import type { Store } from '../store/store.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';

const LOOKED_BACK_DAYS = 7;

/** The trust boundary of the daily look for anomalies: what the reader tells. */
export interface AnomaliesSeen {
  readonly anomalies: Known<readonly Anomaly[]>;
  /** Requests to Cost Explorer, pages included. */
  readonly requests: number;
  /** The organization, for names; empty when it could not be listed. */
  readonly accounts: readonly Pick<AwsAccount, 'id' | 'name'>[];
}

const amount = z.bigint();
const text = z.string();

const anomaly = z.object({
  id: text,
  from: text,
  until: text,
  impact: amount,
  cause: z.object({ account: text, service: text, region: text, usage: text }),
  spend: z.object({ expected: amount, actual: amount }).exactOptional(),
  feedback: text.exactOptional(),
});

const seen = z.object({
  anomalies: z.union([
    z.object({ ok: z.literal(true), value: z.array(anomaly) }),
    z.object({ ok: z.literal(false), because: text }),
  ]),
  requests: z.int(),
  accounts: z.array(z.object({ id: text, name: text })),
});

/** What was seen, as text in which amounts stay exact. */
export const writeAnomalies = (told: AnomaliesSeen): string => JSON.stringify(told, writeAmount);

/** Reads what `writeAnomalies` wrote; anything else is a Fault. Brands are given here. */
export const readAnomalies = (told: unknown): AnomaliesSeen => {
  const read = seen.safeParse(typeof told === 'string' ? JSON.parse(told, readAmount) : undefined);
  if (!read.success) throw new Fault('malformed-answer', 'what was seen is no list of anomalies');
  return read.data as unknown as AnomaliesSeen;
};

/** Requests of the looks of the seven days before an instant; undefined where none was made. */
export const countAnomalyRequests = async (
  { readWork }: Pick<Store, 'readWork'>,
  now: Date,
): Promise<number | undefined> => {
  const today = now.toISOString().slice(0, 10);
  let requests = 0;
  for (const day of daysIn({ from: dayAfter(today, -LOOKED_BACK_DAYS), until: today })) {
    const told = (await readWork(anomalyLookId(day)))?.output?.['seen'];
    if (told !== undefined) requests += readAnomalies(told).requests;
  }
  return requests === 0 ? undefined : requests;
};

/** The day that a look was asked for. */
export const dayOfLook = (input: JsonObject): string => {
  const { day } = input;
  if (typeof day === 'string') return day;
  throw new Fault('broken-promise', 'a look for anomalies of no day');
};

/** The name of the look of a day. */
export const anomalyLookId = (day: string): string => `anomalies-${day}`;

/** The key of the issue of one anomaly. */
export const anomalyKey = (id: string): string => `anomaly ${id}`;

/** The line by which an issue is found again; a digest, because ids of AWS may hold anything. */
export const anomalyMark = (id: string): string => {
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 24);
  return `<!-- aws-coworker:anomaly ${digest} -->`;
};
