import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { ecsServiceCost } from './cost.ts';
import { draftEcsService } from './draft.ts';
import { readEcsServiceFacts } from './facts.ts';
import { ecsServiceFactsSchema } from './facts-schema.ts';
import { ECS_SERVICE_FIELDS } from './fields.ts';
import { ecsServiceHealth } from './health.ts';
import { listServices } from './list.ts';
import { ecsServiceOperations } from './operations.ts';
import { ECS_SERVICE_TYPES } from './permissions.ts';
import { readBackEcsService } from './read-back.ts';
import { ECS_SERVICE_TEMPLATE_TYPES, ownRemedies } from './remedies.ts';

/** Services of ECS on Fargate: no public address, and a deployment that fails goes back. */
export const ecsService = defineService(
  {
    key: 'ecs-service',
    title: 'ECS service',
    resourceType: 'AWS::ECS::Service',
    templateTypes: ECS_SERVICE_TEMPLATE_TYPES,
    fields: ECS_SERVICE_FIELDS,
    readFacts: readEcsServiceFacts,
    draft: draftEcsService,
    types: ECS_SERVICE_TYPES,
    remedies: ownRemedies,
    operations: ecsServiceOperations,
    health: ecsServiceHealth,
    cost: asServiceCost(ecsServiceCost),
    readBack: readBackEcsService,
    list: listServices,
  },
  ecsServiceFactsSchema,
);
