import { AwsError } from '../aws-error.ts';
import { isJsonObject, type JsonObject } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const GROUP = 'AWS::XRay::Group';
const RULE = 'AWS::XRay::SamplingRule';

const groupView = ({ arn, properties }: Resource): unknown => ({
  GroupName: properties['GroupName'],
  GroupARN: arn,
  FilterExpression: properties['FilterExpression'],
  InsightsConfiguration: properties['InsightsConfiguration'] ?? { InsightsEnabled: false },
});

const listGroups = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, GROUP), call.input['NextToken']);
  return { Groups: page.items.map(groupView), NextToken: page.next };
};

const oneGroup = (call: Call): unknown => {
  const [arn, name] = [text(call.input, 'GroupARN'), text(call.input, 'GroupName')];
  const found = ownResources(call, GROUP).find(
    (each) => each.arn === arn || each.properties['GroupName'] === name,
  );
  if (found !== undefined) return { Group: groupView(found) };
  throw new AwsError('InvalidRequestException', 400, 'Group not found');
};

/** What X-Ray does where no other rule fits. */
const DEFAULT_RULE = {
  RuleName: 'Default',
  Priority: 10_000,
  FixedRate: 0.05,
  ReservoirSize: 1,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  ResourceARN: '*',
  Version: 1,
};

const ruleView = ({ arn, properties }: Resource): unknown => {
  const rule = properties['SamplingRule'] ?? null;
  const own: JsonObject = isJsonObject(rule) ? rule : {};
  return { SamplingRule: { ...own, RuleARN: arn } };
};

const listRules = (call: Call): unknown => {
  const arn = `arn:aws:xray:${call.region}:${call.accountId}:sampling-rule/Default`;
  const own = ownResources(call, RULE).map(ruleView);
  const all = [...own, { SamplingRule: { ...DEFAULT_RULE, RuleARN: arn } }];
  const page = pageOf(call, all, call.input['NextToken']);
  return { SamplingRuleRecords: page.items, NextToken: page.next };
};

const tags = (call: Call): unknown => {
  const arn = text(call.input, 'ResourceARN');
  const all = [...ownResources(call, GROUP), ...ownResources(call, RULE)];
  const found = all.find((each) => each.arn === arn);
  if (found === undefined) {
    throw new AwsError('ResourceNotFoundException', 404, 'The resource was not found');
  }
  return { Tags: tagList(found.tags) };
};

const groupArn = (call: Call): string =>
  text(call.input, 'GroupARN') ||
  `arn:aws:xray:${call.region}:${call.accountId}:group/${text(call.input, 'GroupName')}/*`;

/** X-Ray: groups and sampling rules, never a trace. */
export const xrayOperations: OperationTable = {
  GetGroup: row('xray:GetGroup', groupArn, oneGroup),
  GetGroups: row('xray:GetGroups', () => '*', listGroups),
  GetSamplingRules: row('xray:GetSamplingRules', () => '*', listRules),
  ListTagsForResource: row(
    'xray:ListTagsForResource',
    (call) => text(call.input, 'ResourceARN'),
    tags,
  ),
};
