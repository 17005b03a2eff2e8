import { onChange, onSet, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

const clusters = (input: NeedInput): readonly string[] =>
  namesOf(input, 'ClusterName').map((name) => regionalArn('ecs', input, `cluster/${name}`));

const PROVIDERS = onSet(
  [
    {
      action: 'ecs:PutClusterCapacityProviders',
      when: ({ action }) => action === 'change',
    },
  ],
  ['ecs:PutClusterCapacityProviders'],
);

/** A new cluster is given its settings by the call that makes it. */
const settings = onChange('ecs:UpdateCluster', 'ecs:UpdateClusterSettings');

const described: Act = 'ecs:DescribeClusters';

/** Source: schema of AWS::ECS::Cluster, cut with the list of IAM. */
export const ecsClusterTable: TypeTable = tableOf({
  type: 'AWS::ECS::Cluster',
  arns: clusters,
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'ClusterName',
  createOnly: ['ClusterName'],
  sensitiveProperties: ['Configuration'],
  create: [{ action: 'ecs:CreateCluster' }],
  remove: ['ecs:DeleteCluster'],
  read: [described],
  properties: {
    CapacityProviders: PROVIDERS,
    ClusterSettings: settings,
    Configuration: onChange('ecs:UpdateCluster'),
    DefaultCapacityProviderStrategy: PROVIDERS,
    ServiceConnectDefaults: onChange('ecs:UpdateCluster'),
    Tags: tagActs('ecs:TagResource', 'ecs:UntagResource'),
  },
});

/** The reviewed table of a cluster. */
export const ECS_CLUSTER_TYPES: readonly TypeTable[] = [ecsClusterTable];
