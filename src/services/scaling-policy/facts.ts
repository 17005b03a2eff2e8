import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readGroup, scalingCall } from '../auto-scaling-group/described/facts.ts';
import { readParsed } from '../facts.ts';
import { elbCall, targetGroupSchema, type TargetGroup } from '../load-balancer/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { describePolicies, policyFact } from './described/facts.ts';
import type { PolicyFact, ScalingPolicyFacts } from './facts-schema.ts';
import { followedIn, METRICS, valuesIn } from './follows.ts';

const readPolicies = async (
  { region }: DraftContext,
  reader: AwsReader,
  AutoScalingGroupName: string,
): Promise<PolicyFact[]> => {
  const found: PolicyFact[] = [];
  for await (const row of describePolicies(reader, region, { AutoScalingGroupName }))
    found.push(policyFact(row));
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** By its name, by what it follows, else the only one. */
const meantIn = ({ task }: DraftContext, policies: readonly PolicyFact[]): PolicyFact[] => {
  const [name, followed] = [textOf(task, 'policyName'), followedIn(task)];
  const isCreate = task.taskType === 'CreateResource';
  // Several policies of steps may stand beside each other: a new one is never one of them.
  if (task.parameters['steps'] !== undefined && name === undefined)
    return isCreate ? [] : policies.filter(({ type }) => type === 'StepScaling');
  if (name !== undefined) return policies.filter((one) => one.name === name);
  const metric = followed === undefined ? undefined : METRICS[followed].predefined;
  if (metric !== undefined) return policies.filter((one) => one.metric === metric);
  return isCreate ? [] : [...policies];
};

type Label = Pick<ScalingPolicyFacts, 'requestLabel' | 'labelProblem'>;

const NO_LABEL: Label = { requestLabel: '', labelProblem: '' };
const problem = (labelProblem: string): Label => ({ requestLabel: '', labelProblem });

const attachedSchema = z.object({
  AutoScalingGroups: z
    .array(z.object({ TargetGroupARNs: z.array(z.string()).nullish() }))
    .nullish(),
});
const targetsSchema = z.object({ TargetGroups: z.array(targetGroupSchema).nullish() });

const LAST = /(?:loadbalancer\/(?<balancer>app\/.+)|(?<group>targetgroup\/.+))$/;

const labelOf = ({ TargetGroupArn, LoadBalancerArns }: TargetGroup): Label => {
  const balancer = LAST.exec(LoadBalancerArns?.[0] ?? '')?.groups?.['balancer'];
  const group = LAST.exec(TargetGroupArn)?.groups?.['group'];
  return balancer === undefined || group === undefined
    ? problem('not-application')
    : { requestLabel: `${balancer}/${group}`, labelProblem: '' };
};

/** The target groups in which the group registers its instances: only theirs can be counted. */
const readLabel = async (
  { region, task }: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<Label> => {
  const isAsked = valuesIn(task).some(({ followed }) => followed === 'requests');
  if (!isAsked || task.taskType === 'DeleteResource') return NO_LABEL;
  const asked = scalingCall(region, 'DescribeAutoScalingGroups', { AutoScalingGroupNames: [name] });
  const found = await readParsed(reader, asked, attachedSchema);
  const TargetGroupArns = found?.AutoScalingGroups?.[0]?.TargetGroupARNs ?? [];
  if (TargetGroupArns.length === 0) return problem('none');
  const call = elbCall(region, 'DescribeTargetGroups', { TargetGroupArns });
  const rows = (await readParsed(reader, call, targetsSchema))?.TargetGroups ?? [];
  const named = textOf(task, 'targetGroup');
  const [first, ...others] = rows.filter(
    ({ TargetGroupName }) => named === undefined || TargetGroupName === named,
  );
  if (first === undefined) return problem('unattached');
  return others.length > 0 ? problem('several') : labelOf(first);
};

/** Looks up the group with its policies, and the one of them that is meant. */
export const readScalingPolicyFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<ScalingPolicyFacts> => {
  const { region, task } = context;
  const name = textOf(task, 'autoScalingGroup') ?? '';
  const group = await readGroup(reader, region, name);
  const policies = group === undefined ? [] : await readPolicies(context, reader, name);
  const meant = meantIn(context, policies);
  const [one, ...others] = meant;
  const isOne = one !== undefined && others.length === 0;
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::AutoScaling::ScalingPolicy',
    name: isOne ? one.name : name,
    identifier: isOne ? one.arn : '',
    exists: isOne,
  });
  return {
    ...named,
    group:
      group === undefined
        ? null
        : { min: group.MinSize, max: group.MaxSize, desired: group.DesiredCapacity },
    policies,
    meant,
    ...(group === undefined ? NO_LABEL : await readLabel(context, reader, name)),
  };
};
