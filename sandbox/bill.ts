/** What was charged on one day, before anybody groups it. */
export interface Charge {
  readonly day: string;
  readonly accountId: string;
  readonly service: string;
  /** `Usage`, `Tax`, `Credit`, `Refund`, … */
  readonly recordType: string;
  readonly costCenter: string;
  readonly application: string;
  /** In units of the currency; credits and refunds are negative. */
  readonly amount: number;
}

/** An anomaly that AWS saw. */
export interface AnomalySpec {
  readonly from: string;
  readonly until?: string;
  readonly impactUsd: number;
  readonly accountId: string;
  readonly service: string;
  readonly region: string;
  readonly usageType: string;
  /** What AWS expected for its days; the rest is the impact. */
  readonly expectedUsd?: number;
  readonly feedback?: 'YES' | 'NO' | 'PLANNED_ACTIVITY';
}

/** What an organization is charged. Without `charges` they are drawn from `seed`. */
export interface BillSpec {
  readonly seed?: string;
  readonly currency?: string;
  readonly charges?: readonly Charge[];
  readonly anomalies?: readonly AnomalySpec[];
  /** Days before today whose amounts are still estimated. Default 1. */
  readonly estimatedDays?: number;
  /** True for an organization that never opened Cost Explorer. */
  readonly isClosed?: boolean;
  /** Groups on one page of an answer. Default 40. */
  readonly pageSize?: number;
}

const SERVICES: readonly (readonly [string, number])[] = [
  ['Amazon Elastic Compute Cloud - Compute', 310],
  ['EC2 - Other', 74],
  ['Amazon Relational Database Service', 165],
  ['Amazon Simple Storage Service', 41],
  ['Amazon DynamoDB', 28],
  ['AWS Lambda', 12],
  ['Amazon CloudFront', 19],
  ['Amazon Elastic Load Balancing', 23],
  ['AmazonCloudWatch', 17],
  ['Amazon Simple Notification Service', 2],
];

/** A small generator that draws the same numbers from the same seed. */
export const numbersFrom = (seed: string): (() => number) => {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519);
    state = Math.imul(state ^ (state >>> 13), 3_266_489_917);
    state ^= state >>> 16;
    return (state >>> 0) / 4_294_967_296;
  };
};

const DAY_MS = 86_400_000;

const dayBefore = (today: string, count: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - count * DAY_MS).toISOString().slice(0, 10);

const centsOf = (amount: number): number => Math.round(amount * 10_000) / 10_000;

const CENTERS = ['CC-1000', 'CC-2000', ''] as const;

/** How large an account is beside the largest one, by what is done in it. */
const sizeOf = (name: string): number => {
  if (/prod/.test(name)) return 1;
  if (/staging|dev/.test(name)) return 0.3;
  return /logs|security/.test(name) ? 0.1 : 0.05;
};

/** Charges of the last days of every account, quieter on Saturday and Sunday. */
export const drawCharges = (
  accounts: readonly { readonly id: string; readonly name: string }[],
  about: { readonly seed: string; readonly today: string; readonly days: number },
): readonly Charge[] =>
  accounts.flatMap(({ id, name }) => {
    const next = numbersFrom(`${about.seed}:${id}`);
    return Array.from({ length: about.days }, (_, at) => dayBefore(about.today, at + 1)).flatMap(
      (day) => {
        const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
        const used = SERVICES.map(([service, usd], index) => ({
          day,
          accountId: id,
          service,
          recordType: 'Usage',
          costCenter: CENTERS[index % 3] ?? '',
          application: index % 2 === 0 ? 'shop' : '',
          amount: centsOf(usd * sizeOf(name) * (isWeekend ? 0.7 : 1) * (0.9 + next() * 0.2)),
        }));
        const credit = { ...used[0], recordType: 'Credit', costCenter: '', application: '' };
        return day.endsWith('17') && /prod/.test(name)
          ? [...used, { ...credit, amount: -212 } as Charge]
          : used;
      },
    );
  });
