import { jsonText } from '../engine/json-text.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, record, tagList, texts, type Call } from './call.ts';
import { describe } from './ec2-filter.ts';
import { ownResources } from './find.ts';

const FILTER = 'attachment.instance-id';

/** The instances that a call asks the volumes of; undefined when it asks otherwise. */
const attachedTo = (call: Call): readonly string[] | undefined => {
  const filter = list(call.input, 'Filters')
    .map((each) => record(each))
    .find((each) => each['Name'] === FILTER);
  return filter === undefined ? undefined : texts(filter, 'Values');
};

const devicesOf = (instance: Resource): readonly Json[] => {
  const devices = instance.properties['BlockDeviceMappings'];
  return Array.isArray(devices) ? (devices as readonly Json[]) : [{ Ebs: {} }];
};

const member = (device: Json, name: string): Json | undefined => {
  const ebs = isJsonObject(device) ? device['Ebs'] : undefined;
  return isJsonObject(ebs) ? ebs[name] : undefined;
};

const volumesOf = (instance: Resource): readonly object[] =>
  devicesOf(instance).map((device, index) => ({
    VolumeId: `vol-${instance.id.slice(2)}${index === 0 ? '' : index}`,
    Size: member(device, 'VolumeSize') ?? 8,
    VolumeType: member(device, 'VolumeType') ?? 'gp2',
    Encrypted: member(device, 'Encrypted') ?? false,
    State: 'in-use',
    CreateTime: instance.createdAt,
    Attachments: [
      {
        InstanceId: instance.id,
        State: 'attached',
        DeleteOnTermination: member(device, 'DeleteOnTermination') ?? index === 0,
      },
    ],
    Tags:
      instance.properties['PropagateTagsToVolumeOnCreation'] === true ? tagList(instance.tags) : [],
  }));

/** The volumes that came with instances: they are no resources of their own here. */
const attachedVolumes = (call: Call, instanceIds: readonly string[]): unknown => {
  const found = ownResources(call, 'AWS::EC2::Instance')
    .filter((one) => instanceIds.includes(one.id))
    .flatMap((one) => volumesOf(one));
  const page = pageOf(call, found, call.input['NextToken']);
  return { Volumes: page.items, NextToken: page.next };
};

/** A volume of its own is in use when the world says so. */
const stateOf = (volume: Resource): string => jsonText(volume.attributes['State']) || 'available';

const attachmentsOf = (volume: Resource): readonly object[] => {
  const instance = jsonText(volume.attributes['AttachedTo']);
  if (instance === '') return [];
  // As AttachVolume makes it, where the world does not say otherwise.
  const DeleteOnTermination = volume.attributes['DeleteOnTermination'] === true;
  return [{ InstanceId: instance, State: 'attached', DeleteOnTermination }];
};

/** EC2.DescribeVolumes: volumes of their own, or those of named instances. */
export const volumes = (call: Call): unknown => {
  const instanceIds = attachedTo(call);
  if (instanceIds !== undefined) return attachedVolumes(call, instanceIds);
  const page = describe(call, {
    type: 'AWS::EC2::Volume',
    ids: 'VolumeIds',
    notFound: 'InvalidVolume.NotFound',
    filters: { 'volume-id': (resource) => resource.id, status: stateOf },
  });
  return {
    Volumes: page.items.map((each) => ({
      VolumeId: each.id,
      Size: each.properties['Size'],
      VolumeType: each.properties['VolumeType'] ?? 'gp2',
      AvailabilityZone: each.properties['AvailabilityZone'],
      Encrypted: each.properties['Encrypted'] ?? false,
      State: stateOf(each),
      CreateTime: each.createdAt,
      Iops: each.properties['Iops'],
      Throughput: each.properties['Throughput'],
      Attachments: attachmentsOf(each),
      Tags: tagList(each.tags),
    })),
    NextToken: page.next,
  };
};
