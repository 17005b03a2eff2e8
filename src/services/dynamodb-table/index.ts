import { defineService } from '../define-service.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { asServiceCost } from '../prices/priced.ts';
import { dynamodbCost } from './cost.ts';
import { draftDynamodb } from './draft.ts';
import { readDynamodbFacts } from './facts.ts';
import { DYNAMODB_FIELDS } from './fields.ts';
import { dynamodbHealth } from './health.ts';
import { listTables } from './list.ts';
import { dynamodbOperations } from './operations.ts';
import { DYNAMODB_TYPES } from './permissions.ts';
import { readBackDynamodb } from './read-back.ts';
import { DYNAMODB_TEMPLATE_TYPES, dynamodbRemedies } from './remedies.ts';

/** Tables: on demand, recoverable, protected by tier, tagged; other keys are another table. */
export const dynamodbTable = defineService(
  {
    key: 'dynamodb-table',
    title: 'DynamoDB table',
    resourceType: 'AWS::DynamoDB::Table',
    templateTypes: DYNAMODB_TEMPLATE_TYPES,
    fields: DYNAMODB_FIELDS,
    readFacts: readDynamodbFacts,
    draft: draftDynamodb,
    types: DYNAMODB_TYPES,
    remedies: dynamodbRemedies,
    operations: dynamodbOperations,
    health: dynamodbHealth,
    cost: asServiceCost(dynamodbCost),
    readBack: readBackDynamodb,
    list: listTables,
  },
  namedFactsSchema,
);
