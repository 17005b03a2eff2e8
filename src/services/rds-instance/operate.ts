import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { snapshotName, snapshotTags } from '../databases/snapshots.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext, Operation } from '../service.ts';
import type { RdsFacts, RdsInstanceFact } from './facts-schema.ts';
import { REBOOT_DATABASE, SNAPSHOT_DATABASE, START_DATABASE, STOP_DATABASE } from './operations.ts';
import { unrestRefusal } from './refusals.ts';

const TYPE = 'AWS::RDS::DBInstance';

interface Action {
  readonly operation: Operation;
  /** States from which it can be done; in `done` there is nothing to do. */
  readonly from: readonly string[];
  readonly done: readonly string[];
  readonly words: (name: string) => string;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  start: {
    operation: START_DATABASE,
    from: ['stopped'],
    done: ['available', 'starting'],
    words: (name) => `start database ${name}`,
  },
  stop: {
    operation: STOP_DATABASE,
    from: ['available'],
    done: ['stopped', 'stopping'],
    words: (name) => `stop database ${name}; AWS starts it again by itself after 7 days`,
  },
  reboot: {
    operation: REBOOT_DATABASE,
    from: ['available'],
    done: [],
    words: (name) => `restart database ${name}; its connections are closed`,
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
export const draftRdsSnapshot = (context: DraftContext, facts: RdsFacts): OperateDraft => {
  const name = snapshotName(context, facts.name, facts.taken);
  return {
    ...draftCall(context, SNAPSHOT_DATABASE, facts.name),
    summary: `take snapshot ${name} of database ${facts.name}`,
    input: {
      DBInstanceIdentifier: facts.name,
      DBSnapshotIdentifier: name,
      ...snapshotTags(context, name),
    },
  };
};

const stopRefusal = (instance: RdsInstanceFact, action: string) => {
  const { name, replicas, replicaOf } = instance;
  const isPart = replicas.length > 0 || replicaOf !== '';
  if (action !== 'stop' || !isPart) return undefined;
  return {
    code: 'unsupported-task',
    because: `RDS stops no instance that replicates or is replicated, and \`${name}\` is one.`,
    next: 'Delete the replicas first, or ask for a smaller class instead.',
  } as const;
};

/** Start, stop, reboot or snapshot: nothing where it is so, refused where its state forbids it. */
export const draftRdsAction = (
  context: DraftContext,
  facts: RdsFacts,
  wish: { readonly instance: RdsInstanceFact; readonly action: string },
): Decided<Draft> => {
  const { instance } = wish;
  if (wish.action === 'snapshot') {
    const unrest = unrestRefusal(instance, ['available', 'storage-optimization']);
    if (unrest !== undefined) return refused(unrest);
    return accepted({ steps: [draftRdsSnapshot(context, facts)], deviations: [] });
  }
  const action = ACTIONS[wish.action];
  if (action === undefined)
    return refused({
      code: 'malformed-value',
      because: `\`${wish.action}\` is no operation of a database instance.`,
      next: 'Use one of start, stop, reboot, snapshot, and edit the issue.',
    });
  if (action.done.includes(instance.status)) return accepted({ steps: [], deviations: [] });
  const no = stopRefusal(instance, wish.action) ?? unrestRefusal(instance, action.from);
  if (no !== undefined) return refused(no);
  const call: OperateDraft = {
    ...draftCall(context, action.operation, instance.name),
    summary: action.words(instance.name),
    changes: [changeOf(instance.name)],
  };
  return accepted({ steps: [call], deviations: [] });
};
