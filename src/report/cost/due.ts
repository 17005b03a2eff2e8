import type { CostReportConfig } from '../../config/config.ts';
import type { ReportWindow } from './window.ts';

const STEP_MS = 15 * 60_000;
const WEEK_STEPS = (7 * 24 * 3_600_000) / STEP_MS;

interface Local {
  readonly day: string;
  /** `07:00`. */
  readonly time: string;
}

const localAt = (ms: number, timeZone: string): Local => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: part('weekday').toLowerCase(),
    time: `${part('hour')}:${part('minute')}`,
  };
};

/**
 * When the report of a week is due: at the first moment after its last day is over in UTC at which
 * it is the configured day, and not before the configured time, in the configured time zone. To a
 * quarter of an hour. Half a day of any zone lies in the week after, so there is always one.
 */
export const dueAt = (
  { days }: ReportWindow,
  { day, at, timeZone }: Pick<CostReportConfig, 'day' | 'at' | 'timeZone'>,
): Date => {
  const end = Date.parse(`${days.until}T00:00:00Z`);
  for (let step = 0; step <= WEEK_STEPS; step += 1) {
    const local = localAt(end + step * STEP_MS, timeZone);
    if (local.day === day && local.time >= at) {
      return new Date(end + step * STEP_MS);
    }
  }
  return new Date(end);
};
