import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { ImageFact } from '../ec2-instance/facts-schema.ts';
import { given } from '../given.ts';
import { groupResource } from '../security-group/template.ts';
import type { DraftContext } from '../service.ts';
import { mergeTagList, tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { launchAccess } from './access.ts';
import { launchData, TOKENS_ONLY } from './launch-data.ts';

/** What a launch template is made of, beside the task. */
export interface TemplateParts {
  readonly name: string;
  readonly image: ImageFact;
  readonly vpcId: string;
  /** Undefined when it gets a group of its own. */
  readonly groupId: string | undefined;
}

const OWN = 'launch-template';

const isOwn = (one: Json): boolean => at(one, 'ResourceType') === OWN;

/** Tags of the launch template itself; those of what starts from it are in its data. */
export const mergeOwnTags: typeof mergeTagList = (before, asked) => {
  const present = listOf(before);
  const own = present.find(isOwn) ?? null;
  const Tags = mergeTagList(at(own, 'Tags'), asked);
  const others = present.filter((one) => !isOwn(one)).filter(isJsonObject);
  return [...others, { ResourceType: OWN, Tags }];
};

const encrypted = (device: Json): Json =>
  isJsonObject(device) && isJsonObject(device['Ebs'])
    ? { ...device, Ebs: { ...device['Ebs'], Encrypted: true } }
    : device;

/** The devices of a template, with every volume encrypted. */
export const encryptedDevices = (devices: Json | undefined): readonly Json[] =>
  listOf(devices).map((device) => encrypted(device));

/** What a task asks of the next version. */
export const wishesOf = (task: MutationTask, image: string | undefined): JsonObject =>
  given({ InstanceType: textOf(task, 'instanceType'), ImageId: image });

/** The data of the next version: what is asked, IMDSv2 and encryption, whatever was before. */
export const nextData = (data: JsonObject, wishes: JsonObject): JsonObject => {
  const options = data['MetadataOptions'];
  const present = options !== undefined && isJsonObject(options) ? options : TOKENS_ONLY;
  const devices = data['BlockDeviceMappings'];
  return {
    ...data,
    ...wishes,
    MetadataOptions: { ...present, HttpTokens: 'required' },
    ...(devices === undefined ? {} : { BlockDeviceMappings: encryptedDevices(devices) }),
  };
};

/** Properties with what the task asks set over them; without a wish no version is made. */
export const withFields = (
  properties: JsonObject,
  task: MutationTask,
  image: string | undefined,
): JsonObject => {
  const data = properties['LaunchTemplateData'] ?? null;
  const wishes = wishesOf(task, image);
  const description = textOf(task, 'description');
  if (Object.keys(wishes).length === 0 && description === undefined) return properties;
  return {
    ...properties,
    LaunchTemplateData: nextData(isJsonObject(data) ? data : {}, wishes),
    ...given({ VersionDescription: description }),
  };
};

const idsOf = (name: string) => ({
  launch: logicalIdOf(name, 'Launch'),
  firewall: logicalIdOf(name, 'Group'),
});

/** Said outright: a subnet of its own mind would give each instance a public address. */
const networkOf = ({ task }: DraftContext, groups: readonly Json[]): JsonObject => ({
  NetworkInterfaces: [
    {
      AssociatePublicIpAddress: booleanOf(task, 'publicAddress') === true,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      Groups: groups,
    },
  ],
});

const launchOf = (context: DraftContext, parts: TemplateParts): TemplateResource => {
  const { name, image, groupId } = parts;
  const { task, region } = context;
  const own = { 'Fn::GetAtt': [idsOf(name).firewall, 'GroupId'] };
  const data = launchData(context, {
    name,
    image,
    profile: launchAccess(region, name),
    network: networkOf(context, [groupId ?? own]),
    tagged: ['instance', 'volume'],
  });
  return {
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateName: name,
      ...given({ VersionDescription: textOf(task, 'description') }),
      LaunchTemplateData: { ...data, ...given({ KeyName: textOf(task, 'keyPair') }) },
      TagSpecifications: [{ ResourceType: OWN, Tags: tagList(context.tagsFor(name)) }],
    },
  };
};

/** The launch template, and a group that lets nothing in unless one was named. */
export const launchTemplateTemplate = (context: DraftContext, parts: TemplateParts): Template => {
  const { name, vpcId, groupId } = parts;
  const ids = idsOf(name);
  const firewall = groupResource({
    description: `Launch template ${name}`,
    vpcId,
    tier: context.tier,
    tags: context.tagsFor(`${name}-group`),
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Launch template ${name}`,
    Resources: {
      ...(groupId === undefined ? { [ids.firewall]: firewall } : {}),
      [ids.launch]: launchOf(context, parts),
    },
    Outputs: { LaunchTemplateId: { Value: { Ref: ids.launch } } },
  };
};
