import type { HealthRule } from '../health-rule.ts';
import { stateRule } from '../network/health.ts';

/** What the health report looks at. An endpoint that is not available answers nothing. */
export const vpcEndpointHealth: readonly HealthRule[] = [
  stateRule('available', {
    passing: /^pending/i,
    help: 'Look at its subnets and at the service behind it; a failed one is made again.',
  }),
];
