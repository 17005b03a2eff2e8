import type { JsonObject } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import { freeVolumesOf, volumesGoingWith } from './ec2-leaving.ts';
import { interfacesIn } from './ec2-interfaces.ts';
import { problem, sameId, textProperty, type Place, type TypeRow } from './model.ts';
import { groupProblem, instanceProblem, volumeProblem } from './ec2-rules.ts';

const ec2Arn = (place: Place, path: string): string =>
  `arn:aws:ec2:${place.region}:${place.accountId}:${path}`;

const has = (state: WorldState, place: Place, [type, id]: readonly [string, string]): boolean =>
  state.resources.some(
    (each) =>
      each.type === type &&
      each.id === id &&
      each.accountId === place.accountId &&
      each.region === place.region,
  );

const groupsOf = (properties: JsonObject): readonly string[] => {
  const groups = properties['SecurityGroupIds'];
  return Array.isArray(groups) ? groups.map(String) : [];
};

/** `AWS::EC2::Instance`. Image, subnet and groups must be there. */
export const instance: TypeRow = {
  type: 'AWS::EC2::Instance',
  service: 'Ec2',
  tags: 'list',
  seconds: { create: 35, update: 60, delete: 40 },
  replaceOn: [
    'AvailabilityZone',
    'BlockDeviceMappings',
    'ImageId',
    'KeyName',
    'LaunchTemplate',
    'NetworkInterfaces',
    'PrivateIpAddress',
    'SubnetId',
  ],
  idPrefix: 'i-',
  idOf: sameId,
  arnOf: (id, place) => ec2Arn(place, `instance/${id}`),
  attributesOf: (id, { region }) => ({
    AvailabilityZone: `${region}a`,
    InstanceId: id,
    PrivateDnsName: `ip-10-30-1-10.${region}.compute.internal`,
    PrivateIp: '10.30.1.10',
  }),
  bornWith: () => ({ State: 'running' }),
  goesWith: volumesGoingWith,
  leaves: freeVolumesOf,
  refuseCreate: ({ state, place, properties }) => {
    const image = textProperty(properties, 'ImageId');
    if (!/^ami-[0-9a-f]{8,17}$/.test(image)) {
      return problem('NotFound', 400, `The image id '[${image}]' does not exist`);
    }
    const subnet = textProperty(properties, 'SubnetId');
    if (subnet !== '' && !has(state, place, ['AWS::EC2::Subnet', subnet])) {
      return problem('NotFound', 400, `The subnet ID '${subnet}' does not exist`);
    }
    const missing = groupsOf(properties).find(
      (id) => !has(state, place, ['AWS::EC2::SecurityGroup', id]),
    );
    return missing === undefined
      ? undefined
      : problem('NotFound', 400, `The security group '${missing}' does not exist`);
  },
  refuse: instanceProblem,
  refuseDelete: (resource) =>
    resource.properties['DisableApiTermination'] === true
      ? problem(
          'InvalidRequest',
          400,
          `The instance '${resource.id}' may not be terminated. Modify its ` +
            "'disableApiTermination' instance attribute and try again.",
        )
      : undefined,
};

/** Whether a rule of another group names it. */
const isNamedByGroup = (resource: Resource, state: WorldState): boolean =>
  state.resources.some(
    (each) =>
      each.type === 'AWS::EC2::SecurityGroup' &&
      each.id !== resource.id &&
      each.accountId === resource.accountId &&
      JSON.stringify(each.properties).includes(`GroupId":"${resource.id}"`),
  );

/** `AWS::EC2::SecurityGroup`. Stays while an interface carries it or another group names it. */
export const securityGroup: TypeRow = {
  type: 'AWS::EC2::SecurityGroup',
  service: 'Ec2',
  tags: 'list',
  seconds: { create: 8, update: 5, delete: 5 },
  replaceOn: ['GroupDescription', 'GroupName', 'VpcId'],
  idPrefix: 'sg-',
  idOf: sameId,
  arnOf: (id, place) => ec2Arn(place, `security-group/${id}`),
  attributesOf: (id, _place, properties) => ({
    GroupId: id,
    Id: id,
    VpcId: properties['VpcId'] ?? '',
  }),
  refuseCreate: ({ state, place, properties }) => {
    const vpc = textProperty(properties, 'VpcId');
    if (vpc !== '' && !has(state, place, ['AWS::EC2::VPC', vpc]))
      return problem('NotFound', 400, `The vpc ID '${vpc}' does not exist`);
    const name = textProperty(properties, 'GroupName');
    const isTaken = state.resources.some(
      (each) =>
        each.type === 'AWS::EC2::SecurityGroup' &&
        each.accountId === place.accountId &&
        each.region === place.region &&
        textProperty(each.properties, 'GroupName') === name &&
        textProperty(each.properties, 'VpcId') === vpc,
    );
    return name !== '' && isTaken
      ? problem(
          'AlreadyExists',
          400,
          `The security group '${name}' already exists for VPC '${vpc}'`,
        )
      : undefined;
  },
  refuse: groupProblem,
  refuseDelete: (resource, state) =>
    interfacesIn(state.resources, resource).some(({ groups }) => groups.includes(resource.id)) ||
    isNamedByGroup(resource, state)
      ? problem('InvalidRequest', 400, `resource ${resource.id} has a dependent object`)
      : undefined,
};

/** `AWS::EC2::Volume`. Encryption is fixed at creation. */
export const volume: TypeRow = {
  type: 'AWS::EC2::Volume',
  service: 'Ec2',
  tags: 'list',
  seconds: { create: 6, update: 8, delete: 5 },
  replaceOn: ['AvailabilityZone', 'Encrypted', 'KmsKeyId', 'SnapshotId'],
  idPrefix: 'vol-',
  idOf: sameId,
  arnOf: (id, place) => ec2Arn(place, `volume/${id}`),
  attributesOf: (id) => ({ VolumeId: id }),
  refuse: volumeProblem,
  bornWith: () => ({ State: 'available' }),
  refuseDelete: ({ id, attributes }) =>
    typeof attributes['AttachedTo'] === 'string'
      ? problem(
          'InvalidRequest',
          400,
          `Volume ${id} is currently attached to ${attributes['AttachedTo']}`,
        )
      : undefined,
};
