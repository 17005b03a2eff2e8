import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { snsCost } from './cost.ts';
import { draftSns } from './draft.ts';
import { readSnsFacts } from './facts.ts';
import { snsFactsSchema } from './facts-schema.ts';
import { SNS_FIELDS } from './fields.ts';
import { snsHealth } from './health.ts';
import { readTopicHealth } from './health/facts.ts';
import { listTopics } from './list.ts';
import { snsOperations } from './operations.ts';
import { SNS_TYPES } from './permissions.ts';
import { readBackSns } from './read-back.ts';
import { SNS_TEMPLATE_TYPES, snsRemedies } from './remedies.ts';

/** Topics: encrypted, published to over TLS only, tagged. */
export const snsTopic = defineService(
  {
    key: 'sns-topic',
    title: 'SNS topic',
    resourceType: 'AWS::SNS::Topic',
    templateTypes: SNS_TEMPLATE_TYPES,
    fields: SNS_FIELDS,
    readFacts: readSnsFacts,
    draft: draftSns,
    types: SNS_TYPES,
    remedies: snsRemedies,
    operations: snsOperations,
    health: snsHealth,
    readHealth: readTopicHealth,
    cost: asServiceCost(snsCost),
    readBack: readBackSns,
    list: listTopics,
  },
  snsFactsSchema,
);
