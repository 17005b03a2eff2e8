import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { taskDefinitionCost } from './cost.ts';
import { draftTaskDefinition } from './draft.ts';
import { readTaskDefinitionFacts } from './facts.ts';
import { taskDefinitionFactsSchema } from './facts-schema.ts';
import { TASK_DEFINITION_FIELDS } from './fields.ts';
import { taskDefinitionHealth } from './health.ts';
import { listDefinitions } from './list.ts';
import { taskDefinitionOperations } from './operations.ts';
import { TASK_DEFINITION_TYPES } from './permissions.ts';
import { readBackTaskDefinition } from './read-back.ts';
import { TASK_DEFINITION_TEMPLATE_TYPES, taskDefinitionRemedies } from './remedies.ts';

/** Task definitions for Fargate: each change is a new revision, and what runs it keeps it. */
export const ecsTaskDefinition = defineService(
  {
    key: 'ecs-task-definition',
    title: 'ECS task definition',
    resourceType: 'AWS::ECS::TaskDefinition',
    templateTypes: TASK_DEFINITION_TEMPLATE_TYPES,
    fields: TASK_DEFINITION_FIELDS,
    readFacts: readTaskDefinitionFacts,
    draft: draftTaskDefinition,
    types: TASK_DEFINITION_TYPES,
    remedies: taskDefinitionRemedies,
    operations: taskDefinitionOperations,
    health: taskDefinitionHealth,
    cost: asServiceCost(taskDefinitionCost),
    readBack: readBackTaskDefinition,
    list: listDefinitions,
  },
  taskDefinitionFactsSchema,
);
