import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource, WorldState } from '../state.ts';
import {
  problem,
  textProperty,
  type HandlerProblem,
  type Place,
  type Rules,
  type TypeRow,
} from './model.ts';

const PREFIX = 'AWS::ElasticLoadBalancingV2';
const SERVICE = 'ElasticLoadBalancingV2';

const hexOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

const arn = ({ accountId, region }: Place, rest: string): string =>
  `arn:aws:elasticloadbalancing:${region}:${accountId}:${rest}`;

const refusal = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const texts = (properties: JsonObject, name: string): readonly string[] =>
  listIn(properties[name]).map(String);

const ofType = (state: WorldState, place: Place, type: string): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === type && each.accountId === place.accountId && each.region === place.region,
  );

const KINDS: Readonly<Record<string, string>> = { network: 'net', gateway: 'gwy' };

const isName = (name: string): boolean =>
  /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name);

/** The value of one attribute of a load balancer; empty where it is not set. */
export const attributeOf = (properties: JsonObject, key: string): string => {
  const rows = listIn(properties['LoadBalancerAttributes']).filter(isJsonObject);
  return jsonText(rows.find((each) => each['Key'] === key)?.['Value']);
};

const subnetProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const ids = texts(properties, 'Subnets');
  const known = ofType(state, place, 'AWS::EC2::Subnet');
  const missing = ids.find((id) => !known.some((each) => each.id === id));
  if (missing !== undefined) return refusal(`The subnet ID '${missing}' does not exist`);
  const zones = new Set(
    known
      .filter((each) => ids.includes(each.id))
      .map((each) => textProperty(each.properties, 'AvailabilityZone')),
  );
  const isApplication = (textProperty(properties, 'Type') || 'application') === 'application';
  return isApplication && zones.size < 2
    ? refusal('At least two subnets in two different Availability Zones must be specified')
    : undefined;
};

/** The service writes a test file when logs are turned on. */
const logProblem = ({ state, properties }: Rules): HandlerProblem | undefined => {
  if (attributeOf(properties, 'access_logs.s3.enabled') !== 'true') return undefined;
  const bucket = attributeOf(properties, 'access_logs.s3.bucket');
  if (bucket.includes('{{changeSet:')) return undefined;
  const lets = state.resources.some(
    (each) =>
      each.type === 'AWS::S3::BucketPolicy' &&
      textProperty(each.properties, 'Bucket') === bucket &&
      /"(logdelivery\.elasticloadbalancing|delivery\.logs)\.amazonaws\.com"/.test(
        JSON.stringify(each.properties['PolicyDocument'] ?? {}),
      ),
  );
  return lets
    ? undefined
    : refusal(`Access Denied for bucket: ${bucket}. Please check S3bucket permission`);
};

/** `AWS::ElasticLoadBalancingV2::LoadBalancer`. `Ref` gives its ARN. */
export const loadBalancer: TypeRow = {
  type: `${PREFIX}::LoadBalancer`,
  service: SERVICE,
  tags: 'list',
  seconds: { create: 120, update: 10, delete: 15 },
  replaceOn: ['Name', 'Scheme', 'Type'],
  nameProperty: 'Name',
  nameLimit: 32,
  idOf: (name, place, properties) => {
    const kind = KINDS[textProperty(properties, 'Type')] ?? 'app';
    const id = hexOf(`${place.accountId} ${place.region} ${name}`);
    return arn(place, `loadbalancer/${kind}/${name}/${id}`);
  },
  arnOf: (id) => id,
  attributesOf: (id, { region }, properties) => {
    const full = id.split(':loadbalancer/').at(-1) ?? '';
    const name = full.split('/')[1] ?? '';
    const prefix = textProperty(properties, 'Scheme') === 'internal' ? 'internal-' : '';
    return {
      LoadBalancerArn: id,
      LoadBalancerFullName: full,
      LoadBalancerName: name,
      DNSName: `${prefix}${name}-${hexOf(id).slice(0, 9)}.${region}.elb.amazonaws.com`,
      CanonicalHostedZoneID: 'Z35SXDOTRQ7X7K',
    };
  },
  bornWith: () => ({ State: 'active' }),
  refuseCreate: ({ name }) =>
    isName(name) ? undefined : refusal(`The load balancer name '${name}' is not valid`),
  refuse: (wanted) => subnetProblem(wanted) ?? logProblem(wanted),
  refuseDelete: ({ properties, id }) =>
    attributeOf(properties, 'deletion_protection.enabled') === 'true'
      ? refusal(`Load balancer '${id}' cannot be deleted because deletion protection is enabled`)
      : undefined,
};

/** ARNs of the groups that a listener sends to. */
export const groupsOf = (properties: JsonObject): readonly string[] =>
  listIn(properties['DefaultActions']).flatMap((action) =>
    isJsonObject(action) && typeof action['TargetGroupArn'] === 'string'
      ? [action['TargetGroupArn']]
      : [],
  );

