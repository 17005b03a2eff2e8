import { at } from '../compare.ts';
import type { Operation } from '../service.ts';

const nameIn = (target: string): string => target.split('/').at(-1) ?? target;

/** Raises the control plane of a cluster that no stack owns; a draft says to which version. */
export const RAISE: Operation = {
  name: 'eks:raise-version',
  client: 'EKS',
  operation: 'UpdateClusterVersion',
  operationClass: 'non-destructive',
  inverse: { reversibility: 'irreversible', summary: 'a version of Kubernetes never goes back' },
  needs: (target, account, region) => {
    const arn = `arn:aws:eks:${region}:${account.id}:cluster/${nameIn(target)}`;
    return [
      {
        action: 'eks:UpdateClusterVersion',
        resources: [arn],
        purpose: 'forward',
        via: 'direct',
      },
      { action: 'eks:DescribeCluster', resources: [arn], purpose: 'read', via: 'direct' },
    ];
  },
  input: (target) => ({ name: nameIn(target) }),
  wait: {
    client: 'EKS',
    operation: 'DescribeCluster',
    input: (target) => ({ name: nameIn(target) }),
    isDone: (output) => at(output, 'cluster.status') === 'ACTIVE',
    isAsSent: (output, sent) => at(output, 'cluster.version') === sent['version'],
    timeoutMinutes: 30,
  },
};

/** The catalogue of EKS clusters. */
export const eksClusterOperations: readonly Operation[] = [RAISE];
