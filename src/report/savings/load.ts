import type { Evidence } from './saving.ts';
import { isWhole, lastDays, mean, present, type ReadSeries } from './series.ts';
import { THRESHOLDS } from './thresholds.ts';
import { percentWords } from './words.ts';

const { days: DAYS, averagePercent: AVERAGE, peakPercent: PEAK, peakDays } = THRESHOLDS.oversized;

/** How the CPU of a machine fits its size. */
export type Load =
  | { readonly is: 'low'; readonly evidence: readonly Evidence[] }
  | { readonly is: 'fitting' }
  | { readonly is: 'unclear'; readonly because: string };

/** Judges the last days. A peak that was seen is enough for a fit; a missing day for no claim. */
export const loadOf = (seen: {
  readonly cpuAverage: ReadSeries;
  readonly cpuPeak: ReadSeries;
}): Load => {
  if (seen.cpuAverage === 'unread' || seen.cpuPeak === 'unread')
    return { is: 'unclear', because: 'CloudWatch did not tell its CPU' };
  const averages = lastDays(seen.cpuAverage, DAYS);
  const peaks = lastDays(seen.cpuPeak, DAYS);
  const peak = Math.max(...present(lastDays(seen.cpuPeak, peakDays)));
  if (peak >= PEAK) return { is: 'fitting' };
  if (!isWhole(averages) || !isWhole(peaks)) {
    const none = present(averages).length === 0;
    const because = `CloudWatch has no data of its CPU${none ? '' : ` for some of ${DAYS} days`}`;
    return { is: 'unclear', because };
  }
  const average = mean(present(averages));
  if (average >= AVERAGE) return { is: 'fitting' };
  return {
    is: 'low',
    evidence: [
      { what: 'CPU', value: `${percentWords(average)} on average of ${DAYS} days` },
      { what: 'peak', value: percentWords(peak) },
    ],
  };
};
