import { LOG_GB } from './prices.ts';
import { daysAgo, KEEP, type Sower } from './sown.ts';

const GB = 1024 ** 3;

/** What a group of such a name is kept for, as the documentation of the finding says. */
const KINDS = [
  ['/aws/lambda/', 30],
  ['/ecs/', 30],
  ['/aws/rds/instance/', 90],
  ['/aws/vpc/flow/', 90],
  ['aws-cloudtrail-logs-', 365],
  ['app-', 90],
] as const;

/** A log group with or without a retention; its logs came in unevenly, day by day. */
export const sowLogGroup: Sower = (draw, field) => {
  const as = draw.pick(['unlimited', 'unlimited', 'limited', 'limited', 'kept']);
  const [prefix, days] = draw.pick(KINDS);
  const id = `${prefix}${draw.hex(12)}`;
  const age = draw.whole(5, 900);
  const perDay = Array.from({ length: age }, () => draw.between(0, 0.8));
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  const stored = sum(perDay);
  const monthlyUsd = sum(perDay.slice(days)) * LOG_GB;
  const { account, region } = field;
  return {
    as,
    resources: [
      {
        account,
        region,
        type: 'AWS::Logs::LogGroup',
        id,
        tags: as === 'kept' ? KEEP : {},
        properties: {
          LogGroupName: id,
          ...(as === 'limited' ? { RetentionInDays: 30 } : {}),
        },
        attributes: { StoredBytes: Math.round(stored * GB) },
        createdAt: daysAgo(field, age),
      },
    ],
    metrics: [],
    spendUsd: stored * LOG_GB,
    ...(as === 'unlimited'
      ? { truth: { kind: 'unlimited-logs', account, region, id, monthlyUsd } }
      : {}),
  };
};
