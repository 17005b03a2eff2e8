import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { recorderCost } from './cost.ts';
import { draftRecorder } from './draft.ts';
import { readRecorderFacts } from './facts.ts';
import { recorderFactsSchema } from './facts-schema.ts';
import { RECORDER_FIELDS } from './fields.ts';
import { recorderHealth } from './health.ts';
import { listRecorders } from './list.ts';
import { recorderOperations } from './operations.ts';
import { RECORDER_TYPES } from './permissions.ts';
import { readBackRecorder } from './read-back.ts';
import { RECORDER_TEMPLATE_TYPES, recorderRemedies } from './remedies.ts';

/** The recorder of AWS Config with its channel: every type, and never turned off. */
export const configRecorder = defineService(
  {
    key: 'config-recorder',
    title: 'Config recorder',
    resourceType: 'AWS::Config::ConfigurationRecorder',
    templateTypes: RECORDER_TEMPLATE_TYPES,
    fields: RECORDER_FIELDS,
    readFacts: readRecorderFacts,
    draft: draftRecorder,
    types: RECORDER_TYPES,
    remedies: recorderRemedies(),
    operations: recorderOperations,
    health: recorderHealth,
    cost: asServiceCost(recorderCost),
    readBack: readBackRecorder,
    list: listRecorders,
  },
  recorderFactsSchema,
);
