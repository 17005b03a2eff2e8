import { AwsError } from '../aws-error.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** Of these ids; an id that is not there is refused by the name of the service's error. */
const wanted = (call: Call, type: string, ids: readonly string[]): readonly Resource[] => {
  const all = ownResources(call, type);
  const missing = ids.find((id) => !all.some((each) => each.id === id));
  if (missing !== undefined) {
    const what = type === BALANCER ? 'LoadBalancer' : 'TargetGroup';
    throw new AwsError(`${what}NotFoundException`, 400, `${what}s '[${missing}]' not found`);
  }
  return ids.length === 0 ? all : all.filter((each) => ids.includes(each.id));
};

const balancers = (call: Call): unknown => {
  const found = wanted(call, BALANCER, texts(call.input, 'LoadBalancerArns'));
  const page = pageOf(call, found, call.input['Marker']);
  return {
    LoadBalancers: page.items.map((each) => ({
      LoadBalancerArn: each.id,
      LoadBalancerName: each.properties['Name'],
      Type: each.properties['Type'] ?? 'application',
      State: { Code: each.attributes['State'] ?? 'active' },
      CreatedTime: each.createdAt,
    })),
    NextMarker: page.next,
  };
};

const groups = (call: Call): unknown => {
  const balancer = text(call.input, 'LoadBalancerArn');
  if (balancer !== '') wanted(call, BALANCER, [balancer]);
  const found = wanted(call, GROUP, texts(call.input, 'TargetGroupArns')).filter(
    (each) => balancer === '' || each.attributes['LoadBalancerArn'] === balancer,
  );
  const page = pageOf(call, found, call.input['Marker']);
  return {
    TargetGroups: page.items.map((each) => ({
      TargetGroupArn: each.id,
      TargetGroupName: each.properties['Name'],
      LoadBalancerArns: [each.attributes['LoadBalancerArn']],
    })),
    NextMarker: page.next,
  };
};

const health = (call: Call): unknown => {
  const [group] = wanted(call, GROUP, [text(call.input, 'TargetGroupArn')]);
  const targets = group?.properties['Targets'];
  return {
    TargetHealthDescriptions: (Array.isArray(targets) ? targets : []).map((id) => ({
      Target: { Id: String(id) },
      TargetHealth: { State: 'healthy' },
    })),
  };
};

const MOST_TAGGED = 20;

const tags = (call: Call): unknown => {
  const arns = texts(call.input, 'ResourceArns');
  if (arns.length > MOST_TAGGED)
    throw new AwsError('ValidationError', 400, `Up to ${MOST_TAGGED} resources at once`);
  return {
    TagDescriptions: arns.map((arn) => ({
      ResourceArn: arn,
      Tags: tagList(wanted(call, BALANCER, [arn])[0]?.tags ?? {}),
    })),
  };
};

const everywhere = (): string => '*';
const prefix = 'elasticloadbalancing';

/** Elastic Load Balancing: balancers, their groups, what is registered in them, and tags. */
export const loadBalancingOperations: OperationTable = {
  DescribeLoadBalancers: row(`${prefix}:DescribeLoadBalancers`, everywhere, balancers),
  DescribeTargetGroups: row(`${prefix}:DescribeTargetGroups`, everywhere, groups),
  DescribeTargetHealth: row(`${prefix}:DescribeTargetHealth`, everywhere, health),
  DescribeTags: row(`${prefix}:DescribeTags`, everywhere, tags),
};
