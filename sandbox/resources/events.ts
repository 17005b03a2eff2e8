import type { JsonObject } from '../../src/task/json.ts';
import { problem, sameId, textProperty, type HandlerProblem, type TypeRow } from './model.ts';
import { documentOf } from './policy-grammar.ts';

const invalid = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const RATE = /^rate\((1 (minute|hour|day)|([2-9]|\d{2,}) (minutes|hours|days))\)$/;

const isSchedule = (text: string): boolean => {
  if (RATE.test(text)) return true;
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  return fields.length === 6 && (fields[2] === '?') !== (fields[4] === '?');
};

const whenProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const schedule = textProperty(properties, 'ScheduleExpression');
  const pattern = properties['EventPattern'];
  if (schedule === '' && pattern === undefined) {
    return invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (schedule !== '' && !isSchedule(schedule)) {
    return invalid('Parameter ScheduleExpression is not valid.');
  }
  const document = documentOf(pattern);
  return pattern !== undefined && Object.keys(document ?? {}).length === 0
    ? invalid('Event pattern is not valid. Reason: Empty patterns are not allowed')
    : undefined;
};

/** `AWS::Events::Rule` on the default bus. `Ref` is its name; Cloud Control calls it by its ARN. */
export const rule: TypeRow = {
  type: 'AWS::Events::Rule',
  service: 'EventBridge',
  tags: 'none',
  isFoundByArn: true,
  seconds: { create: 8, update: 5, delete: 6 },
  replaceOn: ['EventBusName', 'Name'],
  nameProperty: 'Name',
  nameLimit: 64,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:events:${region}:${accountId}:rule/${id}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:events:${region}:${accountId}:rule/${id}`,
  }),
  refuse: ({ properties }) => whenProblem(properties),
  refuseDelete: (resource) =>
    resource.attributes['ManagedBy'] === undefined
      ? undefined
      : problem(
          'InvalidRequest',
          400,
          `Rule ${resource.id} is a managed rule and can only be changed by its service.`,
        ),
};
