import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { MONTH_HOURS } from '../../plan/cost.ts';
import { listOf } from '../acts.ts';
import { largesOf } from '../prices/instance-size.ts';
import {
  free,
  priced,
  type Cost,
  type Place,
  type PricedResource,
  type Quantity,
} from '../prices/priced.ts';

const volumesOf = (properties: JsonObject): readonly Quantity[] =>
  listOf(properties['BlockDeviceMappings']).flatMap((device) => {
    const ebs = isJsonObject(device) ? device['Ebs'] : undefined;
    if (!isJsonObject(ebs)) return [];
    const type = typeof ebs['VolumeType'] === 'string' ? ebs['VolumeType'] : 'gp2';
    const size = typeof ebs['VolumeSize'] === 'number' ? ebs['VolumeSize'] : 8;
    return [{ key: `ebs:${type}-gb-month`, amount: size }];
  });

const monitoringOf = (properties: JsonObject): readonly Quantity[] =>
  properties['Monitoring'] === true ? [{ key: 'ec2:detailed-monitoring-month', amount: 1 }] : [];

const instanceCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const name = typeof properties['InstanceType'] === 'string' ? properties['InstanceType'] : '';
  const [family = ''] = name.split('.');
  const factor = largesOf(name);
  if (factor === undefined) return { unpriced: `no price is kept for ${name || 'this type'}` };
  const quantities = [
    { key: `ec2:linux-large-hour:${family}`, amount: factor * MONTH_HOURS },
    ...volumesOf(properties),
    ...monitoringOf(properties),
  ];
  const assumptions = [
    'Linux',
    'running 730 hours a month',
    'licences, traffic and credits not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};

/** An instance that runs all month with its volumes; alarms at their list price. */
export const ec2Cost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  if (type === 'AWS::EC2::Instance') return instanceCost(resource, place);
  if (type !== 'AWS::CloudWatch::Alarm') return free(type);
  const quantities = [{ key: 'cloudwatch:alarm-month', amount: 1 }];
  return priced(type, { quantities, assumptions: [] }, place);
};
