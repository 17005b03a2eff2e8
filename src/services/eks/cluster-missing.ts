import type { Refusal } from '../../task/refusal.ts';
import { targetMissing } from '../existing-target.ts';

/** Why nothing is planned in a cluster that is not named, or not there. */
export const clusterMissing = (cluster: string, version: string): Refusal | undefined => {
  if (cluster === '')
    return {
      code: 'missing-field',
      because: 'To which EKS cluster it belongs is not said.',
      next: 'Edit the issue and add a line `Cluster: …`.',
    };
  return version === '' ? targetMissing('EKS cluster', cluster) : undefined;
};
