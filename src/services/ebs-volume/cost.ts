import type { JsonObject } from '../../task/json.ts';
import {
  free,
  priced,
  type Cost,
  type Place,
  type PricedResource,
  type Quantity,
} from '../prices/priced.ts';

const numberIn = (properties: JsonObject, name: string, usual: number): number => {
  const value = properties[name];
  return typeof value === 'number' ? value : usual;
};

/** What of gp3 comes with its storage. */
const FREE_IOPS = 3000;
const FREE_MBPS = 125;

const speedOf = (type: string, properties: JsonObject): readonly Quantity[] => {
  if (type === 'io1')
    return [{ key: 'ebs:io1-iops-month', amount: numberIn(properties, 'Iops', 0) }];
  if (type !== 'gp3') return [];
  const iops = numberIn(properties, 'Iops', FREE_IOPS) - FREE_IOPS;
  const mbps = numberIn(properties, 'Throughput', FREE_MBPS) - FREE_MBPS;
  return [
    ...(iops > 0 ? [{ key: 'ebs:gp3-iops-month', amount: iops }] : []),
    ...(mbps > 0 ? [{ key: 'ebs:gp3-mbps-month', amount: mbps }] : []),
  ];
};

/** A volume by its size and speed; the operations of io2 have steps of price, so it has none. */
export const ebsCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::EC2::Volume') return free(type);
  const given = properties['VolumeType'];
  const volumeType = typeof given === 'string' ? given : 'gp2';
  const size = properties['Size'];
  if (typeof size !== 'number') return { unpriced: 'the size of the volume is not known' };
  if (volumeType === 'io2') return { unpriced: 'no price is kept for the operations of io2' };
  const quantities = [
    { key: `ebs:${volumeType}-gb-month`, amount: size },
    ...speedOf(volumeType, properties),
  ];
  return priced(type, { quantities, assumptions: ['snapshots not counted'] }, place);
};
