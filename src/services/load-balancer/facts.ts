import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { LoadBalancerFacts } from './facts-schema.ts';
import { elbCall, groupsOf, readBalancer, targetStates, type Balancer } from './described/facts.ts';

const attributesSchema = z.object({
  Attributes: z.array(z.object({ Key: z.string(), Value: z.string().nullish() })).nullish(),
});

const readProtection = async (
  { region }: DraftContext,
  reader: AwsReader,
  arn: string,
): Promise<boolean> => {
  const call = elbCall(region, 'DescribeLoadBalancerAttributes', { LoadBalancerArn: arn });
  const rows = (await readParsed(reader, call, attributesSchema))?.Attributes ?? [];
  return rows.some((row) => row.Key === 'deletion_protection.enabled' && row.Value === 'true');
};

/** What would get no requests any more. */
const readBehind = async (
  { region }: DraftContext,
  reader: AwsReader,
  arn: string,
): Promise<Pick<LoadBalancerFacts, 'groups' | 'targets'>> => {
  const groups = await groupsOf(reader, region, arn);
  let targets = 0;
  for (const group of groups)
    targets += (await targetStates(reader, region, group.TargetGroupArn)).length;
  return { groups: groups.map((one) => one.TargetGroupName).toSorted(), targets };
};

const readPresent = async (
  context: DraftContext,
  reader: AwsReader,
  found: Balancer | undefined,
): Promise<Pick<LoadBalancerFacts, 'kind' | 'scheme' | 'isProtected' | 'groups' | 'targets'>> => {
  const isDelete = context.task.taskType === 'DeleteResource';
  const arn = found?.LoadBalancerArn;
  const behind =
    arn === undefined || !isDelete
      ? { groups: [], targets: 0 }
      : await readBehind(context, reader, arn);
  return {
    kind: found?.Type ?? '',
    scheme: found?.Scheme ?? '',
    isProtected: arn !== undefined && isDelete && (await readProtection(context, reader, arn)),
    ...behind,
  };
};

const movesSubnets = ({ task }: DraftContext): boolean =>
  task.taskType === 'CreateResource' || task.parameters['subnets'] !== undefined;

/** Looks the load balancer up by its name, and for a new or moved one where it could stand. */
export const readLoadBalancerFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<LoadBalancerFacts> => {
  const name = targetOf(context.task);
  const found = await readBalancer(reader, context.region, name);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    name,
    identifier: found?.LoadBalancerArn ?? '',
    exists: found !== undefined,
  });
  const network = movesSubnets(context)
    ? await readNetwork(context, reader)
    : { vpcs: [], subnets: [] };
  return {
    ...named,
    ...(await readPresent(context, reader, found)),
    vpcs: network.vpcs,
    subnets: network.subnets,
  };
};
