import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { propertiesOf, withResource } from '../template-edit.ts';
import { statementsIn } from './names.ts';

const isPolicyOf = (template: Template, policyId: string, queueId: string): boolean =>
  template.Resources[policyId]?.Type === 'AWS::SQS::QueuePolicy' &&
  listOf(propertiesOf(template, policyId)['Queues']).some(
    (queue) => isJsonObject(queue) && queue['Ref'] === queueId,
  );

/**
 * A template whose policy of a queue holds one statement more, or another one under its name. A
 * queue has one policy: a second resource would take the first one's place.
 */
export const withPolicyStatement = (
  template: Template,
  queueId: string,
  statement: JsonObject,
): Template => {
  const found = Object.keys(template.Resources).find((id) => isPolicyOf(template, id, queueId));
  const policyId = found ?? `${queueId}Policy`;
  const present = statementsIn(propertiesOf(template, policyId)['PolicyDocument']);
  const others = present.filter((one) => one['Sid'] !== statement['Sid']);
  return withResource(template, policyId, {
    ...template.Resources[policyId],
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: queueId }],
      ...propertiesOf(template, policyId),
      PolicyDocument: { Version: '2012-10-17', Statement: [...others, statement] },
    },
  });
};
