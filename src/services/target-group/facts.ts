import type { AwsReader } from '../aws-reader.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { readTargetGroup } from '../load-balancer/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { thingAt } from '../task-order/user.ts';
import { targetOf } from '../task-values.ts';
import type { TargetGroupFacts } from './facts-schema.ts';

/** `shop-web` of `…:loadbalancer/app/shop-web/0123456789abcdef`. */
const balancerName = (arn: string): string => arn.split('/').at(-2) ?? arn;

/** Looks the target group up by its name; for a new one also the VPCs it could belong to. */
export const readTargetGroupFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<TargetGroupFacts> => {
  const name = targetOf(context.task);
  const found = await readTargetGroup(reader, context.region, name);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    name,
    identifier: found?.TargetGroupArn ?? '',
    exists: found !== undefined,
  });
  const isCreate = context.task.taskType === 'CreateResource';
  const place = { accountId: reader.accountId, region: context.region };
  return {
    ...named,
    protocol: found?.Protocol ?? '',
    usedBy: (found?.LoadBalancerArns ?? [])
      .map((arn) => ({
        words: `\`${balancerName(arn)}\``,
        is: [thingAt(place, 'AWS::ElasticLoadBalancingV2::LoadBalancer', arn)],
      }))
      .toSorted((a, b) => (a.words < b.words ? -1 : 1)),
    vpcs: isCreate ? (await readNetwork(context, reader)).vpcs : [],
  };
};
