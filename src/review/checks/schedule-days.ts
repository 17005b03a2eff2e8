/** Names that stand for numbers in a cron expression of AWS, from 1. */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly most: number;
  readonly names: readonly string[];
}

const DAY_OF_MONTH: Field = { most: 31, names: [] };
const MONTH: Field = { most: 12, names: MONTHS };
const DAY_OF_WEEK: Field = { most: 7, names: WEEKDAYS };

const numberIn = (text: string, { most, names }: Field): number | undefined => {
  const named = names.indexOf(text.toUpperCase()) + 1;
  const value = named > 0 ? named : Number(/^[0-9]{1,2}$/.test(text) ? text : Number.NaN);
  return value >= 1 && value <= most ? value : undefined;
};

const PART = /^(\*|\?|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:\/([0-9]{1,2}))?$/;

/** The numbers of one part, such as `1-5` or `1/10`; undefined where it is not understood. */
const numbersIn = (part: string, field: Field): readonly number[] | undefined => {
  const [, first = '', last, step] = PART.exec(part) ?? [];
  const isAll = first === '*' || first === '?';
  const from = isAll ? 1 : numberIn(first, field);
  const isOpen = isAll || step !== undefined;
  const to = last === undefined ? (isOpen ? field.most : from) : numberIn(last, field);
  const by = Number(step ?? 1);
  if (from === undefined || to === undefined || from > to || by < 1) return undefined;
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
};

const setOf = (text: string, field: Field): ReadonlySet<number> | undefined => {
  const parts = text.split(',').map((part) => numbersIn(part, field));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? new Set(known.flat()) : undefined;
};

interface Day {
  readonly month: number;
  readonly ofMonth: number;
  readonly ofWeek: number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LEAP_YEAR = 1;
const YEARS = [0, LEAP_YEAR, 2];

/** Three years, the second of them a leap year, day after day. */
const CALENDAR: readonly Day[] = YEARS.flatMap((year) =>
  LENGTHS.flatMap((length, index) =>
    Array.from({ length: index === 1 && year === LEAP_YEAR ? 29 : length }, (_, day) => ({
      month: index + 1,
      ofMonth: day + 1,
    })),
  ),
).map((day, index) => ({ ...day, ofWeek: (index % 7) + 1 }));

/** The longest time between two of some days; endless where there are not two. */
const longestGap = (days: readonly number[]): number =>
  days.length < 2
    ? Infinity
    : Math.max(...days.slice(1).map((day, index) => day - (days[index] ?? 0)));

const cronDays = (expression: string): number | undefined => {
  const [, , ofMonth = '', month = '', ofWeek = '', year, ...more] = expression.split(/\s+/);
  const days = setOf(ofMonth, DAY_OF_MONTH);
  const months = setOf(month, MONTH);
  const weekdays = setOf(ofWeek, DAY_OF_WEEK);
  if (days === undefined || months === undefined || weekdays === undefined) return undefined;
  if (year !== '*' || more.length > 0) return undefined;
  return longestGap(
    CALENDAR.flatMap((day, index) =>
      days.has(day.ofMonth) && months.has(day.month) && weekdays.has(day.ofWeek) ? [index] : [],
    ),
  );
};

const DAYS_IN: Readonly<Record<string, number>> = { day: 1, hour: 1 / 24, minute: 1 / 1440 };

/**
 * The most days that pass between two times of `rate(10 days)` or `cron(0 8 1,15 * ? *)`, as
 * EventBridge and Secrets Manager read them. Undefined for what is not understood: `L`, `W`, `#`
 * and single years among it.
 */
export const mostDaysBetween = (schedule: string): number | undefined => {
  const text = schedule.trim();
  const [, count, unit = ''] = /^rate\(([0-9]{1,5}) (day|hour|minute)s?\)$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * (DAYS_IN[unit] ?? Infinity);
  const cron = /^cron\((.*)\)$/.exec(text)?.[1];
  return cron === undefined ? undefined : cronDays(cron.trim());
};
