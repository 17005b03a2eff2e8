import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

/** Every type that a template of this service may hold. */
export const GROUP_TEMPLATE_TYPES = ['AWS::XRay::Group'] as const;

/** In the order of application. */
export const groupRemedies: readonly Remedy[] = [
  {
    item: 'XRAY-02',
    type: 'AWS::XRay::Group',
    defaultFrom: 'staging',
    isNeeded: (template, id) => propertiesOf(template, id)['InsightsConfiguration'] === undefined,
    patch: (template, id) =>
      withProperties(template, id, { InsightsConfiguration: { InsightsEnabled: true } }),
  },
];
