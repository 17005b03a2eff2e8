import type { Json } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import { groupsOf, standingListeners } from '../resources/load-balancing.ts';
import { textProperty } from '../resources/model.ts';
import type { Resource } from '../state.ts';
import {
  pageOf,
  record,
  row,
  tagList,
  text,
  texts,
  type Call,
  type OperationTable,
} from './call.ts';
import { ownResource, ownResources } from './find.ts';

const PREFIX = 'AWS::ElasticLoadBalancingV2';
const BALANCER = `${PREFIX}::LoadBalancer`;
const GROUP = `${PREFIX}::TargetGroup`;
const LISTENER = `${PREFIX}::Listener`;

const NOUNS: Readonly<Record<string, string>> = {
  [BALANCER]: 'LoadBalancer',
  [GROUP]: 'TargetGroup',
  [LISTENER]: 'Listener',
};

const missing = (type: string, name: string): AwsError => {
  const noun = NOUNS[type] ?? '';
  return new AwsError(`${noun}NotFoundException`, 400, `${noun}s '[${name}]' not found`);
};

const nameOf = ({ id, properties }: Resource): string =>
  textProperty(properties, 'Name') || (id.split('/').at(-2) ?? '');

interface Named {
  readonly ids?: readonly string[];
  readonly names?: readonly string[];
}

/** Of these ids or names; one that is not there is refused by the name of the service's error. */
const wanted = (call: Call, type: string, { ids = [], names = [] }: Named): readonly Resource[] => {
  const all = ownResources(call, type);
  const noId = ids.find((id) => !all.some((each) => each.id === id));
  const noName = names.find((name) => !all.some((each) => nameOf(each) === name));
  const none = noId ?? noName;
  if (none !== undefined) throw missing(type, none);
  const isWanted = (each: Resource): boolean =>
    (ids.length === 0 || ids.includes(each.id)) &&
    (names.length === 0 || names.includes(nameOf(each)));
  return all.filter(isWanted);
};

const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const zonesOf = (call: Call, balancer: Resource): readonly object[] =>
  texts(balancer.properties, 'Subnets').map((id) => ({
    SubnetId: id,
    ZoneName: ownResource(call, 'AWS::EC2::Subnet', id)?.properties['AvailabilityZone'],
  }));

const vpcOf = (call: Call, balancer: Resource): Json | undefined => {
  const [first = ''] = texts(balancer.properties, 'Subnets');
  return ownResource(call, 'AWS::EC2::Subnet', first)?.properties['VpcId'];
};

const balancers = (call: Call): unknown => {
  const arns = texts(call.input, 'LoadBalancerArns');
  const found = wanted(call, BALANCER, { ids: arns, names: texts(call.input, 'Names') });
  const page = pageOf(call, found, call.input['Marker']);
  return {
    LoadBalancers: page.items.map((each) => ({
      LoadBalancerArn: each.id,
      LoadBalancerName: nameOf(each),
      DNSName: each.attributes['DNSName'],
      Scheme: each.properties['Scheme'] ?? 'internet-facing',
      VpcId: vpcOf(call, each),
      Type: each.properties['Type'] ?? 'application',
      State: { Code: each.attributes['State'] ?? 'active' },
      AvailabilityZones: zonesOf(call, each),
      SecurityGroups: each.properties['SecurityGroups'],
      CreatedTime: each.createdAt,
    })),
    NextMarker: page.next,
  };
};

/** What each load balancer has where nothing is set. */
const USUAL: Readonly<Record<string, string>> = {
  'access_logs.s3.enabled': 'false',
  'deletion_protection.enabled': 'false',
  'load_balancing.cross_zone.enabled': 'true',
};

const balancerAttributes = (call: Call): unknown => {
  const [found] = wanted(call, BALANCER, { ids: [text(call.input, 'LoadBalancerArn')] });
  const own = listIn(found?.properties['LoadBalancerAttributes']).map((each) => record(each));
  const set = Object.fromEntries(own.map((each) => [text(each, 'Key'), String(each['Value'])]));
  return {
    Attributes: Object.entries({ ...USUAL, ...set }).map(([Key, Value]) => ({ Key, Value })),
  };
};

