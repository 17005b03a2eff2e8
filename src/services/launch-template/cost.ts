import { MONTH_HOURS } from '../../plan/cost.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '../../task/json.ts';
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
  // The description of any other is a person's own: it says nothing of how many run.
  const isOfGroup = hasOurName(textIn(properties['LaunchTemplateName']));
  const words = isOfGroup ? textIn(properties['VersionDescription']) : '';
  const said = /^Runs (\d+) at once at the least$/.exec(words)?.[1];
  return said === undefined ? free(type) : ofGroup(resource, place, Number(said));
};

const billed = (properties: JsonObject): string => {
  const data = properties['LaunchTemplateData'] ?? null;
  const { InstanceType = null, BlockDeviceMappings = null } = isJsonObject(data) ? data : {};
  return canonicalJson([InstanceType, BlockDeviceMappings]);
};

/** Another type or disk costs whoever starts from it next; that of a group has its price. */
export const unpricedLaunchChange = (before: JsonObject, after: JsonObject): string | undefined => {
  const name = textIn(after['LaunchTemplateName']);
  if (!('LaunchTemplateData' in after) || hasOurName(name)) return undefined;
  return billed(before) === billed(after) ? undefined : 'how many run of it is not said';
};
