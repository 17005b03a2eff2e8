import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';

const RATE = /^rate\((\d+) (minute|minutes|hour|hours|day|days)\)$/;
const CRON_FIELDS = 6;

const malformed = (because: string, next: string): Refusal => ({
  code: 'malformed-value',
  because,
  next,
});

const rateRefusal = (schedule: string): Refusal | undefined => {
  const [, number = '', unit = ''] = RATE.exec(schedule) ?? [];
  const isOne = number === '1';
  const isRight = Number(number) > 0 && isOne !== unit.endsWith('s');
  return isRight
    ? undefined
    : malformed(
        `EventBridge knows no \`${schedule}\`: a number above zero, then minute, hour or day, ` +
          'with an s behind it from two on.',
        'Edit the issue, such as `Schedule: rate(5 minutes)` or `rate(1 day)`.',
      );
};

/** Minutes, hours, day of the month, month, day of the week, year: one of the days is a `?`. */
const cronRefusal = (schedule: string): Refusal | undefined => {
  const fields = schedule.slice('cron('.length, -1).trim().split(/\s+/);
  if (fields.length !== CRON_FIELDS)
    return malformed(
      `\`${schedule}\` has ${fields.length} fields, and EventBridge wants ${CRON_FIELDS}: ` +
        'minutes, hours, day of the month, month, day of the week, year.',
      'Edit the issue, such as `Schedule: cron(0 3 * * ? *)` for 03:00 UTC every day.',
    );
  const [, , dayOfMonth, , dayOfWeek] = fields;
  if ((dayOfMonth === '?') !== (dayOfWeek === '?')) return undefined;
  return malformed(
    `\`${schedule}\` must say \`?\` for either the day of the month or the day of the week.`,
    'Edit the issue, such as `Schedule: cron(0 3 * * ? *)` for 03:00 UTC every day.',
  );
};

/** Why EventBridge would not take a schedule; undefined when it would. */
export const scheduleRefusal = (schedule: string | undefined): Refusal | undefined => {
  if (schedule === undefined) return undefined;
  return schedule.startsWith('rate(') ? rateRefusal(schedule) : cronRefusal(schedule);
};

/** The pattern that a text writes down; undefined when it is none. */
export const patternIn = (text: string | undefined): JsonObject | undefined => {
  try {
    const parsed = JSON.parse(text ?? '') as Json;
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

const isMatching = (value: Json): boolean =>
  Array.isArray(value) ? value.length > 0 : isJsonObject(value) && Object.keys(value).length > 0;

/** Why EventBridge would not take a pattern, or why it would take every event. */
export const patternRefusal = (text: string | undefined): Refusal | undefined => {
  if (text === undefined) return undefined;
  const pattern = patternIn(text);
  const example = 'Edit the issue: `Event pattern: {"source":["aws.ec2"]}`.';
  if (pattern === undefined) return malformed('The event pattern is no JSON object.', example);
  const members = Object.values(pattern);
  if (members.length > 0 && members.every(isMatching)) return undefined;
  return malformed(
    'Each member of an event pattern lists the values that it takes, and an empty pattern is none.',
    example,
  );
};
