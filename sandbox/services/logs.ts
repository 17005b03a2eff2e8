import { AwsError } from '../aws-error.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const TYPE = 'AWS::Logs::LogGroup';

const view = (group: Resource): unknown => ({
  logGroupName: group.id,
  creationTime: group.createdAt.getTime(),
  retentionInDays: group.properties['RetentionInDays'],
  metricFilterCount: 0,
  arn: `${group.arn}:*`,
  logGroupArn: group.arn,
  storedBytes: Number(group.attributes['StoredBytes'] ?? 0),
  kmsKeyId: group.properties['KmsKeyId'],
  logGroupClass: group.properties['LogGroupClass'] ?? 'STANDARD',
});

const describeGroups = (call: Call): unknown => {
  const prefix = text(call.input, 'logGroupNamePrefix');
  const part = text(call.input, 'logGroupNamePattern');
  const found = ownResources(call, TYPE).filter(
    (each) => each.id.startsWith(prefix) && each.id.includes(part),
  );
  const page = pageOf(call, found, call.input['nextToken']);
  return { logGroups: page.items.map(view), nextToken: page.next };
};

const bareArn = (call: Call): string => text(call.input, 'resourceArn').replace(/:\*$/, '');

const listTags = (call: Call): unknown => {
  const found = ownResources(call, TYPE).find((each) => each.arn === bareArn(call));
  if (found === undefined) {
    throw new AwsError('ResourceNotFoundException', 400, 'The specified resource does not exist.');
  }
  return { tags: found.tags };
};

const describeFilters = (call: Call): unknown => {
  const [group, prefix] = [text(call.input, 'logGroupName'), text(call.input, 'filterNamePrefix')];
  const found = ownResources(call, 'AWS::Logs::MetricFilter').filter(
    ({ id, properties }) =>
      id.startsWith(prefix) && (group === '' || properties['LogGroupName'] === group),
  );
  const page = pageOf(call, found, call.input['nextToken']);
  return {
    metricFilters: page.items.map(({ id, properties }) => ({
      filterName: id,
      filterPattern: properties['FilterPattern'],
      logGroupName: properties['LogGroupName'],
    })),
    nextToken: page.next,
  };
};

const policies = (call: Call): unknown => {
  const page = pageOf(
    call,
    ownResources(call, 'AWS::Logs::ResourcePolicy'),
    call.input['nextToken'],
  );
  return {
    resourcePolicies: page.items.map(({ id, properties }) => ({
      policyName: id,
      policyDocument: properties['PolicyDocument'],
    })),
    nextToken: page.next,
  };
};

/** CloudWatch Logs: log groups and their tags, never their events. */
export const logsOperations: OperationTable = {
  DescribeLogGroups: row('logs:DescribeLogGroups', () => '*', describeGroups),
  ListTagsForResource: row('logs:ListTagsForResource', bareArn, listTags),
  DescribeMetricFilters: row('logs:DescribeMetricFilters', () => '*', describeFilters),
  DescribeResourcePolicies: row('logs:DescribeResourcePolicies', () => '*', policies),
};
