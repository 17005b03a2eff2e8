import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { listenerCost } from './cost.ts';
import { draftListener } from './draft.ts';
import { readListenerFacts } from './facts.ts';
import { listenerFactsSchema } from './facts-schema.ts';
import { LISTENER_FIELDS } from './fields.ts';
import { listenerHealth } from './health.ts';
import { listListeners } from './list.ts';
import { listenerOperations } from './operations.ts';
import { LISTENER_TYPES } from './permissions.ts';
import { readBackListener } from './read-back.ts';
import { LISTENER_TEMPLATE_TYPES, listenerRemedies } from './remedies.ts';

/** Listeners: one port of a load balancer, and what is done with what comes in. */
export const loadBalancerListener = defineService(
  {
    key: 'load-balancer-listener',
    title: 'Load balancer listener',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    templateTypes: LISTENER_TEMPLATE_TYPES,
    fields: LISTENER_FIELDS,
    readFacts: readListenerFacts,
    draft: draftListener,
    types: LISTENER_TYPES,
    remedies: listenerRemedies,
    operations: listenerOperations,
    health: listenerHealth,
    cost: asServiceCost(listenerCost),
    readBack: readBackListener,
    list: listListeners,
  },
  listenerFactsSchema,
);