/** As the world says, or as listeners say. */
const balancersOf = (call: Call, group: Resource): readonly string[] => {
  const given = group.attributes['LoadBalancerArn'];
  const place = { accountId: call.accountId, region: call.region };
  const behind = standingListeners(call.state, place)
    .filter((each) => groupsOf(each.properties).includes(group.id))
    .map((each) => textProperty(each.properties, 'LoadBalancerArn'));
  return [...new Set([...(typeof given === 'string' ? [given] : []), ...behind])];
};

const groups = (call: Call): unknown => {
  const balancer = text(call.input, 'LoadBalancerArn');
  if (balancer !== '') wanted(call, BALANCER, { ids: [balancer] });
  const arns = texts(call.input, 'TargetGroupArns');
  const found = wanted(call, GROUP, { ids: arns, names: texts(call.input, 'Names') }).filter(
    (each) => balancer === '' || balancersOf(call, each).includes(balancer),
  );
  const page = pageOf(call, found, call.input['Marker']);
  return {
    TargetGroups: page.items.map((each) => ({
      TargetGroupArn: each.id,
      TargetGroupName: nameOf(each),
      Protocol: each.properties['Protocol'],
      Port: each.properties['Port'],
      VpcId: each.properties['VpcId'],
      TargetType: each.properties['TargetType'] ?? 'instance',
      HealthCheckPath: each.properties['HealthCheckPath'],
      LoadBalancerArns: balancersOf(call, each),
    })),
    NextMarker: page.next,
  };
};

const listeners = (call: Call): unknown => {
  const balancer = text(call.input, 'LoadBalancerArn');
  if (balancer !== '') wanted(call, BALANCER, { ids: [balancer] });
  const found = wanted(call, LISTENER, { ids: texts(call.input, 'ListenerArns') }).filter(
    (each) => balancer === '' || each.properties['LoadBalancerArn'] === balancer,
  );
  const page = pageOf(call, found, call.input['Marker']);
  return {
    Listeners: page.items.map((each) => ({
      ListenerArn: each.id,
      LoadBalancerArn: each.properties['LoadBalancerArn'],
      Port: each.properties['Port'],
      Protocol: each.properties['Protocol'],
      SslPolicy: each.properties['SslPolicy'],
      Certificates: each.properties['Certificates'],
      DefaultActions: each.properties['DefaultActions'],
    })),
    NextMarker: page.next,
  };
};

/** A world names targets by their ids alone; one of `ill` does not answer. */
const health = (call: Call): unknown => {
  const [group] = wanted(call, GROUP, { ids: [text(call.input, 'TargetGroupArn')] });
  const ill = new Set(listIn(group?.attributes['IllTargets']).map(String));
  return {
    TargetHealthDescriptions: listIn(group?.properties['Targets']).map((each) => {
      const id = typeof each === 'string' ? each : text(record(each), 'Id');
      return {
        Target: { Id: id },
        TargetHealth: { State: ill.has(id) ? 'unhealthy' : 'healthy' },
      };
    }),
  };
};

const MOST_TAGGED = 20;

const taggedOf = (call: Call, arn: string): Resource['tags'] => {
  const kind = arn.split(':').at(-1) ?? '';
  const type = kind.startsWith('listener/')
    ? LISTENER
    : kind.startsWith('targetgroup/')
      ? GROUP
      : BALANCER;
  return wanted(call, type, { ids: [arn] })[0]?.tags ?? {};
};

const tags = (call: Call): unknown => {
  const arns = texts(call.input, 'ResourceArns');
  if (arns.length > MOST_TAGGED)
    throw new AwsError('ValidationError', 400, `Up to ${MOST_TAGGED} resources at once`);
  return {
    TagDescriptions: arns.map((arn) => ({
      ResourceArn: arn,
      Tags: tagList(taggedOf(call, arn)),
    })),
  };
};

const everywhere = (): string => '*';
const prefix = 'elasticloadbalancing';
const read = (operation: string, run: (call: Call) => unknown) =>
  row(`${prefix}:${operation}`, everywhere, run);

/** Elastic Load Balancing: balancers, listeners, groups, what is registered in them, and tags. */
export const loadBalancingOperations: OperationTable = {
  DescribeListeners: read('DescribeListeners', listeners),
  DescribeLoadBalancerAttributes: read('DescribeLoadBalancerAttributes', balancerAttributes),
  DescribeLoadBalancers: read('DescribeLoadBalancers', balancers),
  DescribeTargetGroups: read('DescribeTargetGroups', groups),
  DescribeTargetHealth: read('DescribeTargetHealth', health),
  DescribeTags: read('DescribeTags', tags),
};
