import type { AwsReader } from '../aws-reader.ts';
import { companionName } from '../companion-stack.ts';
import { readTypeAndImage } from '../ec2-instance/image/facts.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { ACCESS } from '../ec2-instance/template.ts';
import { readOwnStack } from '../facts.ts';
import { readTargetGroup } from '../load-balancer/described/facts.ts';
import { ownStackName } from '../joined/parts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { AutoScalingFacts } from './facts-schema.ts';
import { LAUNCH } from './template.ts';
import { isRefreshing, readGroup, type Group } from './described/facts.ts';
import { readLaunched } from './launched/facts.ts';

const readTargets = async (
  { task, region }: DraftContext,
  reader: AwsReader,
): Promise<AutoScalingFacts['targets']> => {
  const name = textOf(task, 'targetGroup');
  const found = name === undefined ? undefined : await readTargetGroup(reader, region, name);
  if (found === undefined) return null;
  const { TargetGroupArn: arn, TargetType: type, VpcId: vpcId } = found;
  return { arn, type: type ?? 'instance', vpcId: vpcId ?? '' };
};

/** Only what replaces instances must not meet another replacement; sizes may. */
const replaces = ({ task }: DraftContext): boolean =>
  textOf(task, 'action') !== undefined || textOf(task, 'instanceType') !== undefined;

const stateOf = async (
  context: DraftContext,
  reader: AwsReader,
  found: Group | undefined,
): Promise<AutoScalingFacts['group']> =>
  found === undefined
    ? null
    : {
        min: found.MinSize,
        max: found.MaxSize,
        desired: found.DesiredCapacity,
        isRefreshing:
          replaces(context) &&
          (await isRefreshing(reader, context.region, found.AutoScalingGroupName)),
      };

/** Beside the stack that is made, or beside the one that owns what exists. */
const readBeside = async (
  { region, task, stackName }: DraftContext,
  reader: AwsReader,
  { owner }: NamedFacts,
): Promise<Pick<AutoScalingFacts, 'accessStack' | 'launchStack'>> => {
  if (task.taskType !== 'CreateResource' && owner.owner !== 'ours')
    return { accessStack: null, launchStack: null };
  const name = ownStackName(owner, stackName);
  const [access, launch] = [
    await readOwnStack(reader, region, companionName(name, ACCESS)),
    await readOwnStack(reader, region, companionName(name, LAUNCH)),
  ];
  return {
    accessStack: typeof access === 'string' ? null : access,
    launchStack: typeof launch === 'string' ? null : launch,
  };
};

/** Looks the group up by its name, and all that a new one is made of. */
export const readAutoScalingFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<AutoScalingFacts> => {
  const { task, region } = context;
  const name = targetOf(task);
  const found = await readGroup(reader, region, name);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    name,
    identifier: name,
    exists: found !== undefined,
  });
  const isCreate = task.taskType === 'CreateResource';
  const network = isCreate ? await readNetwork(context, reader) : { vpcs: [], subnets: [] };
  return {
    ...named,
    group: await stateOf(context, reader, found),
    launchTemplate: await readLaunched(context, reader, found),
    targets: await readTargets(context, reader),
    ...(await readTypeAndImage(context, reader)),
    ...(await readBeside(context, reader, named)),
    vpcs: network.vpcs,
    subnets: network.subnets,
  };
};
