import { unknown, type Judgement } from './saving.ts';
import { present, type Series } from './series.ts';

/** Days without data are not days without use: nobody is judged by them. */
export const missingDays = (series: Series, what: string): Judgement => {
  const missing = series.length - present(series).length;
  return unknown(
    missing === series.length
      ? `CloudWatch has no data of its ${what}`
      : `CloudWatch has no data of its ${what} for some of ${series.length} days`,
  );
};
