import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { launchTemplateCost } from '../launch-template/cost.ts';
import { hasOurName } from '../owner.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A launch template of our own has the name of a stack of ours, and its price beside it. */
const byOthers = (properties: JsonObject): boolean => {
  const launch = properties['LaunchTemplate'] ?? null;
  const name = isJsonObject(launch) ? textIn(launch['LaunchTemplateName']) : '';
  return !hasOurName(name);
};

/** Instances by the least size of the group; alarms at their list price. */
export const autoScalingCost = (resource: PricedResource, place: Place): Cost => {
  const { type, properties } = resource;
  if (type === 'AWS::EC2::LaunchTemplate') return launchTemplateCost(resource, place);
  if (type === 'AWS::CloudWatch::Alarm')
    return priced(
      type,
      { quantities: [{ key: 'cloudwatch:alarm-month', amount: 1 }], assumptions: [] },
      place,
    );
  if (type !== 'AWS::AutoScaling::AutoScalingGroup' || !byOthers(properties)) return free(type);
  return { unpriced: 'its launch template says what an instance costs' };
};
