import type { PlannedChange } from '../plan/change.ts';
import type { LiveValue } from '../plan/preview.ts';
import type { DeployStep } from '../plan/step.ts';
import type { ReadBackCheck } from '../services/service.ts';
import { Fault } from '../task/fault.ts';
import { compareImport } from './compare-import.ts';
import { lookAtImport, placesNamed, type ImportLook } from './import-live.ts';
import type { StackResource } from './ports.ts';
import type { StepContext } from './step-context.ts';

type Check = ReadBackCheck['checks'][number];

const checkOf = (name: string, holds: boolean, otherwise: string): Check => ({
  name,
  holds,
  detail: holds ? 'as planned' : otherwise,
});

const isOwned = (change: PlannedChange, resources: readonly StackResource[]): boolean =>
  resources.some(
    ({ logicalId, type, physicalId }) =>
      logicalId === change.logicalId && type === change.type && physicalId === change.physicalId,
  );

/** A read that breaks says nothing of what is there: it is no reason to lose the outcome. */
const lookSafely = async (
  context: StepContext<DeployStep>,
  planned: LiveValue,
): Promise<ImportLook> => {
  try {
    return await lookAtImport(context, planned);
  } catch (thrown) {
    if (thrown instanceof Fault) return { kind: 'unread' };
    throw thrown;
  }
};

const SETTINGS = 'every setting as its template says';

const unread: Check = {
  name: 'settings not compared',
  holds: false,
  isAside: true,
  detail: 'they could not be read again',
};

/** A server that only stands in for AWS is not asked for what is there. */
const UNSEEN: ImportLook = { kind: 'unread' };

const otherwiseOf = (look: ImportLook): string => {
  if (look.kind === 'absent') return 'it is not there any more';
  const places = look.kind === 'differs' ? look.places : [];
  return places.length === 0 ? 'it is otherwise now' : `otherwise now: ${placesNamed(places)}`;
};

const settingsCheck = (look: ImportLook): Check =>
  look.kind === 'unread' ? unread : checkOf(SETTINGS, look.kind === 'same', otherwiseOf(look));

/**
 * Whether the stack has what was imported, whether every setting of that is what its template
 * says, and what CloudFormation finds when it compares the stack itself.
 */
export const readBackImport = async (
  context: StepContext<DeployStep>,
  change: PlannedChange,
  {
    stackId,
    resources,
  }: { readonly stackId: string; readonly resources: readonly StackResource[] },
): Promise<readonly Check[]> => {
  const inStack = checkOf('in the stack', isOwned(change, resources), 'the stack does not name it');
  const live = context.step.live ?? [];
  const planned = live.find((one) => one.logicalId === change.logicalId);
  const look = planned === undefined ? UNSEEN : await lookSafely(context, planned);
  const isAsTemplate = look.kind === 'same';
  const { logicalId } = change;
  const compared = await compareImport(context, { logicalId, stackId, isAsTemplate });
  return [inStack, settingsCheck(look), ...compared];
};
