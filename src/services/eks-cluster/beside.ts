import type { Deviation } from '../../plan/plan.ts';
import { needsKubernetes } from '../../review/checks/fit.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isExecuteTier } from '../../task/tier.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import { FIRST_NODES, OBSERVER } from './programs.ts';

const NODES = 'AWS::EKS::Nodegroup';
const INSIDE: ReadonlySet<string> = new Set(['AWS::EKS::Addon', NODES]);

/** What other tasks ask for in the cluster and joins its stack: all, where no session is made. */
const askedInside = ({ siblings, tier }: DraftContext, name: string): readonly MutationTask[] =>
  isExecuteTier(tier)
    ? []
    : (siblings?.inCluster?.(name) ?? []).filter(({ resourceType }) => INSIDE.has(resourceType));

/** Items that are decided once all that was asked for stands in the template. */
export const decidedLater = (context: DraftContext, name: string): readonly string[] =>
  askedInside(context, name).length === 0 ? [] : ['EKS-03', 'EKS-05', 'EKS-07', 'EKS-16'];

const firstNodes = (context: DraftContext, name: string): readonly Deviation[] => {
  const { task, tier, choices } = context;
  const isAsked = askedInside(context, name).some(({ resourceType }) => resourceType === NODES);
  if (isExecuteTier(tier) || isAsked || choices.skipped.includes('EKS-03')) return [];
  const { type, least, most } = FIRST_NODES;
  return [
    {
      taskId: task.id,
      asked: 'a cluster, and nothing about its nodes',
      planned: `${least} to ${most} managed nodes of ${type} with it`,
      because:
        `a cluster in ${tier} has managed nodes; to choose others, add a line that asks for an ` +
        `EKS node group in the cluster ${name}`,
    },
  ];
};

/** Container Insights comes unasked and is billed by use. */
const firstObserver = (context: DraftContext, name: string): readonly Deviation[] => {
  const { task, tier, choices } = context;
  const isAsked = askedInside(context, name).some((one) => targetOf(one) === OBSERVER.name);
  if (tier !== 'production' || isAsked || choices.skipped.includes('EKS-16')) return [];
  return [
    {
      taskId: task.id,
      asked: 'a cluster, and nothing about Container Insights',
      planned: `the add-on ${OBSERVER.name} with it`,
      because: 'a cluster in production sends metrics and logs to CloudWatch, which cost by use',
    },
  ];
};

const isItNeeded = ({ task, issue }: DraftContext, name: string): readonly Deviation[] =>
  needsKubernetes(`${issue.title}\n${issue.body}`)
    ? []
    : [
        {
          taskId: task.id,
          asked: `the EKS cluster ${name}`,
          planned: 'one that costs by the hour before anything runs on it',
          because:
            'nothing in the request needs Kubernetes: is it needed? Containers alone run as an ' +
            'ECS service for the price of their tasks',
        },
      ];

/** The first question about a cluster, who may use one that is made, and what it comes with. */
export const notAsAsked = (context: DraftContext, name: string): readonly Deviation[] => [
  ...isItNeeded(context, name),
  {
    taskId: context.task.id,
    asked: 'a cluster',
    planned: 'a cluster in which nobody may do anything yet',
    because:
      'who makes one would administer it, and no session of this application shall: give people ' +
      'access entries next',
  },
  ...firstNodes(context, name),
  ...firstObserver(context, name),
];
