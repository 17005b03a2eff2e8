import type { Draw } from './draw.ts';
import { GP3_IOPS, GP3_MBPS, IO1_IOPS, VOLUME_GB } from './prices.ts';
import { dailyMetric, daysAgo, eachDay, KEEP, type Field, type Sower, type Sown } from './sown.ts';

const TYPE = 'AWS::EC2::Volume';

interface Made {
  readonly properties: Readonly<Record<string, string | number>>;
  readonly monthlyUsd: number;
}

const made = (draw: Draw, { region }: Field): Made => {
  const type = draw.pick(['gp3', 'gp3', 'gp3', 'gp2', 'gp2', 'st1', 'sc1', 'io1', 'standard']);
  const size = draw.whole(type === 'st1' || type === 'sc1' ? 125 : 20, 800);
  const iops = type === 'io1' ? draw.whole(100, 2000) : draw.pick([3000, 3000, 3000, 6000]);
  const mbps = draw.pick([125, 125, 250]);
  const storage = size * (VOLUME_GB[type] ?? 0);
  const extras: Readonly<Record<string, number>> = {
    io1: iops * IO1_IOPS,
    gp3: (iops - 3000) * GP3_IOPS + (mbps - 125) * GP3_MBPS,
  };
  return {
    properties: {
      Size: size,
      VolumeType: type,
      AvailabilityZone: `${region}a`,
      ...(type === 'io1' || type === 'gp3' ? { Iops: iops } : {}),
      ...(type === 'gp3' ? { Throughput: mbps } : {}),
    },
    monthlyUsd: storage + (extras[type] ?? 0),
  };
};

/** How each kind of volume differs: its age, and days ago on which it was last attached. */
const STORIES: Readonly<
  Record<string, (draw: Draw) => { readonly age: number; readonly last?: number }>
> = {
  unattached: (draw) => ({ age: draw.between(14.1, 500) }),
  'unattached long ago': (draw) => ({ age: draw.between(40, 500), last: draw.whole(15, 20) }),
  'just detached': (draw) => ({ age: draw.between(40, 500), last: draw.whole(1, 14) }),
  new: (draw) => ({ age: draw.between(0.1, 13.9) }),
  kept: (draw) => ({ age: draw.between(20, 500) }),
  attached: (draw) => ({ age: draw.between(1, 500), last: 1 }),
};
const WASTE = new Set(['unattached', 'unattached long ago']);

const activity = (field: Field, id: string, last: number | undefined): Sown['metrics'] =>
  last === undefined
    ? []
    : [
        dailyMetric(field, ['AWS/EBS', 'VolumeIdleTime'], {
          dimensions: { VolumeId: id },
          daily: eachDay(30, (at) => (at <= 30 - last ? 60 : null)),
        }),
      ];

/** A volume: in use, or not. */
export const sowVolume: Sower = (draw, field) => {
  const as = draw.pick([...Object.keys(STORIES), 'unattached', 'unattached', 'unattached']);
  const { age, last } = STORIES[as]?.(draw) ?? { age: 1 };
  const { properties, monthlyUsd } = made(draw, field);
  const id = `vol-${draw.hex(17)}`;
  const { account, region } = field;
  return {
    as,
    resources: [
      {
        account,
        region,
        type: TYPE,
        id,
        properties,
        createdAt: daysAgo(field, age),
        tags: as === 'kept' ? KEEP : {},
        attributes:
          as === 'attached'
            ? { State: 'in-use', AttachedTo: `i-${draw.hex(17)}` }
            : { State: 'available' },
      },
    ],
    metrics: activity(field, id, last),
    spendUsd: monthlyUsd,
    ...(WASTE.has(as)
      ? { truth: { kind: 'unattached-volume', account, region, id, monthlyUsd } }
      : {}),
  };
};
