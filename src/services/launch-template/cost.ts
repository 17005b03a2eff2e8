import { MONTH_HOURS } from '../../plan/cost.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { largesOf } from '../prices/instance-size.ts';
import {
  free,
  priced,
  type Cost,
  type Place,
  type PricedResource,
  type Quantity,
} from '../prices/priced.ts';

const volumesOf = (data: JsonObject, count: number): readonly Quantity[] =>
  listOf(data['BlockDeviceMappings']).flatMap((device) => {
    const ebs = isJsonObject(device) ? (device['Ebs'] ?? null) : null;
    if (!isJsonObject(ebs) || typeof ebs['VolumeSize'] !== 'number') return [];
    const type = textIn(ebs['VolumeType']) || 'gp2';
    return [{ key: `ebs:${type}-gb-month`, amount: count * ebs['VolumeSize'] }];
  });

/** The launch template of one group carries its price: it alone knows the type. */
const ofGroup = ({ type, properties }: PricedResource, place: Place, count: number): Cost => {
  const given = properties['LaunchTemplateData'] ?? null;
  const data = isJsonObject(given) ? given : {};
  const name = textIn(data['InstanceType']);
  const factor = largesOf(name);
  if (factor === undefined) return { unpriced: `no price is kept for ${name || 'this type'}` };
  const [family = ''] = name.split('.');
  const quantities = [
    { key: `ec2:linux-large-hour:${family}`, amount: count * factor * MONTH_HOURS },
    ...volumesOf(data, count),
  ];
  const assumptions = [
    `the least size, ${count} of ${name}, running 730 hours a month; more costs more`,
    'Linux',
    'licences, traffic and credits not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};

/** A launch template costs nothing; what is started from it does, where that is started. */
export const launchTemplateCost = (resource: PricedResource, place: Place): Cost => {
  const { type, properties } = resource;
  if (type !== 'AWS::EC2::LaunchTemplate') return free(type);
  const said = /^Runs (\d+) at once/.exec(textIn(properties['VersionDescription']))?.[1];
  return said === undefined ? free(type) : ofGroup(resource, place, Number(said));
};
