import type { PlannedChange } from '../plan/change.ts';
import type { ChangeStep } from '../plan/step.ts';
import { holdsWithin } from '../services/compare.ts';
import type { ReadBackCheck } from '../services/service.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { OperatorSession } from './ports.ts';

type Check = ReadBackCheck['checks'][number];

const named = (path: string): string => path.replace(/^\/Properties\//, '');

/** AWS adds defaults, so what is there beyond the plan is no difference. */
const checkOf = (change: PlannedChange['properties'][number], now: JsonObject): Check => {
  const name = named(change.path);
  const found = now[name];
  const holds = change.after === undefined ? found === undefined : holdsWithin(change.after, found);
  return { name, holds, detail: holds ? 'as planned' : 'not as planned' };
};

const checksOf = (step: ChangeStep, now: JsonObject | undefined): readonly Check[] => {
  if (step.action === 'delete') {
    return [
      { name: 'gone', holds: now === undefined, detail: now === undefined ? 'gone' : 'there' },
    ];
  }
  if (now === undefined) return [{ name: 'exists', holds: false, detail: 'not found' }];
  return step.changes.flatMap((change) => change.properties).map((one) => checkOf(one, now));
};

/** What Cloud Control shows of it now, beside the plan. A failed read is a failed check. */
export const readBackChange = async (
  step: ChangeStep,
  session: OperatorSession,
): Promise<readonly ReadBackCheck[]> => {
  const { region, typeName, identifier } = step;
  const base = { logicalId: identifier, type: typeName, arn: '' };
  try {
    const now = await session.readResource(region, typeName, identifier);
    return [{ ...base, checks: checksOf(step, now) }];
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    const detail = `could not be read: ${thrown.kind}`;
    return [{ ...base, checks: [{ name: 'read back', holds: false, detail }] }];
  }
};
