import { createHash } from 'node:crypto';
import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import { trustOf } from '../iam-role/template.ts';
import { groupResource } from '../security-group/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { ImageFact } from './facts-schema.ts';
import type { InstancePlace } from './place.ts';

/** End of the name of the stack that holds role and profile. */
export const ACCESS = 'access';

const DEFAULT_SIZE_GB = 20;

/** What Session Manager needs: the way in without a key and without an open port. */
const SESSION_MANAGER = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore';

/** What an instance's template is made of, beside the task. */
export interface InstanceParts {
  readonly name: string;
  readonly image: ImageFact;
  readonly place: InstancePlace;
}

const idsOf = (name: string) => ({
  instance: logicalIdOf(name, 'Instance'),
  role: logicalIdOf(name, 'Role'),
  profile: logicalIdOf(name, 'Profile'),
  group: logicalIdOf(name, 'Group'),
});

const present = (rows: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** Properties of an instance with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  ...present({
    InstanceType: textOf(task, 'instanceType'),
    Monitoring: booleanOf(task, 'monitoring'),
    DisableApiTermination: booleanOf(task, 'terminationProtection'),
  }),
});

/** Role and profile have one name, so that who passes the one is bounded to the other. Short. */
export const accessName = (stackName: string): string => {
  const hash = createHash('sha256').update(stackName).digest('hex').slice(0, 8);
  return `${stackName.slice(0, 24)}-${hash}`;
};

const roleOf = (context: DraftContext, name: string): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: accessName(context.stackName),
    Path: IAM_PATH,
    PermissionsBoundary: boundaryArn(context.account.id),
    Description: `What the instance ${name} may do`,
    AssumeRolePolicyDocument: trustOf('ec2.amazonaws.com', context.account.id),
    ManagedPolicyArns: [SESSION_MANAGER],
    Tags: tagList(context.tagsFor(`${name}-role`)),
  },
});

const profileOf = (context: DraftContext, roleId: string): TemplateResource => ({
  Type: 'AWS::IAM::InstanceProfile',
  Properties: {
    InstanceProfileName: accessName(context.stackName),
    Path: IAM_PATH,
    Roles: [{ Ref: roleId }],
  },
});

/** The way in by Session Manager, in a stack of its own: one session does not hold both. */
export const accessTemplate = (context: DraftContext, name: string): Template => {
  const ids = idsOf(name);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Access of instance ${name}`,
    Resources: {
      [ids.role]: roleOf(context, name),
      [ids.profile]: profileOf(context, ids.role),
    },
  };
};

/** Lets nothing in; the same group that a request for one alone would give. */
const groupOf = (context: DraftContext, { name, place }: InstanceParts): TemplateResource =>
  groupResource({
    description: `Instance ${name}`,
    vpcId: place.subnet.vpcId,
    tier: context.tier,
    tags: context.tagsFor(`${name}-group`),
  });

const rootVolume = (task: MutationTask, image: ImageFact): JsonObject => ({
  DeviceName: image.rootDevice,
  Ebs: {
    DeleteOnTermination: true,
    Encrypted: true,
    VolumeSize: numberOf(task, 'sizeGb') ?? Math.max(DEFAULT_SIZE_GB, image.rootSizeGb),
    VolumeType: textOf(task, 'volumeType') ?? 'gp3',
  },
});

/** In a subnet that gives public addresses, the interface says that this instance takes none. */
const networkOf = ({ subnet, group }: InstancePlace, groupId: string): JsonObject => {
  const groups = [group?.id ?? { 'Fn::GetAtt': [groupId, 'GroupId'] }];
  if (!subnet.givesPublicIp) return { SubnetId: subnet.id, SecurityGroupIds: groups };
  return {
    NetworkInterfaces: [
      {
        AssociatePublicIpAddress: false,
        DeleteOnTermination: true,
        DeviceIndex: '0',
        GroupSet: groups,
        SubnetId: subnet.id,
      },
    ],
  };
};

const instanceOf = (context: DraftContext, parts: InstanceParts): TemplateResource => {
  const ids = idsOf(parts.name);
  const base = {
    ImageId: parts.image.id,
    ...networkOf(parts.place, ids.group),
    IamInstanceProfile: accessName(context.stackName),
    BlockDeviceMappings: [rootVolume(context.task, parts.image)],
    MetadataOptions: {
      HttpEndpoint: 'enabled',
      HttpPutResponseHopLimit: 1,
      HttpTokens: 'required',
    },
    PropagateTagsToVolumeOnCreation: true,
  };
  return {
    Type: 'AWS::EC2::Instance',
    Properties: {
      ...withFields(base, context.task),
      Tags: tagList(context.tagsFor(parts.name)),
    },
  };
};

/** The instance, and a closed group unless one was named. */
export const instanceTemplate = (context: DraftContext, parts: InstanceParts): Template => {
  const ids = idsOf(parts.name);
  const hasGroup = parts.place.group !== undefined;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Instance ${parts.name}`,
    Resources: {
      ...(hasGroup ? {} : { [ids.group]: groupOf(context, parts) }),
      [ids.instance]: instanceOf(context, parts),
    },
  };
};
