import type { JsonObject } from '../../task/json.ts';
import type { Remedy } from '../service.ts';
import { withProperties } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const HUB_TEMPLATE_TYPES: readonly string[] = [
  'AWS::SecurityHub::Hub',
  'AWS::SecurityHub::Standard',
];

const set = (item: string, properties: JsonObject): Remedy => ({
  item,
  type: 'AWS::SecurityHub::Hub',
  patch: (template, logicalId) => withProperties(template, logicalId, properties),
});

/** Our own hubs need none of these; a given one gets them when a person adds them. */
export const hubRemedies: readonly Remedy[] = [
  set('SECURITYHUB-02', { AutoEnableControls: true }),
  set('SECURITYHUB-03', { ControlFindingGenerator: 'SECURITY_CONTROL' }),
];
