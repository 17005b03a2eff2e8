import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isAtLeast } from '../../task/tier.ts';
import type { ImageFact } from '../ec2-instance/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';

const DEFAULT_SIZE_GB = 20;

/** IMDSv2 alone, and only for the instance itself: what a container asks goes one hop further. */
export const TOKENS_ONLY: JsonObject = {
  HttpEndpoint: 'enabled',
  HttpPutResponseHopLimit: 1,
  HttpTokens: 'required',
};

/** True for a disk that is not said to be encrypted; a device without a disk has nothing to say. */
export const isUnencrypted = (device: Json): boolean => {
  const ebs = (isJsonObject(device) ? device['Ebs'] : undefined) ?? null;
  return isJsonObject(ebs) && ebs['Encrypted'] !== true;
};

/** What instances start with, beside the task. */
export interface LaunchParts {
  readonly name: string;
  readonly image: ImageFact;
  /** The instance profile, by its name. */
  readonly profile: string;
  /** Security groups and addresses, as properties. */
  readonly network: JsonObject;
  /** What is tagged by the template; a group tags its instances itself. */
  readonly tagged: readonly ('instance' | 'volume')[];
}

const rootVolume = (task: MutationTask, image: ImageFact): JsonObject => ({
  DeviceName: image.rootDevice,
  Ebs: {
    DeleteOnTermination: true,
    Encrypted: true,
    VolumeSize: numberOf(task, 'sizeGb') ?? Math.max(DEFAULT_SIZE_GB, image.rootSizeGb),
    VolumeType: 'gp3',
  },
});

/** What a launch template of ours says of each instance: IMDSv2, an encrypted volume, tags. */
export const launchData = (context: DraftContext, parts: LaunchParts): JsonObject => {
  const { name, image, profile, network, tagged } = parts;
  return {
    ImageId: image.id,
    InstanceType: textOf(context.task, 'instanceType') ?? '',
    IamInstanceProfile: { Name: profile },
    ...network,
    BlockDeviceMappings: [rootVolume(context.task, image)],
    MetadataOptions: TOKENS_ONLY,
    ...(isAtLeast(context.tier, 'staging') ? { Monitoring: { Enabled: true } } : {}),
    TagSpecifications: tagged.map((ResourceType) => ({
      ResourceType,
      Tags: tagList(context.tagsFor(name)),
    })),
  };
};
