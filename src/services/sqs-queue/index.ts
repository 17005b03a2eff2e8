import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { sqsCost } from './cost.ts';
import { draftSqs } from './draft.ts';
import { readSqsFacts } from './facts.ts';
import { sqsFactsSchema } from './facts-schema.ts';
import { SQS_FIELDS } from './fields.ts';
import { sqsHealth } from './health.ts';
import { listQueues } from './list.ts';
import { sqsOperations } from './operations.ts';
import { SQS_TYPES } from './permissions.ts';
import { readBackSqs } from './read-back.ts';
import { readQueueHealth } from './health/facts.ts';
import { SQS_TEMPLATE_TYPES, sqsRemedies } from './remedies.ts';

/** Queues: encrypted, asked over TLS only, from staging up with a queue for what fails. */
export const sqsQueue = defineService(
  {
    key: 'sqs-queue',
    title: 'SQS queue',
    resourceType: 'AWS::SQS::Queue',
    templateTypes: SQS_TEMPLATE_TYPES,
    fields: SQS_FIELDS,
    readFacts: readSqsFacts,
    draft: draftSqs,
    types: SQS_TYPES,
    remedies: sqsRemedies,
    operations: sqsOperations,
    health: sqsHealth,
    readHealth: readQueueHealth,
    cost: asServiceCost(sqsCost),
    readBack: readBackSqs,
    list: listQueues,
  },
  sqsFactsSchema,
);
