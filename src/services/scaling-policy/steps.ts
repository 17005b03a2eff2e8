import type { Json, JsonObject } from '../../task/json.ts';

/** One step: from so many percent of the processors on, so many instances more or fewer. */
export interface Step {
  readonly side: 'above' | 'below';
  readonly percent: number;
  readonly change: number;
}

/** How one is written: `above 70 +1`, or `add 1 instance above 70 %`. */
const SHORT = /^(?<side>above|below)\s+(?<percent>\d{1,3})\s*%?\s*(?<change>[+-]\d{1,3})$/i;
const LONG = new RegExp(
  String.raw`^(?<verb>add|remove)\s+(?<count>\d{1,3})\b.*` +
    String.raw`\b(?<side>above|over|below|under)\s+(?<percent>\d{1,3})\s*%?$`,
  'i',
);

const stepFrom = (text: string): Step | undefined => {
  const found = (SHORT.exec(text) ?? LONG.exec(text))?.groups;
  if (found === undefined) return undefined;
  const { side = '', percent, change, verb = '', count } = found;
  return {
    side: /above|over/i.test(side) ? 'above' : 'below',
    percent: Number(percent),
    change: change === undefined ? Number(count) * (/add/i.test(verb) ? 1 : -1) : Number(change),
  };
};

/** The steps of a list; undefined where one is none. */
export const stepsFrom = (given: Json | undefined): readonly Step[] | undefined => {
  const rows = Array.isArray(given) ? (given as readonly Json[]) : [];
  const steps = rows.flatMap((row) => stepFrom(typeof row === 'string' ? row.trim() : '') ?? []);
  return rows.length > 0 && steps.length === rows.length ? steps : undefined;
};

/** Outwards from the alarm: the one that is reached first comes first. */
export const inOrder = (steps: readonly Step[]): readonly Step[] =>
  steps.toSorted((a, b) => (a.side === 'above' ? a.percent - b.percent : b.percent - a.percent));

/** Where the alarm rings. */
export const thresholdOf = (steps: readonly Step[]): number => inOrder(steps)[0]?.percent ?? 0;

/** As Auto Scaling takes them: each as far from the alarm, until where the next begins. */
export const adjustmentsOf = (steps: readonly Step[]): readonly JsonObject[] => {
  const ordered = inOrder(steps);
  const threshold = thresholdOf(steps);
  return ordered.map(({ side, percent, change }, at) => {
    const next = ordered[at + 1];
    const [near, far] =
      side === 'above'
        ? ['MetricIntervalLowerBound', 'MetricIntervalUpperBound']
        : ['MetricIntervalUpperBound', 'MetricIntervalLowerBound'];
    return {
      [near ?? '']: percent - threshold,
      ...(next === undefined ? {} : { [far ?? '']: next.percent - threshold }),
      ScalingAdjustment: change,
    };
  });
};
