import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { alarmCost } from './cost.ts';
import { draftAlarm } from './draft.ts';
import { readAlarmFacts } from './facts.ts';
import { alarmFactsSchema } from './facts-schema.ts';
import { ALARM_FIELDS } from './fields.ts';
import { alarmHealth } from './health.ts';
import { listAlarms } from './list.ts';
import { alarmOperations } from './operations.ts';
import { ALARM_TYPES } from './permissions.ts';
import { readBackAlarm } from './read-back.ts';
import { ALARM_TEMPLATE_TYPES, alarmRemedies } from './remedies.ts';

/** Alarms: of one form of name, on things that are there, told to a topic that can be reached. */
export const cloudwatchAlarm = defineService(
  {
    key: 'cloudwatch-alarm',
    title: 'CloudWatch alarm',
    resourceType: 'AWS::CloudWatch::Alarm',
    templateTypes: ALARM_TEMPLATE_TYPES,
    fields: ALARM_FIELDS,
    readFacts: readAlarmFacts,
    draft: draftAlarm,
    types: ALARM_TYPES,
    remedies: alarmRemedies,
    operations: alarmOperations,
    health: alarmHealth,
    cost: asServiceCost(alarmCost),
    readBack: readBackAlarm,
    list: listAlarms,
  },
  alarmFactsSchema,
);
