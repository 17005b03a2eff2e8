import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource, WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type Creation,
  type HandlerProblem,
  type Place,
  type Rules,
  type TypeRow,
} from './model.ts';

const CLUSTER = 'AWS::EKS::Cluster';
const ASSOCIATION = 'AWS::EKS::PodIdentityAssociation';

const refusal = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const isLater = (text: string): boolean => text.includes('{{changeSet:');

const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const ofType = (state: WorldState, place: Place, type: string): readonly Resource[] =>
  state.resources.filter(
    (each) =>
      each.type === type && each.accountId === place.accountId && each.region === place.region,
  );

/** Node groups or add-ons that stand in a cluster. */
export const standingIn = (
  state: WorldState,
  cluster: Pick<Resource, 'id' | 'accountId' | 'region'>,
  type: 'AWS::EKS::Nodegroup' | 'AWS::EKS::Addon',
): readonly Resource[] =>
  ofType(state, cluster, type).filter(
    ({ properties }) => textProperty(properties, 'ClusterName') === cluster.id,
  );

const minorOf = (version: string): number => Number(version.split('.')[1] ?? Number.NaN);

/** EKS goes up by one minor, and never down; undefined where a version follows another. */
export const versionProblem = (from: string, to: string): HandlerProblem | undefined => {
  const [before, after] = [minorOf(from), minorOf(to)];
  if (Number.isNaN(before) || Number.isNaN(after) || after === before || after === before + 1)
    return undefined;
  return refusal(`Unsupported Kubernetes minor version update from ${from} to ${to}`);
};

const zoneProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const vpc = properties['ResourcesVpcConfig'] ?? null;
  const ids = listIn(isJsonObject(vpc) ? vpc['SubnetIds'] : undefined).map(jsonText);
  const known = ofType(state, place, 'AWS::EC2::Subnet');
  const missing = ids.find((id) => !isLater(id) && !known.some((each) => each.id === id));
  if (missing !== undefined) return refusal(`The subnet ID '${missing}' does not exist`);
  const zones = new Set(
    known
      .filter(({ id }) => ids.includes(id))
      .map((each) => textProperty(each.properties, 'AvailabilityZone')),
  );
  return zones.size >= 2 || ids.some(isLater)
    ? undefined
    : refusal('Subnets specified must be in at least two different AZs');
};

const hexOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, at) => hex.slice(cuts[at], end))
    .join('-');
};

const arn = ({ region, accountId }: Place, rest: string): string =>
  `arn:aws:eks:${region}:${accountId}:${rest}`;

const clusterUse = (found: Resource, state: WorldState): HandlerProblem | undefined =>
  standingIn(state, found, 'AWS::EKS::Nodegroup').length > 0
    ? problem('ResourceConflict', 409, 'Cluster has nodegroups attached')
    : undefined;

const versionChange = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const name = textProperty(properties, 'Name');
  const found = ofType(state, place, CLUSTER).find(({ id }) => id === name);
  const [from, to] = [found?.properties ?? {}, properties].map((one) =>
    textProperty(one, 'Version'),
  );
  return from === undefined || to === undefined || from === ''
    ? undefined
    : versionProblem(from, to);
};

/** `AWS::EKS::Cluster`. In two zones at the least; stays while it has node groups. */
const cluster: TypeRow = {
  type: CLUSTER,
  service: 'Eks',
  tags: 'list',
  seconds: { create: 540, update: 480, delete: 180 },
  replaceOn: ['BootstrapSelfManagedAddons', 'EncryptionConfig', 'Name', 'OutpostConfig', 'RoleArn'],
  nameProperty: 'Name',
  nameLimit: 100,
  idOf: sameId,
  arnOf: (id, place) => arn(place, `cluster/${id}`),
  attributesOf: (id, place) => ({
    Arn: arn(place, `cluster/${id}`),
    Endpoint: `https://${hexOf(id).slice(0, 8)}.gr7.${place.region}.eks.amazonaws.com`,
    OpenIdConnectIssuerUrl: `https://oidc.eks.${place.region}.amazonaws.com/id/${hexOf(id)}`,
    ClusterSecurityGroupId: `sg-${hexOf(id).replaceAll('-', '').slice(0, 17)}`,
  }),
  refuse: (wanted) => zoneProblem(wanted) ?? versionChange(wanted),
  refuseDelete: clusterUse,
};

const hostProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const name = textProperty(properties, 'ClusterName');
  return isLater(name) || ofType(state, place, CLUSTER).some(({ id }) => id === name)
    ? undefined
    : problem('NotFound', 404, `No cluster found for name: ${name}.`);
};

const nodesProblem = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const name = textProperty(properties, 'ClusterName');
  const host = ofType(state, place, CLUSTER).find(({ id }) => id === name);
  const [of, wanted] = [host?.properties ?? {}, properties].map((one) =>
    minorOf(textProperty(one, 'Version')),
  );
  return of !== undefined && wanted !== undefined && wanted > of
    ? refusal('Nodegroup Kubernetes version should be equal to or less than the cluster version')
    : undefined;
};

/** `AWS::EKS::Nodegroup`. `Ref` gives its cluster and its name. */
const nodegroup: TypeRow = {
  type: 'AWS::EKS::Nodegroup',
  service: 'Eks',
  tags: 'map',
  seconds: { create: 150, update: 120, delete: 150 },
  replaceOn: [
    'AmiType',
    'CapacityType',
    'ClusterName',
    'DiskSize',
    'InstanceTypes',
    'NodegroupName',
    'NodeRole',
    'RemoteAccess',
    'Subnets',
  ],
  nameProperty: 'NodegroupName',
  nameLimit: 63,
  idOf: (name, _place, properties) => `${textProperty(properties, 'ClusterName')}/${name}`,
  arnOf: (id, place) => arn(place, `nodegroup/${id}/${hexOf(id)}`),
  attributesOf: (id, place) => ({ Arn: arn(place, `nodegroup/${id}/${hexOf(id)}`), Id: id }),
  refuse: (wanted) => hostProblem(wanted) ?? nodesProblem(wanted),
};

/** `AWS::EKS::Addon`. `Ref` gives its cluster and its name. */
const addon: TypeRow = {
  type: 'AWS::EKS::Addon',
  service: 'Eks',
  tags: 'list',
  seconds: { create: 40, update: 40, delete: 30 },
  replaceOn: ['AddonName', 'ClusterName', 'NamespaceConfig'],
  idOf: sameId,
  idFrom: (properties) =>
    `${textProperty(properties, 'ClusterName')}|${textProperty(properties, 'AddonName')}`,
  arnOf: (id, place) => arn(place, `addon/${id.replace('|', '/')}/${hexOf(id)}`),
  attributesOf: (id, place) => ({ Arn: arn(place, `addon/${id.replace('|', '/')}/${hexOf(id)}`) }),
  refuse: hostProblem,
};

const WHOSE = ['ClusterName', 'Namespace', 'ServiceAccount'];

const whose = (properties: JsonObject): string =>
  WHOSE.map((name) => textProperty(properties, name)).join('|');

const twinProblem = ({ state, place, properties }: Creation): HandlerProblem | undefined =>
  ofType(state, place, ASSOCIATION).some((each) => whose(each.properties) === whose(properties))
    ? problem('AlreadyExists', 409, 'Association already exists for this service account.')
    : undefined;

/** `AWS::EKS::PodIdentityAssociation`. `Ref` gives its ARN; one for each service account. */
const association: TypeRow = {
  type: ASSOCIATION,
  service: 'Eks',
  tags: 'list',
  seconds: { create: 10, update: 10, delete: 10 },
  replaceOn: WHOSE,
  idOf: (_name, place, properties) => {
    const id = hexOf(whose(properties)).replaceAll('-', '').slice(0, 18);
    return arn(place, `podidentityassociation/${textProperty(properties, 'ClusterName')}/a-${id}`);
  },
  arnOf: sameId,
  attributesOf: (id) => ({ AssociationArn: id, AssociationId: id.split('/').at(-1) ?? id }),
  refuse: hostProblem,
  refuseCreate: twinProblem,
};

/** Every type of EKS. */
export const EKS_ROWS: readonly TypeRow[] = [cluster, nodegroup, addon, association];
