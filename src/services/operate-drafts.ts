import type { OperateDraft } from '../plan/step.ts';
import { draftCall } from './operate-call.ts';
import { allServices } from './registry.ts';
import type { DraftContext, Operation } from './service.ts';

/** The operation of a name, from the catalogues of all services. */
export const operationOf = (name: string): Operation | undefined =>
  allServices.flatMap((service) => service.operations).find((one) => one.name === name);

/** The call that undoes an operation; undefined when the catalogue knows none. */
export const draftInverse = (
  context: DraftContext,
  done: Pick<OperateDraft, 'operation' | 'target' | 'changes'>,
): OperateDraft | undefined => {
  const inverse = operationOf(operationOf(done.operation)?.inverse.operation ?? '');
  if (inverse === undefined) return undefined;
  return { ...draftCall(context, inverse, done.target), changes: done.changes };
};
