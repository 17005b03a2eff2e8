import { defineService } from '../define-service.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { asServiceCost } from '../prices/priced.ts';
import { logGroupCost } from './cost.ts';
import { draftLogGroup } from './draft.ts';
import { readLogGroupFacts } from './facts.ts';
import { LOG_GROUP_FIELDS } from './fields.ts';
import { logGroupHealth } from './health.ts';
import { listLogGroups } from './list.ts';
import { logGroupOperations } from './operations.ts';
import { LOG_TYPES } from './permissions.ts';
import { readBackLogGroup } from './read-back.ts';
import { LOG_GROUP_TEMPLATE_TYPES, logGroupRemedies } from './remedies.ts';

/** Log groups: with a retention, from staging up with a key of their own. */
export const logGroup = defineService(
  {
    key: 'log-group',
    title: 'CloudWatch log group',
    resourceType: 'AWS::Logs::LogGroup',
    templateTypes: LOG_GROUP_TEMPLATE_TYPES,
    fields: LOG_GROUP_FIELDS,
    readFacts: readLogGroupFacts,
    draft: draftLogGroup,
    types: LOG_TYPES,
    remedies: logGroupRemedies,
    operations: logGroupOperations,
    health: logGroupHealth,
    cost: asServiceCost(logGroupCost),
    readBack: readBackLogGroup,
    list: listLogGroups,
  },
  namedFactsSchema,
);
