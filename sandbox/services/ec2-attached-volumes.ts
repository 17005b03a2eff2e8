import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, record, tagList, texts, type Call } from './call.ts';
import { ownResources } from './find.ts';

const FILTER = 'attachment.instance-id';

/** The instances that a call asks the volumes of; undefined when it asks otherwise. */
export const attachedTo = (call: Call): readonly string[] | undefined => {
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
    Attachments: [{ InstanceId: instance.id, State: 'attached' }],
    Tags:
      instance.properties['PropagateTagsToVolumeOnCreation'] === true ? tagList(instance.tags) : [],
  }));

/** The volumes that came with instances: they are no resources of their own here. */
export const attachedVolumes = (call: Call, instanceIds: readonly string[]): unknown => {
  const found = ownResources(call, 'AWS::EC2::Instance')
    .filter((one) => instanceIds.includes(one.id))
    .flatMap((one) => volumesOf(one));
  const page = pageOf(call, found, call.input['NextToken']);
  return { Volumes: page.items, NextToken: page.next };
};
