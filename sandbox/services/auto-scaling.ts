import { AwsError } from '../aws-error.ts';
import type { Json } from '../../src/task/json.ts';
import { nextHex, type Resource } from '../state.ts';
import { pageOf, row, tagList, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const POLICY = 'AWS::AutoScaling::ScalingPolicy';

/** Virtual seconds until an instance is in service, and until all are replaced. */
const STARTS_IN_S = 60;
const REFRESH_S = 240;

const numberOf = (value: Json | undefined): number => Number(value ?? 0);

const desiredOf = ({ attributes, properties }: Resource): number =>
  numberOf(attributes['Desired'] ?? properties['DesiredCapacity'] ?? properties['MinSize']);

const secondsSince = (call: Call, when: Json | undefined): number =>
  typeof when === 'string' ? (call.state.now.getTime() - Date.parse(when)) / 1000 : Infinity;

const instancesOf = (call: Call, group: Resource): readonly object[] => {
  const before = numberOf(group.attributes['Before'] ?? desiredOf(group));
  const isSettled = secondsSince(call, group.attributes['SetAt']) >= STARTS_IN_S;
  const ill = numberOf(group.attributes['Ill']);
  return Array.from({ length: Math.max(desiredOf(group), isSettled ? 0 : before) }, (_one, at) => ({
    InstanceId: `i-${String(at + 1).padStart(17, '0')}`,
    AvailabilityZone: `${group.region}${'abc'[at % 3]}`,
    HealthStatus: at < ill ? 'Unhealthy' : 'Healthy',
    LifecycleState: isSettled || at < Math.min(before, desiredOf(group)) ? 'InService' : 'Pending',
  }));
};

const launchOf = ({ properties }: Resource): object =>
  Object.fromEntries(
    ['LaunchTemplate', 'MixedInstancesPolicy'].flatMap((name) =>
      properties[name] === undefined ? [] : [[name, properties[name]]],
    ),
  );

const view = (call: Call, group: Resource): object => ({
  AutoScalingGroupName: group.id,
  AutoScalingGroupARN: group.arn,
  MinSize: numberOf(group.properties['MinSize']),
  MaxSize: numberOf(group.properties['MaxSize']),
  DesiredCapacity: desiredOf(group),
  VPCZoneIdentifier: texts(group.properties, 'VPCZoneIdentifier').join(','),
  ...launchOf(group),
  HealthCheckType: group.properties['HealthCheckType'] ?? 'EC2',
  TargetGroupARNs: group.properties['TargetGroupARNs'] ?? [],
  Instances: instancesOf(call, group),
  Tags: tagList(group.tags),
  CreatedTime: group.createdAt,
});

const groups = (call: Call): unknown => {
  const names = texts(call.input, 'AutoScalingGroupNames');
  const found = ownResources(call, GROUP).filter(
    ({ id }) => names.length === 0 || names.includes(id),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    AutoScalingGroups: page.items.map((each) => view(call, each)),
    NextToken: page.next,
  };
};

const needGroup = (call: Call): Resource => {
  const found = ownResource(call, GROUP, text(call.input, 'AutoScalingGroupName'));
  if (found === undefined)
    throw new AwsError('ValidationError', 400, 'AutoScalingGroup name not found');
  return found;
};

const setDesired = (call: Call): unknown => {
  const group = needGroup(call);
  const wanted = Number(call.input['DesiredCapacity']);
  const [min, max] = [numberOf(group.properties['MinSize']), numberOf(group.properties['MaxSize'])];
  if (wanted < min || wanted > max) {
    const side = wanted < min ? `below min value ${min}` : `above max value ${max}`;
    const message = `New SetDesiredCapacity value ${wanted} is ${side} for the AutoScalingGroup.`;
    throw new AwsError('ValidationError', 400, message);
  }
  group.attributes['Before'] = desiredOf(group);
  group.attributes['Desired'] = wanted;
  group.attributes['SetAt'] = call.state.now.toISOString();
  return {};
};

const refreshStatus = (call: Call, group: Resource): string =>
  secondsSince(call, group.attributes['RefreshedAt']) >= REFRESH_S ? 'Successful' : 'InProgress';

const refreshes = (call: Call): unknown => {
  const group = needGroup(call);
  const id = group.attributes['Refresh'];
  if (id === undefined) return { InstanceRefreshes: [] };
  const one = { InstanceRefreshId: id, AutoScalingGroupName: group.id };
  return { InstanceRefreshes: [{ ...one, Status: refreshStatus(call, group) }] };
};

const startRefresh = (call: Call): unknown => {
  const group = needGroup(call);
  const isUnderWay =
    group.attributes['Refresh'] !== undefined && refreshStatus(call, group) === 'InProgress';
  if (isUnderWay)
    throw new AwsError(
      'InstanceRefreshInProgress',
      400,
      'An Instance Refresh is already in progress and blocks the execution of this one.',
    );
  group.attributes['Refresh'] = `refresh-${nextHex(call.state, 8)}`;
  group.attributes['RefreshedAt'] = call.state.now.toISOString();
  return { InstanceRefreshId: group.attributes['Refresh'] };
};

/** Alarms of a target are Auto Scaling's own; those of steps are whatever calls the policy. */
const alarmsOf = (call: Call, { id, properties }: Resource): readonly object[] =>
  properties['PolicyType'] === 'TargetTrackingScaling'
    ? ['AlarmHigh', 'AlarmLow'].map((side) => ({
        AlarmName: `TargetTracking-${text(properties, 'AutoScalingGroupName')}-${side}`,
      }))
    : ownResources(call, 'AWS::CloudWatch::Alarm')
        .filter((alarm) => texts(alarm.properties, 'AlarmActions').includes(id))
        .map((alarm) => ({ AlarmName: alarm.id }));

const policyView = (call: Call, each: Resource): object => ({
  PolicyARN: each.id,
  PolicyName: each.attributes['PolicyName'],
  AutoScalingGroupName: each.properties['AutoScalingGroupName'],
  PolicyType: each.properties['PolicyType'],
  AdjustmentType: each.properties['AdjustmentType'],
  StepAdjustments: each.properties['StepAdjustments'] ?? [],
  TargetTrackingConfiguration: each.properties['TargetTrackingConfiguration'],
  Enabled: each.attributes['Enabled'] !== false,
  Alarms: alarmsOf(call, each),
});

const policies = (call: Call): unknown => {
  const names = texts(call.input, 'PolicyNames');
  const group = text(call.input, 'AutoScalingGroupName');
  const found = ownResources(call, POLICY)
    .filter(
      ({ id, attributes }) =>
        names.length === 0 || names.includes(id) || names.includes(text(attributes, 'PolicyName')),
    )
    .filter(({ properties }) => group === '' || text(properties, 'AutoScalingGroupName') === group);
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    ScalingPolicies: page.items.map((each) => policyView(call, each)),
    NextToken: page.next,
  };
};

const everywhere = (): string => '*';

const arnOf = (call: Call): string =>
  ownResource(call, GROUP, text(call.input, 'AutoScalingGroupName'))?.arn ??
  `arn:aws:autoscaling:${call.region}:${call.accountId}:autoScalingGroup:none:` +
    `autoScalingGroupName/${text(call.input, 'AutoScalingGroupName')}`;

/** Auto Scaling: groups, how many instances run, and their replacement. */
export const autoScalingOperations: OperationTable = {
  DescribeAutoScalingGroups: row('autoscaling:DescribeAutoScalingGroups', everywhere, groups),
  DescribeInstanceRefreshes: row('autoscaling:DescribeInstanceRefreshes', everywhere, refreshes),
  DescribePolicies: row('autoscaling:DescribePolicies', everywhere, policies),
  SetDesiredCapacity: row('autoscaling:SetDesiredCapacity', arnOf, setDesired),
  StartInstanceRefresh: row('autoscaling:StartInstanceRefresh', arnOf, startRefresh),
};
