/** Days of a bill, as Cost Explorer counts them: in UTC, the last one excluded. */
export interface Days {
  /** `2026-11-16`. */
  readonly from: string;
  readonly until: string;
}

/** The days of one weekly report. */
export interface ReportWindow {
  /** ISO 8601 week, `2026-W47`. */
  readonly week: string;
  readonly days: Days;
  /** The seven days before. */
  readonly before: Days;
  /** The same days of the week, four weeks earlier. */
  readonly monthBefore: Days;
  /** The first day of today's month, and today, which is not over. */
  readonly month: Days;
  /** From today to the end of its month: what can still be forecast. */
  readonly rest: Days;
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A day so many days later, or earlier. */
export const dayAfter = (day: string, count: number): string => dayOf(msOf(day) + count * DAY_MS);

/** Every day of a span, in order. */
export const daysIn = ({ from, until }: Days): readonly string[] =>
  Array.from({ length: Math.max(0, (msOf(until) - msOf(from)) / DAY_MS) }, (_, at) =>
    dayAfter(from, at),
  );

/** True for a day of a span. */
export const isIn = (day: string, { from, until }: Days): boolean => from <= day && day < until;

/** The ISO 8601 week of a day: weeks begin on Monday, and belong to the year of their Thursday. */
export const isoWeekOf = (day: string): string => {
  const weekday = (new Date(msOf(day)).getUTCDay() + 6) % WEEK_DAYS;
  const thursday = dayAfter(day, 3 - weekday);
  const year = thursday.slice(0, 4);
  const count = Math.floor((msOf(thursday) - msOf(`${year}-01-01`)) / DAY_MS / WEEK_DAYS) + 1;
  return `${year}-W${String(count).padStart(2, '0')}`;
};

const mondayOf = (day: string): string =>
  dayAfter(day, -((new Date(msOf(day)).getUTCDay() + 6) % WEEK_DAYS));

const firstOfNextMonth = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return dayOf(Date.UTC(year, month, 1));
};

/** The report of the last week that is over at an instant, in UTC. */
export const windowAt = (now: Date): ReportWindow => {
  const today = dayOf(now.getTime());
  const until = mondayOf(today);
  const from = dayAfter(until, -WEEK_DAYS);
  const back = (weeks: number): Days => ({
    from: dayAfter(from, -WEEK_DAYS * weeks),
    until: dayAfter(until, -WEEK_DAYS * weeks),
  });
  return {
    week: isoWeekOf(from),
    days: { from, until },
    before: back(1),
    monthBefore: back(4),
    month: { from: `${today.slice(0, 7)}-01`, until: today },
    rest: { from: today, until: firstOfNextMonth(today) },
  };
};
