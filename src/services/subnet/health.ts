import type { HealthRule } from '../health-rule.ts';
import { stateRule } from '../network/health.ts';

/** What the health report looks at. A subnet has a state of its own, and nothing more. */
export const subnetHealth: readonly HealthRule[] = [
  stateRule('available', { help: 'Look at it in the console of VPC; it may still be made.' }),
];
