import { describe, expect, it } from 'vitest';
import type { OperatorSession } from '../../src/execute/ports.ts';
import { readBackChange } from '../../src/execute/read-back-change.ts';
import type { ChangeStep } from '../../src/plan/step.ts';
import { Fault } from '../../src/task/fault.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { changeStep } from './fixtures.ts';

const [first] = changeStep().changes;
const changing = (path: string, after?: JsonObject): ChangeStep => {
  if (first === undefined) throw new Error('a fixture is malformed');
  const property = {
    path,
    recreation: 'Never',
    ...(after === undefined ? {} : { after }),
  } as const;
  return changeStep({ changes: [{ ...first, properties: [property] }] });
};

const checksOf = async (step: ChangeStep, read: () => Promise<JsonObject | undefined>) => {
  const session = { readResource: read } as Partial<OperatorSession> as OperatorSession;
  const [found] = await readBackChange(step, session);
  return found?.checks.map((one) => `${one.name}: ${one.detail}: ${one.holds}`);
};

const VERSIONING = '/Properties/VersioningConfiguration';
const ON = { Status: 'Enabled' };

describe('what Cloud Control shows after a change', () => {
  it.each<readonly [string, ChangeStep, JsonObject | undefined, readonly string[]]>([
    ['nothing was to be changed', changeStep({ changes: [] }), {}, []],
    [
      'it is as planned, defaults beside it',
      changing(VERSIONING, ON),
      { VersioningConfiguration: { ...ON, MfaDelete: 'Disabled' } },
      ['VersioningConfiguration: as planned: true'],
    ],
    [
      'it is otherwise',
      changing(VERSIONING, ON),
      { VersioningConfiguration: { Status: 'Suspended' } },
      ['VersioningConfiguration: not as planned: false'],
    ],
    ['it was taken away', changing(VERSIONING), {}, ['VersioningConfiguration: as planned: true']],
    [
      'it was to be taken away and is there',
      changing(VERSIONING),
      { VersioningConfiguration: ON },
      ['VersioningConfiguration: not as planned: false'],
    ],
    ['it is gone', changing(VERSIONING, ON), undefined, ['exists: not found: false']],
    ['deleted', changeStep({ action: 'delete' }), undefined, ['gone: gone: true']],
    ['deleted, yet there', changeStep({ action: 'delete' }), {}, ['gone: there: false']],
  ])('%s', async (_, step, now, expected) => {
    expect(await checksOf(step, () => Promise.resolve(now))).toEqual(expected);
  });

  it('a read that fails is a check that fails', async () => {
    const failing = () => Promise.reject(new Fault('unavailable', 'slow'));
    expect(await checksOf(changing(VERSIONING, ON), failing)).toEqual([
      'read back: could not be read: unavailable: false',
    ]);
    const broken = () => Promise.reject(new TypeError('broken'));
    await expect(checksOf(changing(VERSIONING, ON), broken)).rejects.toThrow('broken');
  });
});
