import type { Tier } from '../../task/tier.ts';
import type { Template } from '../../plan/template.ts';
import { isJsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { withFeature } from './template.ts';

/** Every type that the service's own templates may hold. */
export const DETECTOR_TEMPLATE_TYPES: readonly string[] = ['AWS::GuardDuty::Detector'];

const TYPE = 'AWS::GuardDuty::Detector';

const lacks =
  (name: string) =>
  (template: Template, logicalId: string): boolean =>
    !listOf(propertiesOf(template, logicalId)['Features']).some(
      (one) => isJsonObject(one) && one['Name'] === name && one['Status'] === 'ENABLED',
    );

const watches = (item: string, name: string, defaultFrom: Tier): Remedy => ({
  item,
  type: TYPE,
  defaultFrom,
  isNeeded: lacks(name),
  patch: (template, logicalId) =>
    withProperties(template, logicalId, withFeature(propertiesOf(template, logicalId), name)),
});

/** In the order of application. */
export const detectorRemedies: readonly Remedy[] = [
  {
    item: 'GUARDDUTY-01',
    type: TYPE,
    patch: (template, logicalId) => withProperties(template, logicalId, { Enable: true }),
  },
  {
    item: 'GUARDDUTY-02',
    type: TYPE,
    patch: (template, logicalId) =>
      withProperties(template, logicalId, { FindingPublishingFrequency: 'FIFTEEN_MINUTES' }),
  },
  watches('GUARDDUTY-03', 'S3_DATA_EVENTS', 'staging'),
  watches('GUARDDUTY-04', 'EKS_AUDIT_LOGS', 'production'),
  watches('GUARDDUTY-05', 'EBS_MALWARE_PROTECTION', 'production'),
  watches('GUARDDUTY-06', 'LAMBDA_NETWORK_LOGS', 'production'),
];
