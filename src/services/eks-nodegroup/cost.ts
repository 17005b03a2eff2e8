import { MONTH_HOURS } from '../../plan/cost.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { largesOf } from '../prices/instance-size.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** EKS gives nodes a disk of so much where nobody says otherwise, and this type. */
const DEFAULT_DISK_GB = 20;
const DEFAULT_TYPE = 't3.medium';

const countOf = (properties: JsonObject): number => {
  const scaling = properties['ScalingConfig'] ?? null;
  const sizes = isJsonObject(scaling) ? scaling : {};
  return Number(sizes['DesiredSize'] ?? sizes['MinSize'] ?? 2);
};

/** Nodes at the price of instances, as many as are wanted at first. */
export const nodegroupCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::EKS::Nodegroup') return free(type);
  const name = textIn(listOf(properties['InstanceTypes'])[0]) || DEFAULT_TYPE;
  const factor = largesOf(name);
  if (factor === undefined) return { unpriced: `no price is kept for ${name}` };
  const count = countOf(properties);
  const [family = ''] = name.split('.');
  const disk = Number(properties['DiskSize'] ?? DEFAULT_DISK_GB);
  const quantities = [
    { key: `ec2:linux-large-hour:${family}`, amount: count * factor * MONTH_HOURS },
    { key: 'ebs:gp3-gb-month', amount: count * disk },
  ];
  const assumptions = [
    `${count} nodes of ${name}, running 730 hours a month; more costs more`,
    `${disk} GB of disk each`,
    'traffic and credits not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};
