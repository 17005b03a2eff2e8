import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import { text, type Call, type OperationTable } from './call.ts';
import { ownResource } from './find.ts';

const VOLUME = 'AWS::EC2::Volume';
const INSTANCE = 'AWS::EC2::Instance';

const needVolume = (call: Call): Resource => {
  const id = text(call.input, 'VolumeId');
  const found = ownResource(call, VOLUME, id);
  if (found !== undefined) return found;
  throw new AwsError('InvalidVolume.NotFound', 400, `The volume '${id}' does not exist.`);
};

const needInstance = (call: Call): Resource => {
  const id = text(call.input, 'InstanceId');
  const found = ownResource(call, INSTANCE, id);
  if (found !== undefined) return found;
  throw new AwsError('InvalidInstanceID.NotFound', 400, `The instance ID '${id}' does not exist`);
};

const view = (volume: Resource, state: string): object => ({
  VolumeId: volume.id,
  InstanceId: volume.attributes['AttachedTo'],
  Device: volume.attributes['Device'],
  State: state,
});

const attach = (call: Call): unknown => {
  const [volume, instance] = [needVolume(call), needInstance(call)];
  const state = jsonText(volume.attributes['State']) || 'available';
  if (state !== 'available')
    throw new AwsError('IncorrectState', 400, `Volume '${volume.id}' is ${state}.`);
  if (volume.properties['AvailabilityZone'] !== `${instance.region}a`)
    throw new AwsError(
      'InvalidVolume.ZoneMismatch',
      400,
      `The volume '${volume.id}' is not in the same availability zone as '${instance.id}'`,
    );
  Object.assign(volume.attributes, {
    State: 'in-use',
    AttachedTo: instance.id,
    Device: text(call.input, 'Device'),
  });
  return view(volume, 'attached');
};

const detach = (call: Call): unknown => {
  const volume = needVolume(call);
  if (jsonText(volume.attributes['AttachedTo']) !== text(call.input, 'InstanceId'))
    throw new AwsError(
      'IncorrectState',
      400,
      `Volume '${volume.id}' is not attached to the instance.`,
    );
  const answer = view(volume, 'detaching');
  volume.attributes['State'] = 'available';
  delete volume.attributes['AttachedTo'];
  delete volume.attributes['Device'];
  return answer;
};

/** Both the volume and the instance, each by its ARN. */
const demandsOf = (action: string) => (call: Call) => {
  const place = `arn:aws:ec2:${call.region}:${call.accountId}`;
  return [
    { action, resource: `${place}:volume/${text(call.input, 'VolumeId')}` },
    { action, resource: `${place}:instance/${text(call.input, 'InstanceId')}` },
  ];
};

/** EC2: volumes are attached to instances and detached from them. */
export const attachmentOperations: OperationTable = {
  AttachVolume: { demands: demandsOf('ec2:AttachVolume'), run: attach },
  DetachVolume: { demands: demandsOf('ec2:DetachVolume'), run: detach },
};
