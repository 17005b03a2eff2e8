import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::Events::Rule';

const needRule = (call: Call, member: string): Resource => {
  const name = text(call.input, member);
  const found = ownResource(call, TYPE, name);
  if (found !== undefined) return found;
  const message = `Rule ${name} does not exist on EventBus default.`;
  throw new AwsError('ResourceNotFoundException', 400, message);
};

const view = ({ id, arn, properties, attributes }: Resource): unknown => ({
  Name: id,
  Arn: arn,
  State: properties['State'] ?? 'ENABLED',
  EventBusName: 'default',
  ScheduleExpression: properties['ScheduleExpression'],
  ...(properties['EventPattern'] === undefined
    ? {}
    : { EventPattern: jsonText(properties['EventPattern']) }),
  ...(attributes['ManagedBy'] === undefined ? {} : { ManagedBy: attributes['ManagedBy'] }),
});

const listRules = (call: Call): unknown => {
  const prefix = text(call.input, 'NamePrefix');
  const found = ownResources(call, TYPE).filter((each) => each.id.startsWith(prefix));
  const page = pageOf(call, found, call.input['NextToken']);
  return { Rules: page.items.map(view), NextToken: page.next };
};

const listTargets = (call: Call): unknown => ({
  Targets: needRule(call, 'Rule').properties['Targets'] ?? [],
});

const turn =
  (State: 'ENABLED' | 'DISABLED') =>
  (call: Call): unknown => {
    const rule = needRule(call, 'Name');
    if (rule.attributes['ManagedBy'] !== undefined) {
      const message = `Rule ${rule.id} is a managed rule and can only be changed by its service.`;
      throw new AwsError('ManagedRuleException', 400, message);
    }
    rule.properties = { ...rule.properties, State };
    return {};
  };

const arnBy =
  (member: string) =>
  (call: Call): string =>
    `arn:aws:events:${call.region}:${call.accountId}:rule/${text(call.input, member)}`;

/** EventBridge: rules of the default bus and what they call; never an event. */
export const eventsOperations: OperationTable = {
  DescribeRule: row('events:DescribeRule', arnBy('Name'), (call) => view(needRule(call, 'Name'))),
  DisableRule: row('events:DisableRule', arnBy('Name'), turn('DISABLED')),
  EnableRule: row('events:EnableRule', arnBy('Name'), turn('ENABLED')),
  ListRules: row('events:ListRules', () => '*', listRules),
  ListTargetsByRule: row('events:ListTargetsByRule', arnBy('Rule'), listTargets),
};
