import type { OperateDraft } from '../plan/step.ts';
import { operationWords } from '../plan/operation-words.ts';
import type { DraftContext, Operation } from './service.ts';

/** One call of an operations catalogue on one target, as a step. */
export const draftCall = (
  context: DraftContext,
  operation: Operation,
  target: string,
): OperateDraft => ({
  kind: 'operate',
  taskIds: [context.task.id],
  accountId: context.account.id,
  region: context.region,
  summary: `${operationWords(operation.name)} ${target}`,
  ownerAgent: context.task.assignedAgent,
  operationClass: operation.operationClass,
  needs: operation.needs(target, context.account, context.region),
  inverse: operation.inverse,
  slowestMinutes: operation.wait.timeoutMinutes,
  operation: operation.name,
  target,
  input: operation.input(target),
  changes: [],
});
