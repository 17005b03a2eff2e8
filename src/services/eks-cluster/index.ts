import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { eksClusterCost } from './cost.ts';
import { draftEksCluster } from './draft.ts';
import { readEksClusterFacts } from './facts.ts';
import { eksClusterFactsSchema } from './facts-schema.ts';
import { EKS_CLUSTER_FIELDS } from './fields.ts';
import { eksClusterHealth } from './health.ts';
import { listEksClusters } from './list.ts';
import { eksClusterOperations } from './operations.ts';
import { EKS_CLUSTER_TYPES } from './permissions.ts';
import { readBackEksCluster } from './read-back.ts';
import { EKS_CLUSTER_TEMPLATE_TYPES, eksClusterRemedies } from './remedies.ts';

/** EKS clusters: private, logged, and raised by one minor version at a time. */
export const eksCluster = defineService(
  {
    key: 'eks-cluster',
    title: 'EKS cluster',
    resourceType: 'AWS::EKS::Cluster',
    templateTypes: EKS_CLUSTER_TEMPLATE_TYPES,
    fields: EKS_CLUSTER_FIELDS,
    readFacts: readEksClusterFacts,
    draft: draftEksCluster,
    types: EKS_CLUSTER_TYPES,
    remedies: eksClusterRemedies,
    operations: eksClusterOperations,
    health: eksClusterHealth,
    cost: asServiceCost(eksClusterCost),
    readBack: readBackEksCluster,
    list: listEksClusters,
  },
  eksClusterFactsSchema,
);
