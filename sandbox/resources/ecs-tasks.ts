import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource, WorldState } from '../state.ts';
import {
  problem,
  textProperty,
  type Creation,
  type HandlerProblem,
  type Place,
  type Rules,
  type TypeRow,
} from './model.ts';

const DEFINITION = 'AWS::ECS::TaskDefinition';

const refusal = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value ?? null) ? (value as JsonObject)[name] : undefined;

const isLater = (text: string): boolean => text.includes('{{changeSet:');

const ofType = (state: WorldState, place: Place, type: string): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === type && each.accountId === place.accountId && each.region === place.region,
  );

/** Family and number of a revision, out of its ARN. */
export const revisionOf = (arn: string): { readonly family: string; readonly revision: number } => {
  const [, family = '', revision = '0'] = /task-definition\/([^:]+):(\d+)$/.exec(arn) ?? [];
  return { family, revision: Number(revision) };
};

/** Revisions of a place that are active, the newest of each family last. */
export const revisionsIn = (state: WorldState, place: Place): readonly Resource[] =>
  ofType(state, place, DEFINITION).toSorted(
    (a, b) => revisionOf(a.id).revision - revisionOf(b.id).revision,
  );

const nextRevision = ({ state, place, properties, name }: Creation): string => {
  const family = textProperty(properties, 'Family') || name;
  const known = revisionsIn(state, place).filter(({ id }) => revisionOf(id).family === family);
  const last = known.map(({ id }) => revisionOf(id).revision).at(-1) ?? 0;
  const start = `arn:aws:ecs:${place.region}:${place.accountId}:task-definition`;
  return `${start}/${family}:${last + 1}`;
};

/** Table: MB that Fargate gives to units of processor: from, to, and the step between. */
const FARGATE: Readonly<Record<string, readonly [number, number, number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192],
};

const sizeProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const isFargate = listIn(properties['RequiresCompatibilities']).includes('FARGATE');
  if (!isFargate) return undefined;
  const memory = Number(textProperty(properties, 'Memory'));
  const [from = 1, to = 0, step = 1] = FARGATE[textProperty(properties, 'Cpu')] ?? [];
  return memory >= from && memory <= to && memory % step === 0
    ? undefined
    : refusal('No Fargate configuration exists for given values.');
};

const needsExecution = (properties: JsonObject): boolean =>
  listIn(properties['ContainerDefinitions']).some(
    (one) =>
      /\.dkr\.ecr\./.test(jsonText(memberOf(one, 'Image'))) ||
      jsonText(memberOf(memberOf(one, 'LogConfiguration'), 'LogDriver')) === 'awslogs',
  );

const definitionProblem = ({ properties }: Rules): HandlerProblem | undefined => {
  if (listIn(properties['ContainerDefinitions']).length === 0)
    return refusal('Container list cannot be empty.');
  const isFargate = listIn(properties['RequiresCompatibilities']).includes('FARGATE');
  if (isFargate && textProperty(properties, 'NetworkMode') !== 'awsvpc')
    return refusal('Fargate only supports network mode ‘awsvpc’.');
  if (isFargate && needsExecution(properties) && properties['ExecutionRoleArn'] === undefined)
    return refusal('Fargate requires task definition to have execution role ARN.');
  return sizeProblem(properties);
};

/** `AWS::ECS::TaskDefinition`. Each is the next revision of its family; `Ref` gives its ARN. */
const definition: TypeRow = {
  type: DEFINITION,
  service: 'ECS',
  tags: 'list',
  seconds: { create: 2, update: 2, delete: 2 },
  replaceOn: [
    'ContainerDefinitions',
    'Cpu',
    'EnableFaultInjection',
    'EphemeralStorage',
    'ExecutionRoleArn',
    'Family',
    'InferenceAccelerators',
    'IpcMode',
    'Memory',
    'NetworkMode',
    'PidMode',
    'PlacementConstraints',
    'ProxyConfiguration',
    'RequiresCompatibilities',
    'RuntimePlatform',
    'TaskRoleArn',
    'Volumes',
  ],
  idOf: (name, { region, accountId }) =>
    `arn:aws:ecs:${region}:${accountId}:task-definition/${name}:1`,
  idIn: nextRevision,
  arnOf: (id) => id,
  attributesOf: (id) => ({ TaskDefinitionArn: id }),
  refuse: definitionProblem,
};

/** The name of the cluster that a service names by its name or ARN. */
export const clusterNameOf = (properties: JsonObject): string =>
  (textProperty(properties, 'Cluster') || 'default').split('/').at(-1) ?? '';

const clusterProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const name = clusterNameOf(properties);
  const isThere = ofType(state, place, 'AWS::ECS::Cluster').some(({ id }) => id === name);
  return isThere || isLater(name) ? undefined : problem('NotFound', 404, 'Cluster not found.');
};

const runsProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const named = textProperty(properties, 'TaskDefinition');
  if (isLater(named)) return undefined;
  const isThere = revisionsIn(state, place).some(
    ({ id }) => id === named || revisionOf(id).family === named || id.endsWith(`/${named}`),
  );
  return isThere ? undefined : refusal('TaskDefinition is inactive');
};

const networkOf = (properties: JsonObject, member: string): readonly string[] => {
  const network = memberOf(properties['NetworkConfiguration'], 'AwsvpcConfiguration');
  return listIn(memberOf(network, member)).map(jsonText);
};

const networkProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  if (textProperty(properties, 'LaunchType') !== 'FARGATE') return undefined;
  const subnets = networkOf(properties, 'Subnets');
  if (subnets.length === 0)
    return refusal(
      'Network Configuration must be provided when networkMode ‘awsvpc’ is specified.',
    );
  const known = ofType(state, place, 'AWS::EC2::Subnet');
  const missing = subnets.find((id) => !isLater(id) && !known.some((each) => each.id === id));
  return missing === undefined
    ? undefined
    : refusal(`Error retrieving subnet information for [${missing}]: InvalidSubnetID.NotFound`);
};

const balancerProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const arns = new Set(
    listIn(properties['LoadBalancers']).map((one) => jsonText(memberOf(one, 'TargetGroupArn'))),
  );
  const group = ofType(state, place, 'AWS::ElasticLoadBalancingV2::TargetGroup').find(
    ({ id, properties: own }) => arns.has(id) && textProperty(own, 'TargetType') !== 'ip',
  );
  return group === undefined
    ? undefined
    : refusal(
        `The provided target group ${group.id} has target type instance, which is incompatible ` +
          'with the awsvpc network mode specified in the task definition.',
      );
};

/** `AWS::ECS::Service`. `Ref` gives its ARN; Cloud Control wants its cluster too. */
const service: TypeRow = {
  type: 'AWS::ECS::Service',
  service: 'ECS',
  tags: 'list',
  seconds: { create: 90, update: 90, delete: 30 },
  replaceOn: ['Cluster', 'Role', 'SchedulingStrategy', 'ServiceName'],
  nameProperty: 'ServiceName',
  nameLimit: 255,
  idOf: (name, { accountId, region }, properties) =>
    `arn:aws:ecs:${region}:${accountId}:service/${clusterNameOf(properties)}/${name}`,
  arnOf: (id, { accountId, region }, properties) =>
    id.startsWith('arn:')
      ? id
      : `arn:aws:ecs:${region}:${accountId}:service/${clusterNameOf(properties)}/${id}`,
  controlIdOf: ({ arn, properties }) => `${arn}|${clusterNameOf(properties)}`,
  attributesOf: (id) => ({ Name: id.split('/').at(-1) ?? '', ServiceArn: id }),
  refuse: (wanted) =>
    clusterProblem(wanted) ??
    runsProblem(wanted) ??
    networkProblem(wanted) ??
    balancerProblem(wanted),
};

const hexOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 22);

/** What a scalable target is called: what it scales, in which way, and whose it is. */
const scaledOf = (properties: JsonObject): string =>
  ['ResourceId', 'ScalableDimension', 'ServiceNamespace']
    .map((name) => textProperty(properties, name))
    .join('|');

const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';

const isStanding = ({ state, place, properties }: Rules): boolean => {
  const [, cluster = '', name = ''] = textProperty(properties, 'ResourceId').split('/');
  const end = `:service/${cluster}/${name}`;
  return isLater(end) || ofType(state, place, service.type).some(({ id }) => id.endsWith(end));
};

/** `AWS::ApplicationAutoScaling::ScalableTarget`, of services of ECS. */
const scalableTarget: TypeRow = {
  type: SCALABLE,
  service: 'ApplicationAutoScaling',
  tags: 'none',
  seconds: { create: 2, update: 2, delete: 2 },
  replaceOn: ['ResourceId', 'ScalableDimension', 'ServiceNamespace'],
  idOf: (name) => name,
  idFrom: scaledOf,
  arnOf: (id, { accountId, region }) =>
    `arn:aws:application-autoscaling:${region}:${accountId}:scalable-target/${hexOf(id)}`,
  attributesOf: (id) => ({ Id: id }),
  refuse: (wanted) =>
    isStanding(wanted)
      ? undefined
      : problem('InvalidRequest', 400, 'ECS service doesn’t exist: the resource is not found'),
};

/** `AWS::ApplicationAutoScaling::ScalingPolicy`. `Ref` gives its ARN. */
const scalingPolicy: TypeRow = {
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  service: 'ApplicationAutoScaling',
  tags: 'none',
  seconds: { create: 2, update: 2, delete: 2 },
  replaceOn: [
    'PolicyName',
    'ResourceId',
    'ScalableDimension',
    'ScalingTargetId',
    'ServiceNamespace',
  ],
  idOf: (_name, { accountId, region }, properties) => {
    const [scaled = ''] = textProperty(properties, 'ScalingTargetId').split('|');
    const name = textProperty(properties, 'PolicyName');
    return (
      `arn:aws:autoscaling:${region}:${accountId}:scalingPolicy:${hexOf(scaled + name)}:` +
      `resource/ecs/${scaled}:policyName/${name}`
    );
  },
  arnOf: (id) => id,
  attributesOf: (id) => ({ Arn: id }),
  refuse: ({ state, place, properties }) => {
    const target = textProperty(properties, 'ScalingTargetId');
    return isLater(target) || ofType(state, place, SCALABLE).some(({ id }) => id === target)
      ? undefined
      : problem('NotFound', 404, 'No scalable target registered for service namespace: ecs');
  },
};

/** Task definitions, services, and what scales them. */
export const ECS_TASK_ROWS: readonly TypeRow[] = [
  definition,
  service,
  scalableTarget,
  scalingPolicy,
];
