import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { ecsClusterCost } from './cost.ts';
import { draftEcsCluster } from './draft.ts';
import { readEcsClusterFacts } from './facts.ts';
import { ecsClusterFactsSchema } from './facts-schema.ts';
import { ECS_CLUSTER_FIELDS } from './fields.ts';
import { ecsClusterHealth } from './health.ts';
import { listClusters } from './list.ts';
import { ecsClusterOperations } from './operations.ts';
import { ECS_CLUSTER_TYPES } from './permissions.ts';
import { readBackEcsCluster } from './read-back.ts';
import { ECS_CLUSTER_TEMPLATE_TYPES, ecsClusterRemedies } from './remedies.ts';

/** ECS clusters for Fargate: kept as long as services or tasks are in them. */
export const ecsCluster = defineService(
  {
    key: 'ecs-cluster',
    title: 'ECS cluster',
    resourceType: 'AWS::ECS::Cluster',
    templateTypes: ECS_CLUSTER_TEMPLATE_TYPES,
    fields: ECS_CLUSTER_FIELDS,
    readFacts: readEcsClusterFacts,
    draft: draftEcsCluster,
    types: ECS_CLUSTER_TYPES,
    remedies: ecsClusterRemedies,
    operations: ecsClusterOperations,
    health: ecsClusterHealth,
    cost: asServiceCost(ecsClusterCost),
    readBack: readBackEcsCluster,
    list: listClusters,
  },
  ecsClusterFactsSchema,
);
