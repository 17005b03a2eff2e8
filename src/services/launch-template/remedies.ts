import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { groupRemedies } from '../security-group/remedies.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { isUnencrypted, TOKENS_ONLY } from './launch-data.ts';
import { encryptedDevices } from './template.ts';

/** Every type that the service's own templates may hold. */
export const LAUNCH_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::SecurityGroup',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Role',
];

const TYPE = 'AWS::EC2::LaunchTemplate';

const dataOf = (template: Template, logicalId: string): JsonObject => {
  const data = propertiesOf(template, logicalId)['LaunchTemplateData'] ?? null;
  return isJsonObject(data) ? data : {};
};

const withData = (template: Template, logicalId: string, more: JsonObject): Template =>
  withProperties(template, logicalId, {
    LaunchTemplateData: { ...dataOf(template, logicalId), ...more },
  });

const lacksTokens = (template: Template, logicalId: string): boolean => {
  const options = dataOf(template, logicalId)['MetadataOptions'] ?? null;
  return !isJsonObject(options) || options['HttpTokens'] !== 'required';
};

/** The root device of an image is not known offline: only devices that are named can be mended. */
const hasPlain = (template: Template, logicalId: string): boolean =>
  listOf(dataOf(template, logicalId)['BlockDeviceMappings']).some(isUnencrypted);

/** In the order of application. */
export const launchTemplateRemedies: readonly Remedy[] = [
  {
    item: 'EC2-03',
    type: TYPE,
    isNeeded: hasPlain,
    patch: (template, logicalId) =>
      withData(template, logicalId, {
        BlockDeviceMappings: encryptedDevices(dataOf(template, logicalId)['BlockDeviceMappings']),
      }),
  },
  {
    item: 'EC2-17',
    type: TYPE,
    defaultFrom: 'sandbox',
    isNeeded: lacksTokens,
    patch: (template, logicalId) => {
      const options = dataOf(template, logicalId)['MetadataOptions'] ?? null;
      const present = isJsonObject(options) ? options : TOKENS_ONLY;
      const MetadataOptions = { ...present, HttpTokens: 'required' };
      return withData(template, logicalId, { MetadataOptions });
    },
  },
];

/** Of a new stack: its security group is mended with it. */
export const newLaunchRemedies: readonly Remedy[] = [...groupRemedies, ...launchTemplateRemedies];
