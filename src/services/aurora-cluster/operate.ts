import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { snapshotName, snapshotTags } from '../databases/snapshots.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext, Operation } from '../service.ts';
import type { AuroraFacts, ClusterFact } from './facts-schema.ts';
import { FAILOVER, SNAPSHOT_CLUSTER, START_CLUSTER, STOP_CLUSTER } from './operations.ts';
import { unrestRefusal } from './refusals.ts';

const TYPE = 'AWS::RDS::DBCluster';

interface Action {
  readonly operation: Operation;
  /** States from which it can be done; in `done` there is nothing to do. */
  readonly from: readonly string[];
  readonly done: readonly string[];
  readonly words: (name: string) => string;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  failover: {
    operation: FAILOVER,
    from: ['available'],
    done: [],
    words: (name) => `fail over cluster ${name}; connections to its writer are closed`,
  },
  start: {
    operation: START_CLUSTER,
    from: ['stopped'],
    done: ['available', 'starting'],
    words: (name) => `start cluster ${name}`,
  },
  stop: {
    operation: STOP_CLUSTER,
    from: ['available'],
    done: ['stopped', 'stopping'],
    words: (name) => `stop cluster ${name}; AWS starts it again by itself after 7 days`,
  },
};

const changeOf = (name: string): PlannedChange => ({
  action: 'change',
  logicalId: name,
  type: TYPE,
  physicalId: name,
  ownerAgent: ownerOf(TYPE),
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

/** A snapshot as a step, under a name that no other snapshot of the issue has. */
export const draftClusterSnapshot = (context: DraftContext, facts: AuroraFacts): OperateDraft => {
  const name = snapshotName(context, facts.name, facts.taken);
  return {
    ...draftCall(context, SNAPSHOT_CLUSTER, facts.name),
    summary: `take snapshot ${name} of cluster ${facts.name}`,
    input: {
      DBClusterIdentifier: facts.name,
      DBClusterSnapshotIdentifier: name,
      ...snapshotTags(context, name),
    },
  };
};

const loneRefusal = ({ name, members }: ClusterFact, action: string) =>
  action === 'failover' && members.length < 2
    ? ({
        code: 'stack-not-ready',
        because: `The cluster \`${name}\` has no second instance that could take over.`,
        next: 'Ask first to update it with `Instances: 2`, then `/plan`.',
      } as const)
    : undefined;

/** Failover, start, stop or snapshot: refused where the state of the cluster forbids it. */
export const draftAuroraAction = (
  context: DraftContext,
  facts: AuroraFacts,
  { cluster, action: asked }: { readonly cluster: ClusterFact; readonly action: string },
): Decided<Draft> => {
  if (asked === 'snapshot') {
    const unrest = unrestRefusal(cluster, ['available']);
    if (unrest !== undefined) return refused(unrest);
    return accepted({ steps: [draftClusterSnapshot(context, facts)], deviations: [] });
  }
  const action = ACTIONS[asked];
  if (action === undefined)
    return refused({
      code: 'malformed-value',
      because: `\`${asked}\` is no operation of an Aurora cluster.`,
      next: 'Use one of failover, start, stop, snapshot, and edit the issue.',
    });
  if (action.done.includes(cluster.status)) return accepted({ steps: [], deviations: [] });
  const no = loneRefusal(cluster, asked) ?? unrestRefusal(cluster, action.from);
  if (no !== undefined) return refused(no);
  const call: OperateDraft = {
    ...draftCall(context, action.operation, cluster.name),
    summary: action.words(cluster.name),
    changes: [changeOf(cluster.name)],
  };
  return accepted({ steps: [call], deviations: [] });
};
