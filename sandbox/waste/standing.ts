import { ADDRESS_MONTH, NAT_GATEWAY_MONTH, SNAPSHOT_ARCHIVE_GB, SNAPSHOT_GB } from './prices.ts';
import { dailyMetric, daysAgo, eachDay, KEEP, type Sower } from './sown.ts';
import { snapshotStories } from './snapshot-stories.ts';

const addressOf =
  (names: readonly string[]): Sower =>
  (draw, field) => {
    const as = draw.pick(names);
    const id = `eipalloc-${draw.hex(17)}`;
    const { account, region } = field;
    const attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      associated: {
        AssociationId: `eipassoc-${draw.hex(17)}`,
        InstanceId: `i-${draw.hex(17)}`,
      },
      'on an interface': { NetworkInterfaceId: `eni-${draw.hex(17)}` },
    };
    return {
      as,
      resources: [
        {
          account,
          region,
          type: 'AWS::EC2::EIP',
          id,
          tags: as === 'kept' ? KEEP : {},
          attributes: { PublicIp: `203.0.113.${draw.whole(1, 254)}`, ...attributes[as] },
        },
      ],
      metrics: [],
      spendUsd: ADDRESS_MONTH,
      ...(as === 'free'
        ? {
            truth: {
              kind: 'unassociated-address',
              account,
              region,
              id,
              monthlyUsd: ADDRESS_MONTH,
            },
          }
        : {}),
    };
  };

/** An Elastic IP address: associated, or not. */
export const sowAddress = addressOf([
  'free',
  'free',
  'associated',
  'associated',
  'on an interface',
  'kept',
]);

/** One that was freed yesterday, for a move of today: AWS does not tell since when it is free. */
export const sowFreshAddress = addressOf(['freed yesterday']);

const NAT_DAYS = 20;

/** A NAT gateway: without a byte, with one, new, or not measured. */
export const sowNatGateway: Sower = (draw, field) => {
  const as = draw.pick(['idle', 'idle', 'busy', 'busy', 'seasonal', 'new', 'without metrics']);
  const id = `nat-${draw.hex(17)}`;
  const { account, region } = field;
  const age = as === 'new' ? draw.between(0.1, 13) : draw.between(21, 400);
  const once = draw.whole(NAT_DAYS - 14, NAT_DAYS - 1);
  const daily = eachDay(NAT_DAYS, (at) => {
    if (as === 'without metrics' || at < NAT_DAYS - Math.ceil(age)) return null;
    if (as === 'busy' || (as === 'seasonal' && at === once)) return draw.whole(1, 9_000_000_000);
    return 0;
  });
  const metrics = ['BytesOutToDestination', 'BytesOutToSource'].map((name) =>
    dailyMetric(field, ['AWS/NATGateway', name], { dimensions: { NatGatewayId: id }, daily }),
  );
  return {
    as,
    resources: [
      {
        account,
        region,
        type: 'AWS::EC2::NatGateway',
        id,
        properties: { SubnetId: `subnet-${draw.hex(17)}` },
        createdAt: daysAgo(field, age),
      },
    ],
    metrics,
    spendUsd: NAT_GATEWAY_MONTH,
    ...(as === 'idle'
      ? {
          truth: {
            kind: 'idle-nat-gateway',
            account,
            region,
            id,
            monthlyUsd: NAT_GATEWAY_MONTH,
          },
        }
      : {}),
  };
};

/** A snapshot: old and of no use, or young, or something's backup or image. */
export const sowSnapshot: Sower = (draw, field) => {
  const { account, region } = field;
  const id = `snap-${draw.hex(17)}`;
  const story = snapshotStories(draw, { field, id });
  const gigabytes = draw.whole(4, 600);
  const usd = gigabytes * (story.isArchived ? SNAPSHOT_ARCHIVE_GB : SNAPSHOT_GB);
  return {
    as: story.as,
    resources: [
      {
        account,
        region,
        type: 'AWS::EC2::Snapshot',
        id,
        tags: story.tags,
        properties: {
          VolumeId: story.volumeId,
          VolumeSize: gigabytes + draw.whole(0, 100),
          Description: story.description,
          ...(story.isArchived ? { StorageTier: 'archive' } : {}),
        },
        attributes: { FullSnapshotSizeInBytes: gigabytes * 1024 ** 3 },
        createdAt: daysAgo(field, story.age),
      },
      ...story.companions,
    ],
    metrics: [],
    spendUsd: usd,
    ...(story.isWaste
      ? {
          truth: {
            kind: 'old-snapshot',
            account,
            region,
            id,
            monthlyUsd: story.isShared ? null : usd,
          },
        }
      : {}),
  };
};
