import { z } from 'zod';
import type { Known } from './ask.ts';
import { parseMoney, type Money } from './money.ts';

/** One amount of a bill: of one day or one span of days, under the keys it was grouped by. */
export interface BillLine {
  /** The first day of what it covers. */
  readonly day: string;
  /** One value for each dimension or tag it was grouped by, in that order; empty for no value. */
  readonly keys: readonly string[];
  readonly amount: Money;
}

/** Some lines of a bill. */
export interface Bill {
  readonly lines: readonly BillLine[];
  /** Days whose amounts AWS may still change. */
  readonly estimatedDays: readonly string[];
  /** `USD`; empty when there is no line at all. */
  readonly currency: string;
}

/** One page of a bill, and where the next one begins. */
export interface BillPage extends Bill {
  readonly next?: string;
}

const amount = z.object({ Amount: z.string(), Unit: z.string() });
const metrics = z.record(z.string(), amount);

const answer = z.object({
  ResultsByTime: z
    .array(
      z.object({
        TimePeriod: z.object({ Start: z.string(), End: z.string() }),
        Total: metrics.optional(),
        Groups: z.array(z.object({ Keys: z.array(z.string()), Metrics: metrics })).default([]),
        Estimated: z.boolean().default(false),
      }),
    )
    .default([]),
  NextPageToken: z.string().optional(),
});

type Answer = z.output<typeof answer>;

interface RawLine {
  readonly day: string;
  readonly keys: readonly string[];
  readonly amount: { readonly Amount: string; readonly Unit: string } | undefined;
}

const rawLines = (read: Answer, metric: string): readonly RawLine[] =>
  read.ResultsByTime.flatMap(({ TimePeriod, Groups }) =>
    Groups.map(({ Keys, Metrics }) => ({
      day: TimePeriod.Start,
      keys: Keys,
      amount: Metrics[metric],
    })),
  );

const lineOf = ({ day, keys, amount: said }: RawLine): BillLine | undefined => {
  const money = said === undefined ? undefined : parseMoney(said.Amount);
  return money === undefined ? undefined : { day, keys, amount: money };
};

/** Some currencies that may not be added up, or a form that is not known, is no bill. */
export const parseBill = (output: unknown, metric: string): Known<BillPage> => {
  const parsed = answer.safeParse(output);
  if (!parsed.success) return { ok: false, because: 'Cost Explorer answered in an unknown form' };
  const raw = rawLines(parsed.data, metric);
  const lines = raw.map(lineOf).filter((line) => line !== undefined);
  if (lines.length < raw.length) {
    return { ok: false, because: `Cost Explorer gave amounts without the metric ${metric}` };
  }
  const currencies = new Set(raw.map((line) => line.amount?.Unit ?? ''));
  if (currencies.size > 1) return { ok: false, because: severalCurrencies(currencies) };
  const { NextPageToken: next } = parsed.data;
  return {
    ok: true,
    value: {
      lines,
      currency: [...currencies][0] ?? '',
      estimatedDays: parsed.data.ResultsByTime.filter(({ Estimated }) => Estimated).map(
        ({ TimePeriod }) => TimePeriod.Start,
      ),
      ...(next === undefined || next === '' ? {} : { next }),
    },
  };
};

const severalCurrencies = (currencies: Iterable<string>): string =>
  `the bill is in several currencies (${[...currencies].sort().join(', ')}), which do not add up`;

/** Puts pages together. Pages of different currencies are no bill. */
export const joinPages = (pages: readonly Bill[]): Known<Bill> => {
  const currencies = new Set(pages.map(({ currency }) => currency).filter((one) => one !== ''));
  if (currencies.size > 1) return { ok: false, because: severalCurrencies(currencies) };
  return {
    ok: true,
    value: {
      lines: pages.flatMap(({ lines }) => lines),
      estimatedDays: [...new Set(pages.flatMap(({ estimatedDays }) => estimatedDays))].sort(),
      currency: [...currencies][0] ?? '',
    },
  };
};
