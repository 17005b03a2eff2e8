import type { PlannedChange } from '../plan/change.ts';
import type { LiveValue } from '../plan/preview.ts';
import type { DeployStep } from '../plan/step.ts';
import { OWN_READS, readLive } from '../services/live/facts.ts';
import type { ReadBackCheck } from '../services/service.ts';
import { Fault } from '../task/fault.ts';
import type { Region } from '../task/ids.ts';
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
const foundNow = async (
  { step, watcher }: StepContext<DeployStep>,
  planned: LiveValue,
): Promise<string> => {
  try {
    return await readLive(watcher, { ...planned, region: step.region }, { isImport: true });
  } catch (thrown) {
    if (thrown instanceof Fault) return 'unread';
    throw thrown;
  }
};

/** Where not all settings are read again, the receipt says of how many it speaks. */
const unchangedIn = ({ type, physicalId }: LiveValue, region: Region): string => {
  const reads = OWN_READS[type]?.({ region, type, physicalId });
  return reads === undefined
    ? 'unchanged'
    : `unchanged in ${reads.length} settings (no others were compared)`;
};

/** Whether the stack has what was imported, and whether that is still what it was. */
export const readBackImport = async (
  context: StepContext<DeployStep>,
  change: PlannedChange,
  resources: readonly StackResource[],
): Promise<readonly Check[]> => {
  const inStack = checkOf('in the stack', isOwned(change, resources), 'the stack does not name it');
  const live = context.step.live ?? [];
  const planned = live.find((one) => one.logicalId === change.logicalId);
  if (planned === undefined || planned.found === 'unread') return [inStack];
  const isSame = (await foundNow(context, planned)) === planned.found;
  return [
    inStack,
    checkOf(unchangedIn(planned, context.step.region), isSame, 'it is otherwise now'),
  ];
};
