import { defineService } from '../define-service.ts';
import { flowLogFactsSchema } from './facts-schema.ts';
import { asServiceCost } from '../prices/priced.ts';
import { flowLogCost } from './cost.ts';
import { draftFlowLog } from './draft.ts';
import { readFlowLogFacts } from './facts.ts';
import { FLOW_LOG_FIELDS } from './fields.ts';
import { flowLogHealth } from './health.ts';
import { listFlowLogs } from './list.ts';
import { flowLogOperations } from './operations.ts';
import { FLOW_LOG_TYPES } from './permissions.ts';
import { readBackFlowLog } from './read-back.ts';
import { FLOW_LOG_TEMPLATE_TYPES, flowLogRemedies } from './remedies.ts';

/** Flow logs: of all traffic of a VPC, into a log group of their own by a role of their own. */
export const flowLog = defineService(
  {
    key: 'flow-log',
    title: 'VPC flow log',
    resourceType: 'AWS::EC2::FlowLog',
    templateTypes: FLOW_LOG_TEMPLATE_TYPES,
    fields: FLOW_LOG_FIELDS,
    readFacts: readFlowLogFacts,
    draft: draftFlowLog,
    types: FLOW_LOG_TYPES,
    remedies: flowLogRemedies,
    operations: flowLogOperations,
    health: flowLogHealth,
    cost: asServiceCost(flowLogCost),
    readBack: readBackFlowLog,
    list: listFlowLogs,
  },
  flowLogFactsSchema,
);
