import { eksHealth } from '../eks/health.ts';

/** What the health report looks at. */
export const eksClusterHealth = eksHealth(
  'cluster',
  'Look at the cluster in the console of EKS: it says what is wrong, and with what.',
);
