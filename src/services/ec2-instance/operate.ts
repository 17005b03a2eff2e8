import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext, Operation } from '../service.ts';
import type { InstanceFact } from './facts-schema.ts';
import { BACKUP, REBOOT, START, STOP, TERMINATE } from './operations.ts';

const TYPE = 'AWS::EC2::Instance';

interface Action {
  readonly operation: Operation;
  /** States from which it can be done; in `done` there is nothing to do. */
  readonly from: readonly string[];
  readonly done: readonly string[];
}

const ACTIONS: Readonly<Record<string, Action>> = {
  start: { operation: START, from: ['stopped'], done: ['running', 'pending'] },
  stop: { operation: STOP, from: ['running'], done: ['stopped', 'stopping'] },
  reboot: { operation: REBOOT, from: ['running'], done: [] },
};

const changeOf = (instance: InstanceFact, action: 'change' | 'delete'): PlannedChange => ({
  action,
  logicalId: instance.name === '' ? instance.id : instance.name,
  type: TYPE,
  physicalId: instance.id,
  ownerAgent: ownerOf(TYPE),
  properties: [],
  losesData: action === 'delete',
  isSensitive: false,
  isConditional: false,
});

const withChange = (draft: OperateDraft, change: PlannedChange): OperateDraft => ({
  ...draft,
  summary: `${draft.summary}${change.logicalId === draft.target ? '' : ` (${change.logicalId})`}`,
  changes: [change],
});

/** Termination of what no stack of ours made; from staging up an image is taken first. */
export const draftTermination = (context: DraftContext, instance: InstanceFact): Draft => {
  const end = withChange(draftCall(context, TERMINATE, instance.id), changeOf(instance, 'delete'));
  const needsBackup = isAtLeast(context.tier, 'staging');
  const backup = needsBackup ? [draftCall(context, BACKUP, instance.id)] : [];
  return { steps: [...backup, end], deviations: [] };
};

/** Start, stop or reboot: nothing where it is so already, refused where its state forbids it. */
export const draftAction = (
  context: DraftContext,
  instance: InstanceFact,
  name: string,
): Decided<Draft> => {
  const action = ACTIONS[name];
  if (action === undefined) {
    return refused({
      code: 'malformed-value',
      because: `\`${name}\` is no operation of an instance.`,
      next: 'Use one of start, stop, reboot, terminate, and edit the issue.',
    });
  }
  if (action.done.includes(instance.state)) return accepted({ steps: [], deviations: [] });
  if (!action.from.includes(instance.state)) {
    return refused({
      code: 'stack-not-ready',
      because: `The instance \`${instance.id}\` is ${instance.state}, so it can not ${name} now.`,
      next: 'Wait until it has come to rest, then `/plan`.',
    });
  }
  const call = draftCall(context, action.operation, instance.id);
  return accepted({ steps: [withChange(call, changeOf(instance, 'change'))], deviations: [] });
};
