import type { ActionRow, ActionTable } from '../required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow => {
  const full = `ecs:${action}`;
  return when.length === 0 ? { action: full } : { action: full, when };
};

/** Table of what ECS clusters demand. */
export const ECS_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::ECS::Cluster': {
    create: [a('CreateCluster'), a('DescribeClusters'), a('TagResource', 'Tags')],
    read: [a('DescribeClusters')],
    update: [
      a('DescribeClusters'),
      a('UpdateCluster', 'ClusterSettings', 'Configuration', 'ServiceConnectDefaults'),
      a('UpdateClusterSettings', 'ClusterSettings'),
      a('PutClusterCapacityProviders', 'CapacityProviders', 'DefaultCapacityProviderStrategy'),
      a('TagResource', 'Tags'),
      a('UntagResource', 'Tags'),
    ],
    delete: [a('DeleteCluster'), a('DescribeClusters')],
  },
};
