import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import {
  elbCall,
  elbPages,
  listenerSchema,
  readBalancer,
  readTargetGroup,
  type Balancer,
  type Listener,
} from '../load-balancer/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { ListenerFacts } from './facts-schema.ts';

const pageSchema = z.object({
  Listeners: z.array(listenerSchema).nullish(),
  NextMarker: z.string().nullish(),
});

/** Listeners of one load balancer, page by page. */
export const listenersOf = async function* (
  reader: AwsReader,
  region: DraftContext['region'],
  balancerArn: string,
): AsyncIterable<Listener> {
  const call = elbCall(region, 'DescribeListeners', { LoadBalancerArn: balancerArn });
  for await (const page of elbPages(reader, call, pageSchema)) yield* page.Listeners ?? [];
};

const findListener = async (
  { task, region }: DraftContext,
  reader: AwsReader,
  balancer: Balancer,
): Promise<Listener | undefined> => {
  const port = numberOf(task, 'port');
  for await (const one of listenersOf(reader, region, balancer.LoadBalancerArn))
    if (one.Port === port) return one;
  return undefined;
};

/** A listener has no name of its own: it is known by its load balancer and its port. */
export const readListenerFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<ListenerFacts> => {
  const { task, region } = context;
  const balancerName = textOf(task, 'loadBalancer') ?? '';
  const groupName = textOf(task, 'targetGroup');
  const balancer = await readBalancer(reader, region, balancerName);
  const found = balancer === undefined ? undefined : await findListener(context, reader, balancer);
  const group =
    groupName === undefined ? undefined : await readTargetGroup(reader, region, groupName);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    name: `${balancerName}:${numberOf(task, 'port') ?? ''}`,
    identifier: found?.ListenerArn ?? '',
    exists: found !== undefined,
  });
  return {
    ...named,
    balancer:
      balancer === undefined
        ? null
        : { arn: balancer.LoadBalancerArn, kind: balancer.Type ?? 'application' },
    protocol: found?.Protocol ?? '',
    groupArn: group?.TargetGroupArn ?? null,
  };
};
