import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { loadBalancerCost } from './cost.ts';
import { draftLoadBalancer } from './draft.ts';
import { readLoadBalancerFacts } from './facts.ts';
import { loadBalancerFactsSchema } from './facts-schema.ts';
import { LOAD_BALANCER_FIELDS } from './fields.ts';
import { loadBalancerHealth } from './health.ts';
import { listLoadBalancers, readLoadBalancerHealth } from './list.ts';
import { loadBalancerOperations } from './operations.ts';
import { LOAD_BALANCER_TYPES } from './permissions.ts';
import { readBackLoadBalancer } from './read-back.ts';
import { LOAD_BALANCER_TEMPLATE_TYPES, loadBalancerRemedies } from './remedies.ts';

/** Load balancers: HTTPS with a certificate, plain HTTP only redirected, two zones. */
export const loadBalancer = defineService(
  {
    key: 'load-balancer',
    title: 'Load balancer',
    resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    templateTypes: LOAD_BALANCER_TEMPLATE_TYPES,
    fields: LOAD_BALANCER_FIELDS,
    readFacts: readLoadBalancerFacts,
    draft: draftLoadBalancer,
    types: LOAD_BALANCER_TYPES,
    remedies: loadBalancerRemedies,
    operations: loadBalancerOperations,
    health: loadBalancerHealth,
    readHealth: readLoadBalancerHealth,
    cost: asServiceCost(loadBalancerCost),
    readBack: readBackLoadBalancer,
    list: listLoadBalancers,
  },
  loadBalancerFactsSchema,
);
