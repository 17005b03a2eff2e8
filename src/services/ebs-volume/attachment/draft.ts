import { ownerOf } from '../../../agents/roster.ts';
import type { PlannedChange } from '../../../plan/change.ts';
import type { JsonObject } from '../../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../../task/refusal.ts';
import { foreignStack, targetMissing } from '../../existing-target.ts';
import { draftCall } from '../../operate-call.ts';
import type { Draft, DraftContext, Operation } from '../../service.ts';
import { thingAt, type KnownUser } from '../../task-order/user.ts';
import { textOf } from '../../task-values.ts';
import type { EbsFacts, VolumeFact } from '../facts-schema.ts';
import type { Host } from './facts-schema.ts';
import { ATTACH, attachmentTarget, DETACH } from './operations.ts';

/** Names that EC2 advises for data volumes. Source: device names on Linux instances. */
const DEVICES = ['f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'].map((c) => `/dev/sd${c}`);

const NOTHING: Draft = { steps: [], deviations: [] };

const notReady = (because: string, next: string): Decided<never> =>
  refused({ code: 'stack-not-ready', because, next });

const inUse = (because: string, next: string): Decided<never> =>
  refused({ code: 'still-in-use', because, next });

const contradictory = (because: string, next: string): Decided<never> =>
  refused({ code: 'contradictory', because, next });

