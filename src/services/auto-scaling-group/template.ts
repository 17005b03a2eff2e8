import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import type { ImageFact } from '../ec2-instance/facts-schema.ts';
import { accessName } from '../ec2-instance/template.ts';
import { launchData } from '../launch-template/launch-data.ts';
import type { Spread } from '../network/spread.ts';
import type { DraftContext } from '../service.ts';
import { mergeTagList, tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf, propertiesOf, withProperties } from '../template-edit.ts';

/** End of the name of the stack that holds the launch template: one session does not hold both. */
export const LAUNCH = 'launch';

/** From which launch template instances start. */
export interface LaunchSource {
  readonly name: string;
  /** CloudFormation takes a number only, not `$Latest`. */
  readonly version: string;
}

/** What a group's template is made of, beside the task. */
export interface GroupParts {
  readonly name: string;
  readonly place: Spread;
  readonly launch: LaunchSource;
  readonly targetArn: string | undefined;
}

const idsOf = (name: string) => ({
  group: logicalIdOf(name, 'Fleet'),
  launch: logicalIdOf(name, 'Launch'),
  firewall: logicalIdOf(name, 'Group'),
  policy: logicalIdOf(name, 'Scaling'),
});

const eachWay = (rows: readonly JsonObject[]): readonly JsonObject[] =>
  rows.map((row) => ({ ...row, PropagateAtLaunch: true }));

/** Tags of a group, which go on to each instance that starts. */
export const mergeGroupTags: typeof mergeTagList = (before, asked) =>
  eachWay(mergeTagList(before, asked));

/** Sizes of a group as the task asks, set over the present ones; the rest stays. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const [min, max] = [numberOf(task, 'minSize'), numberOf(task, 'maxSize')];
  return {
    ...properties,
    ...(min === undefined ? {} : { MinSize: String(min) }),
    ...(max === undefined ? {} : { MaxSize: String(max) }),
  };
};

/** Read again for its price: a launch template does not say how many instances run of it. */
export const countWords = (count: number): string => `Runs ${count} at once at the least`;

/** The launch templates of a stack with another type, and with the size that prices them. */
export const withLaunch = (template: Template, task: MutationTask): Template => {
  const type = textOf(task, 'instanceType');
  const min = numberOf(task, 'minSize');
  return Object.entries(template.Resources)
    .filter(([, one]) => one.Type === 'AWS::EC2::LaunchTemplate')
    .reduce((edited, [id]) => {
      const data = propertiesOf(edited, id)['LaunchTemplateData'];
      const own = isJsonObject(data ?? null) ? (data as JsonObject) : {};
      return withProperties(edited, id, {
        ...(type === undefined ? {} : { LaunchTemplateData: { ...own, InstanceType: type } }),
        ...(min === undefined ? {} : { VersionDescription: countWords(min) }),
      });
    }, template);
};

/** Lets nothing in: what balances the load opens its own way. */
const firewallOf = (
  context: DraftContext,
  { name, place }: Pick<GroupParts, 'name' | 'place'>,
): TemplateResource => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: `Auto Scaling group ${name}`,
    VpcId: place.vpc.id,
    Tags: tagList(context.tagsFor(`${name}-group`)),
  },
});

/** The launch template of our own has the name of its group's stack, which nothing else has. */
export const ownLaunch = (context: DraftContext): LaunchSource => ({
  name: context.stackName,
  version: '1',
});

const launchOf = (context: DraftContext, name: string, image: ImageFact): TemplateResource => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: {
    LaunchTemplateName: ownLaunch(context).name,
    VersionDescription: countWords(numberOf(context.task, 'minSize') ?? 0),
    LaunchTemplateData: launchData(context, {
      name,
      image,
      profile: accessName(context.stackName),
      network: { SecurityGroupIds: [{ 'Fn::GetAtt': [idsOf(name).firewall, 'GroupId'] }] },
      tagged: ['volume'],
    }),
    TagSpecifications: [
      { ResourceType: 'launch-template', Tags: tagList(context.tagsFor(`${name}-launch`)) },
    ],
  },
});

/** The launch template of a group, and the group that lets nothing in. */
export const launchTemplate = (
  context: DraftContext,
  parts: Pick<GroupParts, 'name' | 'place'>,
  image: ImageFact,
): Template => {
  const ids = idsOf(parts.name);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Instances of the Auto Scaling group ${parts.name}`,
    Resources: {
      [ids.firewall]: firewallOf(context, parts),
      [ids.launch]: launchOf(context, parts.name, image),
    },
  };
};

/** A launch template by its name and version, as a group names it. */
export const launchRef = ({ name, version }: LaunchSource): JsonObject => ({
  LaunchTemplateName: name,
  Version: version,
});

const groupOf = (context: DraftContext, parts: GroupParts): TemplateResource => {
  const { task } = context;
  const { name, place, launch, targetArn } = parts;
  const desired = numberOf(task, 'desiredCapacity');
  return {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: {
      AutoScalingGroupName: name,
      ...withFields({}, task),
      ...(desired === undefined ? {} : { DesiredCapacity: String(desired) }),
      VPCZoneIdentifier: place.subnets.map(({ id }) => id),
      LaunchTemplate: launchRef(launch),
      HealthCheckType: targetArn === undefined ? 'EC2' : 'ELB',
      HealthCheckGracePeriod: 300,
      ...(targetArn === undefined ? {} : { TargetGroupARNs: [targetArn] }),
      Tags: eachWay(tagList(context.tagsFor(name))),
    },
  };
};

/** A policy that keeps the processors of a group as busy as asked. */
export const scalingPolicy = (groupId: string, percent: number): TemplateResource => ({
  Type: 'AWS::AutoScaling::ScalingPolicy',
  Properties: {
    AutoScalingGroupName: { Ref: groupId },
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
      TargetValue: percent,
    },
  },
});

/** A group that starts its instances from a launch template, and what makes it scale. */
export const autoScalingTemplate = (context: DraftContext, parts: GroupParts): Template => {
  const ids = idsOf(parts.name);
  const percent = numberOf(context.task, 'targetPercent');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Auto Scaling group ${parts.name}`,
    Resources: {
      [ids.group]: groupOf(context, parts),
      ...(percent === undefined ? {} : { [ids.policy]: scalingPolicy(ids.group, percent) }),
    },
  };
};
