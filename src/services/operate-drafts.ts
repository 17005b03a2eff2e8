import type { PlannedChange } from '../plan/change.ts';
import type { OperateDraft } from '../plan/step.ts';
import { draftCall } from './operate-call.ts';
import { allServices } from './registry.ts';
import type { DoneCall, DraftContext, Operation } from './service.ts';

/** The operation of a name, from the catalogues of all services. */
export const operationOf = (name: string): Operation | undefined =>
  allServices.flatMap((service) => service.operations).find((one) => one.name === name);

/** What was there after a call is there before the one that undoes it. */
const turned = (change: PlannedChange): PlannedChange => ({
  ...change,
  properties: change.properties.map(({ before, after, ...rest }) => ({
    ...rest,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  })),
});

/** The call that undoes an operation; undefined when the catalogue knows none. */
export const draftInverse = (context: DraftContext, done: DoneCall): OperateDraft | undefined => {
  const operation = operationOf(done.operation);
  const inverse = operationOf(operation?.inverse.operation ?? '');
  if (inverse === undefined) return undefined;
  const draft = draftCall(context, inverse, done.target);
  if (operation?.undoInput === undefined) return { ...draft, changes: done.changes };
  const input = operation.undoInput(done);
  return input === undefined ? undefined : { ...draft, input, changes: done.changes.map(turned) };
};