/** Listeners that stand on a load balancer that is there. */
export const standingListeners = (state: WorldState, place: Place): readonly Resource[] => {
  const balancers = new Set(ofType(state, place, `${PREFIX}::LoadBalancer`).map(({ id }) => id));
  return ofType(state, place, `${PREFIX}::Listener`).filter((each) =>
    balancers.has(textProperty(each.properties, 'LoadBalancerArn')),
  );
};

/** `AWS::ElasticLoadBalancingV2::TargetGroup`. Stays while a listener sends to it. */
export const targetGroup: TypeRow = {
  type: `${PREFIX}::TargetGroup`,
  service: SERVICE,
  tags: 'list',
  seconds: { create: 5, update: 4, delete: 4 },
  replaceOn: [
    'IpAddressType',
    'Name',
    'Port',
    'Protocol',
    'ProtocolVersion',
    'TargetControlPort',
    'TargetType',
    'VpcId',
  ],
  nameProperty: 'Name',
  nameLimit: 32,
  idOf: (name, place) =>
    arn(place, `targetgroup/${name}/${hexOf(`${place.accountId} ${place.region} ${name}`)}`),
  arnOf: (id) => id,
  attributesOf: (id) => ({
    TargetGroupArn: id,
    TargetGroupFullName: id.split(':').at(-1) ?? '',
    TargetGroupName: id.split('/').at(-2) ?? '',
  }),
  refuseCreate: ({ name, state, place, properties }) => {
    if (!isName(name)) return refusal(`The target group name '${name}' is not valid`);
    const vpc = textProperty(properties, 'VpcId');
    const isThere = ofType(state, place, 'AWS::EC2::VPC').some((each) => each.id === vpc);
    return isThere || textProperty(properties, 'TargetType') === 'lambda'
      ? undefined
      : refusal(`The VPC ID '${vpc}' is not found`);
  },
  refuseDelete: (group, state) =>
    standingListeners(state, group).some((each) => groupsOf(each.properties).includes(group.id))
      ? problem(
          'ResourceConflict',
          400,
          `Target group '${group.id}' is currently in use by a listener or a rule`,
        )
      : undefined,
};

const certificateProblem = ({ place, properties }: Rules): HandlerProblem | undefined => {
  const protocol = textProperty(properties, 'Protocol');
  const certificates = listIn(properties['Certificates']);
  if (!/^(HTTPS|TLS)$/.test(protocol))
    return certificates.length === 0
      ? undefined
      : refusal(`Certificates cannot be specified for ${protocol} listeners`);
  const [first] = certificates;
  const given = isJsonObject(first) ? jsonText(first['CertificateArn']) : '';
  if (given === '') return refusal(`A certificate must be specified for ${protocol} listeners`);
  return given.split(':')[3] === place.region
    ? undefined
    : refusal(`Certificate ARN '${given}' is not valid`);
};

const forwardProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const groups = ofType(state, place, targetGroup.type);
  const missing = groupsOf(properties).find((id) => !groups.some((each) => each.id === id));
  if (missing !== undefined && !missing.includes('{{changeSet:'))
    return problem('NotFound', 404, `Target groups '${missing}' not found`);
  const own = textProperty(properties, 'LoadBalancerArn');
  const elsewhere = new Set(
    standingListeners(state, place)
      .filter((each) => textProperty(each.properties, 'LoadBalancerArn') !== own)
      .flatMap((each) => groupsOf(each.properties)),
  );
  const shared = groupsOf(properties).find((id) => elsewhere.has(id));
  return shared === undefined
    ? undefined
    : refusal(
        'The following target groups cannot be associated with more than one load balancer: ' +
          shared,
      );
};

/** `AWS::ElasticLoadBalancingV2::Listener`: one port of a load balancer. */
export const listener: TypeRow = {
  type: `${PREFIX}::Listener`,
  service: SERVICE,
  tags: 'list',
  seconds: { create: 4, update: 4, delete: 3 },
  replaceOn: ['LoadBalancerArn'],
  idPrefix: 'listener-',
  idOf: (name, _place, properties) => {
    const balancer = textProperty(properties, 'LoadBalancerArn');
    return `${balancer.replace(':loadbalancer/', ':listener/')}/${hexOf(name)}`;
  },
  arnOf: (id) => id,
  attributesOf: (id) => ({ ListenerArn: id }),
  refuseCreate: ({ state, place, properties }) => {
    const own = textProperty(properties, 'LoadBalancerArn');
    if (!ofType(state, place, loadBalancer.type).some((each) => each.id === own))
      return problem('NotFound', 404, `Load balancer '${own}' not found`);
    const isTaken = standingListeners(state, place).some(
      (each) =>
        textProperty(each.properties, 'LoadBalancerArn') === own &&
        jsonText(each.properties['Port']) === jsonText(properties['Port']),
    );
    return isTaken
      ? problem(
          'AlreadyExists',
          409,
          'A listener already exists on this port for this load balancer',
        )
      : undefined;
  },
  refuse: (wanted) => certificateProblem(wanted) ?? forwardProblem(wanted),
};

/** Every type of load balancing. */
export const LOAD_BALANCING_ROWS: readonly TypeRow[] = [loadBalancer, listener, targetGroup];
