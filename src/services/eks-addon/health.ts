import { eksHealth } from '../eks/health.ts';

/** What the health report looks at. */
export const addonHealth = eksHealth(
  'add-on',
  'Look at its health issues in the console of EKS; often there are no nodes to run it.',
);
