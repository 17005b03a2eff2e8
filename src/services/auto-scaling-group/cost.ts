import type { z } from 'zod';
import { MONTH_HOURS } from '../../plan/cost.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { launchTemplateCost } from '../launch-template/cost.ts';
import { hasOurName } from '../owner.ts';
import { largesOf } from '../prices/instance-size.ts';
import { launchedSchema } from './facts-schema.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const refOf = (properties: JsonObject) => {
  const launch = properties['LaunchTemplate'] ?? null;
  const ref = isJsonObject(launch) ? launch : {};
  return { name: textIn(ref['LaunchTemplateName']), version: textIn(ref['Version']) };
};

type Launched = z.infer<typeof launchedSchema>;

/** The version that a group names, among what was read for the plan. */
const launchedIn = (seen: readonly JsonObject[], properties: JsonObject): Launched | undefined => {
  const { name, version } = refOf(properties);
  return seen
    .flatMap((facts) => {
      const parsed = launchedSchema.safeParse(facts['launchTemplate']);
      return parsed.success ? [parsed.data] : [];
    })
    .find((one) => one.name === name && [one.version, one.asked].includes(version));
};

/** What the least number of instances costs that start from a launch template of others. */
const ofLaunched = (resource: PricedResource, place: Place): Cost => {
  const { type, properties } = resource;
  const launched = launchedIn(place.prices.seen ?? [], properties);
  if (launched === undefined)
    return { unpriced: 'its launch template says what an instance costs' };
  const count = Number(properties['MinSize'] ?? 0);
  const { name, version, instanceType, volumes } = launched;
  const factor = largesOf(instanceType);
  if (factor === undefined)
    return { unpriced: `no price is kept for ${instanceType || 'its instance type'}` };
  const [family = ''] = instanceType.split('.');
  const quantities = [
    { key: `ec2:linux-large-hour:${family}`, amount: count * factor * MONTH_HOURS },
    ...volumes.map((one) => ({ key: `ebs:${one.type}-gb-month`, amount: count * one.sizeGb })),
  ];
  const assumptions = [
    `the least size, ${count} of ${instanceType}, running 730 hours a month; more costs more`,
    `as version ${version} of \`${name}\` says, and Linux`,
    'licences, traffic and credits not counted',
    ...(volumes.length === 0 ? ['the disks of its image not counted'] : []),
  ];
  return priced(type, { quantities, assumptions }, place);
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
  // A launch template of our own has the name of a stack of ours, and its price beside it.
  const isOurs = hasOurName(refOf(properties).name);
  return type !== 'AWS::AutoScaling::AutoScalingGroup' || isOurs
    ? free(type)
    : ofLaunched(resource, place);
};
