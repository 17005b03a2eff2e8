import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import type { Json } from '../../src/task/json.ts';
import { freeVolumesOf, volumesGoingWith } from '../resources/ec2-leaving.ts';
import type { Resource, WorldState } from '../state.ts';
import { row, tagList, texts, type Call, type OperationRow, type OperationTable } from './call.ts';
import { byProperty, describe } from './ec2-filter.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::EC2::Instance';

const CODES: Readonly<Record<string, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

const stateOf = (instance: Resource): string => jsonText(instance.attributes['State']) || 'running';

const stateView = (name: string): unknown => ({ Code: CODES[name] ?? 0, Name: name });

const groupsOf = (instance: Resource): readonly unknown[] => {
  const ids = instance.properties['SecurityGroupIds'];
  return (Array.isArray(ids) ? ids : []).map((id: Json) => ({ GroupId: id }));
};

const profileOf = (instance: Resource): unknown => {
  const name = jsonText(instance.properties['IamInstanceProfile']);
  return name === ''
    ? undefined
    : { Arn: `arn:aws:iam::${instance.accountId}:instance-profile/${name}` };
};

/** The root, and what is attached beside it. */
const devicesOf = (call: Call, instance: Resource): readonly unknown[] => [
  { DeviceName: '/dev/xvda', Ebs: { VolumeId: `vol-${instance.id.slice(2)}` } },
  ...ownResources(call, 'AWS::EC2::Volume')
    .filter(({ attributes }) => attributes['AttachedTo'] === instance.id)
    .map(({ id, attributes }) => ({
      DeviceName: jsonText(attributes['Device']) || '/dev/sdf',
      Ebs: { VolumeId: id },
    })),
];

const view = (call: Call, instance: Resource): unknown => ({
  InstanceId: instance.id,
  ImageId: instance.properties['ImageId'],
  InstanceType: instance.properties['InstanceType'] ?? 'm1.small',
  State: stateView(stateOf(instance)),
  StateReason: instance.attributes['StateReason'],
  LaunchTime: instance.createdAt,
  PlatformDetails: instance.attributes['PlatformDetails'] ?? 'Linux/UNIX',
  InstanceLifecycle: instance.attributes['InstanceLifecycle'],
  SubnetId: instance.properties['SubnetId'],
  Placement: { AvailabilityZone: `${instance.region}a`, Tenancy: 'default' },
  PrivateIpAddress: '10.30.1.10',
  Architecture: 'x86_64',
  EbsOptimized: instance.properties['EbsOptimized'] ?? false,
  Monitoring: { State: instance.properties['Monitoring'] === true ? 'enabled' : 'disabled' },
  MetadataOptions: instance.properties['MetadataOptions'] ?? { HttpTokens: 'optional' },
  SecurityGroups: groupsOf(instance),
  IamInstanceProfile: profileOf(instance),
  RootDeviceName: '/dev/xvda',
  BlockDeviceMappings: devicesOf(call, instance),
  Tags: tagList(instance.tags),
});

const describeInstances = (call: Call): unknown => {
  const page = describe(call, {
    type: TYPE,
    ids: 'InstanceIds',
    notFound: 'InvalidInstanceID.NotFound',
    filters: {
      'instance-id': (resource) => resource.id,
      'instance-type': byProperty('InstanceType'),
      'instance-state-name': stateOf,
      'subnet-id': byProperty('SubnetId'),
      'instance.group-id': byProperty('SecurityGroupIds'),
      'vpc-id': () => '',
    },
  });
  return {
    Reservations: page.items.map((each) => ({
      ReservationId: `r-${each.id.slice(2)}`,
      OwnerId: each.accountId,
      Instances: [view(call, each)],
    })),
    NextToken: page.next,
  };
};

async function* becoming(call: Call, instance: Resource, name: string): Steps {
  yield 20;
  instance.attributes['State'] = name;
  if (name === 'terminated') leaveVolumes(call.state, instance);
}

/** A terminated instance is still told of for a while; its volumes are gone or free at once. */
const leaveVolumes = (state: WorldState, instance: Resource): void => {
  for (const volume of volumesGoingWith(instance, state))
    state.resources.splice(state.resources.indexOf(volume), 1);
  freeVolumesOf(instance, state);
};

interface Move {
  readonly from: readonly string[];
  readonly through: string;
  readonly to: string;
}

const needInstances = (call: Call): readonly Resource[] =>
  texts(call.input, 'InstanceIds').map((id) => {
    const found = ownResource(call, TYPE, id);
    if (found !== undefined) return found;
    throw new AwsError('InvalidInstanceID.NotFound', 400, `The instance ID '${id}' does not exist`);
  });

const moveOne = (call: Call, instance: Resource, move: Move): unknown => {
  const before = stateOf(instance);
  if (before === move.to || before === move.through) {
    return {
      InstanceId: instance.id,
      PreviousState: stateView(before),
      CurrentState: stateView(before),
    };
  }
  if (!move.from.includes(before)) {
    throw new AwsError(
      'IncorrectInstanceState',
      400,
      `The instance '${instance.id}' is not in a state from which it can be ${move.to}.`,
    );
  }
  instance.attributes['State'] = move.through;
  delete instance.attributes['StateReason'];
  start(call.state, becoming(call, instance, move.to));
  return {
    InstanceId: instance.id,
    PreviousState: stateView(before),
    CurrentState: stateView(move.through),
  };
};

const moveAll = (call: Call, move: Move): readonly unknown[] =>
  needInstances(call).map((each) => moveOne(call, each, move));

const terminate = (call: Call): unknown => {
  const protectedOne = needInstances(call).find(
    (each) => each.properties['DisableApiTermination'] === true,
  );
  if (protectedOne !== undefined) {
    throw new AwsError(
      'OperationNotPermitted',
      400,
      `The instance '${protectedOne.id}' may not be terminated. Modify its ` +
        "'disableApiTermination' instance attribute and try again.",
    );
  }
  return {
    TerminatingInstances: moveAll(call, {
      from: ['pending', 'running', 'stopping', 'stopped'],
      through: 'shutting-down',
      to: 'terminated',
    }),
  };
};

const onInstances = (action: string, run: (call: Call) => unknown): OperationRow => ({
  demands: (call) =>
    texts(call.input, 'InstanceIds').map((id) => ({
      action: `ec2:${action}`,
      resource: `arn:aws:ec2:${call.region}:${call.accountId}:instance/${id}`,
      context: Object.fromEntries(
        Object.entries(ownResource(call, TYPE, id)?.tags ?? {}).map(([key, value]) => [
          `aws:ResourceTag/${key}`,
          value,
        ]),
      ),
    })),
  run,
});

/** Instances: their state, and what changes it. */
export const instanceOperations: OperationTable = {
  DescribeInstances: row('ec2:DescribeInstances', () => '*', describeInstances),
  StartInstances: onInstances('StartInstances', (call) => ({
    StartingInstances: moveAll(call, { from: ['stopped'], through: 'pending', to: 'running' }),
  })),
  StopInstances: onInstances('StopInstances', (call) => ({
    StoppingInstances: moveAll(call, { from: ['running'], through: 'stopping', to: 'stopped' }),
  })),
  RebootInstances: onInstances('RebootInstances', (call) => {
    needInstances(call);
    return {};
  }),
  TerminateInstances: onInstances('TerminateInstances', terminate),
};
