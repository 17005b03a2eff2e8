import type { Json, JsonObject } from '../../../task/json.ts';
import { listOf } from '../../acts.ts';
import { at } from '../../compare.ts';
import type { Operation } from '../../service.ts';

/** A volume and its instance as the catalogue names them. */
export const attachmentTarget = (volumeId: string, instanceId: string): string =>
  `${volumeId}/${instanceId}`;

const partsOf = (target: string): { readonly VolumeId: string; readonly InstanceId: string } => {
  const [VolumeId = '', InstanceId = ''] = target.split('/');
  return { VolumeId, InstanceId };
};

const needsOf =
  (action: string): Operation['needs'] =>
  (target, account, region) => {
    const { VolumeId, InstanceId } = partsOf(target);
    const place = `arn:aws:ec2:${region}:${account.id}`;
    return [
      {
        action,
        resources: [`${place}:volume/${VolumeId}`, `${place}:instance/${InstanceId}`],
        purpose: 'forward',
        via: 'direct',
      },
      { action: 'ec2:DescribeVolumes', resources: ['*'], purpose: 'read', via: 'direct' },
    ];
  };

const attachmentsIn = (output: unknown): readonly Json[] =>
  listOf(at(output, 'Volumes')).flatMap((one: Json) => listOf(at(one, 'Attachments')));

const isOf = (attachment: Json, sent: JsonObject): boolean =>
  at(attachment, 'InstanceId') === sent['InstanceId'];

const untilSeen = (isAsSent: Operation['wait']['isAsSent']): Operation['wait'] => ({
  client: 'EC2',
  operation: 'DescribeVolumes',
  input: (target) => ({ Filters: [{ Name: 'volume-id', Values: [partsOf(target).VolumeId] }] }),
  isDone: (output) => listOf(at(output, 'Volumes')).length > 0,
  ...(isAsSent === undefined ? {} : { isAsSent }),
  timeoutMinutes: 10,
});

const base = { client: 'EC2', input: partsOf, operationClass: 'non-destructive' } as const;

/** The device is in the input of the draft: the first that is free, or the one that was asked. */
export const ATTACH: Operation = {
  ...base,
  name: 'ec2:attach-volume',
  operation: 'AttachVolume',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'ask for it to be detached once nothing writes to it and the instance is stopped',
  },
  needs: needsOf('ec2:AttachVolume'),
  wait: untilSeen((output, sent) =>
    attachmentsIn(output).some((one) => isOf(one, sent) && at(one, 'State') === 'attached'),
  ),
};

const instancesIn = (output: unknown): readonly Json[] =>
  listOf(at(output, 'Reservations')).flatMap((one: Json) => listOf(at(one, 'Instances')));

const holds = (instance: Json, { VolumeId, Device }: JsonObject): boolean =>
  listOf(at(instance, 'BlockDeviceMappings')).some(
    (one) => at(at(one, 'Ebs'), 'VolumeId') === VolumeId && at(one, 'DeviceName') === Device,
  );

/** The instance is stopped still, and the volume is what the plan says it is of it. */
const isStoppedWith = (output: unknown, sent: JsonObject): boolean => {
  const instances = instancesIn(output);
  return (
    instances.length > 0 &&
    instances.every((one) => at(at(one, 'State'), 'Name') === 'stopped' && holds(one, sent))
  );
};

/** Never by force: that would leave what the instance had not written yet. */
export const DETACH: Operation = {
  ...base,
  name: 'ec2:detach-volume',
  operation: 'DetachVolume',
  inverse: {
    reversibility: 'reversible',
    summary: 'attach it again, as the same device',
    operation: 'ec2:attach-volume',
  },
  undoInput: ({ input }) => input,
  needs: (...where) => [
    ...needsOf('ec2:DetachVolume')(...where),
    { action: 'ec2:DescribeInstances', resources: ['*'], purpose: 'read', via: 'direct' },
  ],
  before: {
    client: 'EC2',
    operation: 'DescribeInstances',
    input: (target) => ({
      Filters: [{ Name: 'instance-id', Values: [partsOf(target).InstanceId] }],
    }),
    isAsPlanned: isStoppedWith,
    because: 'The instance is not stopped any more, or no longer has the volume as that device.',
  },
  wait: untilSeen((output, sent) => !attachmentsIn(output).some((one) => isOf(one, sent))),
};

/** The catalogue of attachments. */
export const attachmentOperations: readonly Operation[] = [ATTACH, DETACH];
