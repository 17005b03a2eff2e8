import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listLoadBalancers } from '../load-balancer/list.ts';
import type { Listener } from '../load-balancer/described/facts.ts';
import { listenersOf } from './facts.ts';

const TYPE = 'AWS::ElasticLoadBalancingV2::Listener';

const toResource = (row: Listener, balancer: AwsResource): AwsResource => ({
  id: `${balancer.id}:${row.Port ?? ''}`,
  arn: row.ListenerArn,
  resourceType: TYPE,
  region: balancer.region,
  accountId: balancer.accountId,
  state: 'Active',
  ownerAgent: ownerOf(TYPE),
  dependencies: [balancer.arn],
  tags: {},
  metadata: {
    protocol: row.Protocol ?? '',
    tlsPolicy: row.SslPolicy ?? '',
    does: row.DefaultActions?.[0]?.Type ?? '',
  },
  createdAt: '',
  updatedAt: '',
});

/** Listeners of one region: those of each load balancer in turn, which is how AWS tells them. */
export const listListeners = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for await (const balancer of listLoadBalancers(reader, account, region))
    for await (const row of listenersOf(reader, region, balancer.arn))
      yield toResource(row, balancer);
};
