import type { WorldSpec } from '../world-spec.ts';
import { check, open, say, until, type Tally } from './play.ts';
import type { DemoStage } from './stage.ts';

const PLACE = { account: '333333333333', region: 'us-east-1' };
const INSTANCE = 'i-0d0000000000000d1';
const VOLUME = 'vol-0d0000000000000d2';

const metricOf = (metric: string, constant: number) => ({
  ...PLACE,
  namespace: 'AWS/EC2',
  metric,
  dimensions: { InstanceId: INSTANCE },
  values: { constant, period: 3600 },
});

/** An instance that does nothing, and a volume that is attached to nothing. */
export const idleThings = (): Required<Pick<WorldSpec, 'resources' | 'metrics'>> => ({
  resources: [
    {
      ...PLACE,
      type: 'AWS::EC2::Instance',
      id: INSTANCE,
      tags: { Name: 'wiki-of-2019' },
      properties: { InstanceType: 'm5.xlarge', ImageId: 'ami-0abcdef1234567890' },
      attributes: { State: 'running' },
    },
    {
      ...PLACE,
      type: 'AWS::EC2::Volume',
      id: VOLUME,
      properties: { Size: 500, AvailabilityZone: 'us-east-1a', VolumeType: 'gp3' },
    },
  ],
  metrics: [
    metricOf('CPUUtilization', 0.8),
    metricOf('NetworkIn', 400),
    metricOf('NetworkOut', 400),
  ],
});

const read = async ({ world }: DemoStage, id: string) =>
  (await world.snapshot()).resources.find((one) => one.id === id);

const hasVolume = async (stage: DemoStage): Promise<boolean> =>
  (await read(stage, VOLUME)) !== undefined;

const HEAD = /^## Savings plan `([0-9a-f]{12})`/m;

const menuOf = (plan: string): string => HEAD.exec(plan)?.[1] ?? '';

/** Plays a search for savings, and carries out two: a harmless one, and one that deletes. */
export const playSavings = async (stage: DemoStage, index: number, tally: Tally): Promise<void> => {
  const scene = await open(
    stage,
    { index, title: 'Savings of an account, chosen by number', tally },
    { who: 'rosa', title: 'What can we save?', body: 'Find savings in athena-dev, us-east-1.' },
  );
  const menu = menuOf(await until(scene, /^## Savings plan /m));
  await say(scene, 'olivia', `/approve ${menu} 1`);
  await until(scene, /^## Done .* item 1 of plan /m);
  const isStopped = (await read(stage, INSTANCE))?.state === 'stopped';
  check(scene, isStopped && (await hasVolume(stage)), 'item 1 was carried out, and nothing else');
  await say(scene, 'olivia', `/approve ${menu} 2`);
  await until(scene, /^\*\*Approved, 1 of 2\*\*/m);
  check(scene, await hasVolume(stage), 'one approval of two has deleted no volume');
  await say(scene, 'marc', `/approve ${menu} 2`);
  await until(scene, /^## Done .* item 2 of plan /m);
  const { resources } = await stage.world.snapshot();
  const isKept = resources.some(({ type }) => type === 'AWS::EC2::Snapshot');
  check(
    scene,
    isKept && !(await hasVolume(stage)),
    'the volume is gone, and its snapshot is there',
  );
};
