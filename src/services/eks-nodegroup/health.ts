import { eksHealth } from '../eks/health.ts';

/** What the health report looks at. */
export const nodegroupHealth = eksHealth(
  'node group',
  'Look at its health issues in the console of EKS: they name the node and what is wrong.',
);
