import type { HealthRule } from '../health-rule.ts';
import { stateRule } from '../network/health.ts';

/** What the health report looks at. A gateway that failed carries nothing. */
export const natGatewayHealth: readonly HealthRule[] = [
  stateRule('available', { help: 'Look at its subnet and address; a failed one is made again.' }),
];
