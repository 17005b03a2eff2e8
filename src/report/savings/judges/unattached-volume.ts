import type { Quantity } from '../../../services/prices/priced.ts';
import { claim, worthOf, type Judge } from '../claim.ts';
import type { ObservedVolume } from '../observed.ts';
import { FINE, unknown } from '../saving.ts';
import { ageDays, isEmpty } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { dateWords } from '../words.ts';

/** What every gp3 volume has without further charge. */
const FREE_IOPS = 3000;
const FREE_MBPS = 125;

const extrasOf = ({ volumeType, iops, throughputMbps }: ObservedVolume): readonly Quantity[] => {
  if (volumeType === 'io1' || volumeType === 'io2')
    return [{ key: `ebs:${volumeType}-iops-month`, amount: iops }];
  if (volumeType !== 'gp3') return [];
  return [
    { key: 'ebs:gp3-iops-month', amount: Math.max(0, iops - FREE_IOPS) },
    { key: 'ebs:gp3-mbps-month', amount: Math.max(0, throughputMbps - FREE_MBPS) },
  ].filter(({ amount }) => amount > 0);
};

/**
 * A volume that has belonged to no instance for 14 days: it is available now, is older than that,
 * and CloudWatch, which counts a volume only while it is attached, has no data of any of the days.
 */
export const judgeUnattachedVolume: Judge<ObservedVolume> = (volume, at) => {
  const { days } = THRESHOLDS.unattachedVolume;
  if (volume.state !== 'available' || !(ageDays(volume.createdAt, at.now) >= days)) return FINE;
  if (volume.activity === 'unread') return unknown('CloudWatch did not tell when it was in use');
  if (!isEmpty(volume.activity)) return FINE;
  const { sizeGb, volumeType } = volume;
  const quantities = [{ key: `ebs:${volumeType}-gb-month`, amount: sizeGb }, ...extrasOf(volume)];
  const place = { ...at, region: volume.region };
  return claim(volume, {
    kind: 'unattached-volume',
    evidence: [
      { what: 'state', value: 'available, attached to nothing' },
      { what: 'use', value: `no data in CloudWatch for ${days} days` },
      { what: 'created', value: dateWords(volume.createdAt) },
      { what: 'size', value: `${sizeGb} GB ${volumeType}` },
    ],
    worth: worthOf(
      quantities,
      'the snapshot taken first is charged for as long as it is kept',
      place,
    ),
    risk: { level: 'low', because: 'its data stays in a snapshot that is taken first' },
    remedy: { do: 'delete-volume', snapshotFirst: true },
  });
};