const changeOf = (volume: VolumeFact, was: string, is: string): PlannedChange => ({
  action: 'change',
  logicalId: volume.id,
  type: 'AWS::EC2::Volume',
  physicalId: volume.id,
  ownerAgent: ownerOf('AWS::EC2::Volume'),
  properties: [
    {
      path: '/AttachedTo',
      ...(was === '' ? {} : { before: was }),
      ...(is === '' ? {} : { after: is }),
      recreation: 'Never',
    },
  ],
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

interface Plug {
  readonly volume: VolumeFact;
  readonly host: Host;
  readonly device: string;
}

const draftOf = (context: DraftContext, operation: Operation, plug: Plug): Decided<Draft> => {
  const { volume, host, device } = plug;
  const target = attachmentTarget(volume.id, host.id);
  const place = `${host.id} as ${device}`;
  const isAttach = operation === ATTACH;
  const step = {
    ...draftCall(context, operation, target),
    summary: isAttach
      ? `attach volume ${volume.id} to instance ${place}`
      : `detach volume ${volume.id} from instance ${host.id}, which is stopped`,
    input: { VolumeId: volume.id, InstanceId: host.id, Device: device },
    changes: [changeOf(volume, isAttach ? '' : place, isAttach ? place : '')],
  };
  return accepted({ steps: [step], deviations: [] });
};

const missingHost = (context: DraftContext): Refusal => {
  const id = textOf(context.task, 'instance');
  if (id !== undefined) return targetMissing('instance', id);
  return {
    code: 'missing-field',
    because: 'The request does not say which instance the volume goes to.',
    next: 'Edit the issue and name it by its id, such as `i-0a11b22c33d44e55f`.',
  };
};

/** What other tasks of the issue attach: each call as it is sent, approved together with this. */
const attachedBeside = ({ siblings }: DraftContext): readonly JsonObject[] =>
  (siblings?.calls ?? [])
    .filter((call) => call.operation === ATTACH.name)
    .map((call) => call.input);

const takenDevice = (device: string, host: Host): Decided<never> =>
  contradictory(
    `\`${device}\` of \`${host.id}\` is another volume already, or another task of this issue ` +
      'gives it to one.',
    'Name another device, or none: the first free one is taken then.',
  );

const freeDevice = (context: DraftContext, host: Host): Decided<string> => {
  const asked = textOf(context.task, 'device');
  const beside = attachedBeside(context).filter((call) => call['InstanceId'] === host.id);
  const isTaken = (device: string): boolean =>
    host.devices.some(({ name }) => name === device) ||
    beside.some((call) => call['Device'] === device);
  if (asked !== undefined && isTaken(asked)) return takenDevice(asked, host);
  const device = asked ?? DEVICES.find((one) => !isTaken(one));
  if (device !== undefined) return accepted(device);
  return notReady(
    `No device of \`${host.id}\` is free for another data volume.`,
    'Detach one that is not needed any more, then `/plan`.',
  );
};

const asUser = ({ account, region }: DraftContext, { id }: VolumeFact): KnownUser => ({
  words: `\`${id}\``,
  is: [thingAt({ accountId: account.id, region }, 'AWS::EC2::Volume', id)],
});

const attach = (context: DraftContext, volume: VolumeFact, host: Host | null): Decided<Draft> => {
  if (host === null) return refused(missingHost(context));
  if (volume.attachedTo.includes(host.id)) return accepted(NOTHING);
  const [other] = volume.attachedTo;
  if (other !== undefined)
    return inUse(
      `The volume \`${volume.id}\` is attached to the instance \`${other}\`.`,
      `Ask in an issue of its own: \`Detach the EBS volume ${volume.id}\`; then \`/plan\`.`,
    );
  const elsewhere = attachedBeside(context).find((call) => call['VolumeId'] === volume.id);
  if (elsewhere !== undefined)
    return contradictory(
      `Another task of this issue attaches the volume \`${volume.id}\` too.`,
      'Edit the issue and leave one of the two; a volume is attached to one instance.',
    );
  if (context.siblings?.deletes(asUser(context, volume)) === true)
    return contradictory(
      `Another task of this issue deletes the volume \`${volume.id}\`.`,
      'Edit the issue and leave one of the two: what is attached is not deleted.',
    );
  if (volume.state !== 'available')
    return notReady(
      `The volume \`${volume.id}\` is ${volume.state}, so it can not be attached now.`,
      'Wait until it has come to rest, then `/plan`.',
    );
  if (host.state !== 'running' && host.state !== 'stopped')
    return notReady(
      `The instance \`${host.id}\` is ${host.state}.`,
      'Name an instance that runs or is stopped.',
    );
  if (volume.zone !== host.zone)
    return contradictory(
      `The volume lies in ${volume.zone} and the instance \`${host.id}\` in ${host.zone}.`,
      'A volume is used in its own zone: name an instance there, or make a volume of a snapshot.',
    );
  const device = freeDevice(context, host);
  if (!device.ok) return device;
  return draftOf(context, ATTACH, { volume, host, device: device.value });
};

/** Why it is not clear from which instance the volume goes; undefined where it is. */
const hostRefusal = (asked: string | undefined, volume: VolumeFact): Decided<never> | undefined => {
  if (asked !== undefined && !volume.attachedTo.includes(asked))
    return contradictory(
      `The volume \`${volume.id}\` is not attached to \`${asked}\`.`,
      'Name the instance that has it, or none.',
    );
  if (asked !== undefined || volume.attachedTo.length < 2) return undefined;
  return contradictory(
    `Several instances have the volume: ${volume.attachedTo.slice(0, 8).join(', ')}.`,
    'Edit the issue and name the one that it is detached from.',
  );
};

/** From outside nobody sees whether a volume is mounted; of a stopped instance none is. */
const useRefusal = (host: Host, device: string): Decided<never> | undefined => {
  if (device === host.rootDevice)
    return contradictory(
      `\`${device}\` is the root of the instance \`${host.id}\`: without it nothing starts.`,
      'Ask for the instance to be terminated, or keep the volume.',
    );
  if (host.state === 'stopped') return undefined;
  return inUse(
    `The instance \`${host.id}\` is ${host.state}, and from outside nobody sees whether the ` +
      'volume is mounted: what is not written yet would be lost.',
    `Ask in an issue of its own: \`Stop the EC2 instance ${host.id}\`; then \`/plan\`.`,
  );
};

const detach = (context: DraftContext, volume: VolumeFact, host: Host | null): Decided<Draft> => {
  const unclear = hostRefusal(textOf(context.task, 'instance'), volume);
  if (unclear !== undefined) return unclear;
  const [first] = volume.attachedTo;
  if (first === undefined) return accepted(NOTHING);
  const device = host?.devices.find(({ volumeId }) => volumeId === volume.id)?.name;
  if (host === null || device === undefined) return refused(targetMissing('instance', first));
  return useRefusal(host, device) ?? draftOf(context, DETACH, { volume, host, device });
};

/** What becomes of a volume that is attached or detached by name. */
export const draftAttachment = (
  context: DraftContext,
  facts: EbsFacts,
  volume: VolumeFact,
): Decided<Draft> => {
  const { host, owner } = facts;
  if (owner.owner === 'foreign') return refused(foreignStack('volume', volume.id, owner.stackName));
  return textOf(context.task, 'action') === 'attach'
    ? attach(context, volume, host)
    : detach(context, volume, host);
};
