import { AwsError } from '../aws-error.ts';

/** All data points of one query, in the order that was asked for. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly points: readonly { readonly at: Date; readonly value: number }[];
}

interface Limits {
  /** Results on one page. */
  readonly results: number;
  /** Data points on one page, of all results together. */
  readonly points: number;
}

interface Place {
  readonly series: number;
  readonly point: number;
}

const MARK = 'GetMetricData';

const placeOf = (token: string): Place => {
  if (token === '') return { series: 0, point: 0 };
  const decoded = Buffer.from(token, 'base64url').toString('utf8');
  const [, series, point] = /^GetMetricData:(\d+):(\d+)$/.exec(decoded) ?? [];
  if (series !== undefined) return { series: Number(series), point: Number(point) };
  throw new AwsError('InvalidNextToken', 400, 'The value for parameter NextToken is not valid.');
};

const tokenOf = ({ series, point }: Place): string =>
  Buffer.from(`${MARK}:${series}:${point}`).toString('base64url');

const resultOf = ({ id, label, points }: Series, isWhole: boolean): unknown => ({
  Id: id,
  Label: label,
  Timestamps: points.map(({ at }) => at),
  Values: points.map(({ value }) => value),
  StatusCode: isWhole ? 'Complete' : 'PartialData',
});

/**
 * One page of results. A query whose points do not fit is `PartialData`, and the next page goes on
 * with the same id: a caller has to put the parts together.
 */
export const pagesOf = (
  all: readonly Series[],
  token: string,
  limits: Limits,
): { readonly results: readonly unknown[]; readonly next?: string } => {
  let place = placeOf(token);
  let left = limits.points;
  const results: unknown[] = [];
  while (results.length < limits.results && left > 0) {
    const series = all[place.series];
    if (series === undefined) break;
    const points = series.points.slice(place.point, place.point + left);
    const end = place.point + points.length;
    const isWhole = end >= series.points.length;
    results.push(resultOf({ ...series, points }, isWhole));
    left -= points.length;
    place = isWhole ? { series: place.series + 1, point: 0 } : { ...place, point: end };
  }
  return place.series < all.length ? { results, next: tokenOf(place) } : { results };
};
