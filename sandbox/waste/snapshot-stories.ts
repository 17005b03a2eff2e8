import type { ResourceSpec } from '../world-spec.ts';
import type { Draw } from './draw.ts';
import { daysAgo, KEEP, type Field } from './sown.ts';

/** What makes one snapshot another than the next. */
export interface SnapshotStory {
  readonly as: string;
  readonly age: number;
  readonly volumeId: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly isArchived: boolean;
  readonly isWaste: boolean;
  /** True when it shares blocks, and nobody can tell what deleting it frees. */
  readonly isShared: boolean;
  /** What else there is because of it. */
  readonly companions: readonly ResourceSpec[];
}

interface Place {
  readonly field: Field;
  readonly id: string;
}

const imageOf = (draw: Draw, { field, id }: Place): ResourceSpec => ({
  account: field.account,
  region: field.region,
  type: 'AWS::EC2::Image',
  id: `ami-${draw.hex(17)}`,
  properties: {
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: id, VolumeSize: 8 } }],
  },
});

/** A younger snapshot of the same volume. */
const siblingOf = (draw: Draw, field: Field, volumeId: string): ResourceSpec => ({
  account: field.account,
  region: field.region,
  type: 'AWS::EC2::Snapshot',
  id: `snap-${draw.hex(17)}`,
  properties: { VolumeId: volumeId, VolumeSize: 8 },
  createdAt: daysAgo(field, draw.between(1, 60)),
});

const NAMES = [
  'old',
  'old',
  'old',
  'old, archived',
  'young',
  'young',
  'of an image',
  'kept',
  'a backup',
  'a lifecycle backup',
  'a described backup',
  'old, sharing blocks',
];
const TAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kept: KEEP,
  'a backup': { 'aws:backup:source-resource': 'vol-1:1' },
  'a lifecycle backup': { 'aws:dlm:lifecycle-policy-id': 'policy-0123456789abcdef0' },
};

/** Draws what a snapshot is there for; ages on both sides of 90 days. */
export const snapshotStories = (draw: Draw, place: Place): SnapshotStory => {
  const as = draw.pick(NAMES);
  const volumeId = `vol-${draw.hex(17)}`;
  const isShared = as === 'old, sharing blocks';
  const companions = {
    'of an image': () => [imageOf(draw, place)],
    'old, sharing blocks': () => [siblingOf(draw, place.field, volumeId)],
  }[as];
  return {
    as,
    volumeId,
    isShared,
    age: as === 'young' ? draw.between(1, 89.9) : draw.between(90.1, 900),
    description:
      as === 'a described backup' ? 'This snapshot is created by the AWS Backup service.' : '',
    tags: TAGS[as] ?? {},
    isArchived: as === 'old, archived',
    isWaste: as.startsWith('old'),
    companions: companions?.() ?? [],
  };
};
