import { MONTH_HOURS } from '../../plan/cost.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { hasOurName } from '../owner.ts';
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

/** The launch template carries the price of the group: it alone knows the type. */
const launchCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const given = properties['LaunchTemplateData'] ?? null;
  const data = isJsonObject(given) ? given : {};
  const name = textIn(data['InstanceType']);
  const factor = largesOf(name);
  const said = /^Runs (\d+) at once/.exec(textIn(properties['VersionDescription']))?.[1];
  if (said === undefined) return { unpriced: 'how many instances run of it is not said here' };
  if (factor === undefined) return { unpriced: `no price is kept for ${name || 'this type'}` };
  const count = Number(said);
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

/** A launch template of our own has the name of a stack of ours, and its price beside it. */
const byOthers = (properties: JsonObject): boolean => {
  const launch = properties['LaunchTemplate'] ?? null;
  const name = isJsonObject(launch) ? textIn(launch['LaunchTemplateName']) : '';
  return !hasOurName(name);
};

/** Instances by the least size of the group; alarms at their list price. */
export const autoScalingCost = (resource: PricedResource, place: Place): Cost => {
  const { type, properties } = resource;
  if (type === 'AWS::EC2::LaunchTemplate') return launchCost(resource, place);
  if (type === 'AWS::CloudWatch::Alarm')
    return priced(
      type,
      { quantities: [{ key: 'cloudwatch:alarm-month', amount: 1 }], assumptions: [] },
      place,
    );
  if (type !== 'AWS::AutoScaling::AutoScalingGroup' || !byOthers(properties)) return free(type);
  return { unpriced: 'its launch template says what an instance costs' };
};
