import { describe, expect, it } from 'vitest';
import { refuseChanging } from '../../src/plan/adoption.ts';
import type { PlanInputs } from '../../src/plan/inputs.ts';
import type { StackPreview } from '../../src/plan/preview.ts';
import type { JsonObject } from '../../src/task/json.ts';

const change = (body: JsonObject): JsonObject => ({
  Type: 'Resource',
  ResourceChange: { LogicalResourceId: 'Data', ...body },
});

const detail = (type: string): JsonObject => ({ Target: { AttributeChangeType: type } });

const SYNCED = change({
  Action: 'SyncWithActual',
  ResourceDriftStatus: 'MODIFIED',
  Details: [detail('SyncWithActual')],
});
const GONE = change({ Action: 'Remove', ResourceDriftStatus: 'DELETED', Details: [] });

const refusalOf = (
  changes: readonly JsonObject[],
  more: Partial<StackPreview> = {},
  name: 'adopt' | 'reconcile' = 'adopt',
) => {
  const preview = { status: 'ready', changes, deploymentMode: 'REVERT_DRIFT', ...more };
  const reconcile = { stackId: 'x', ...(name === 'adopt' ? { adopts: true } : {}) };
  const inputs = { reconcile, previews: [preview] } as unknown as PlanInputs;
  return refuseChanging(inputs)?.because;
};

describe('a plan that records what is there', () => {
  it.each<readonly [string, readonly JsonObject[]]>([
    ['nothing', []],
    ['what is synced, and what is gone', [SYNCED, GONE]],
  ])('passes with %s', (_, changes) => {
    expect(refusalOf(changes)).toBeUndefined();
  });

  it.each<readonly [string, JsonObject]>([
    ['a change', change({ Action: 'Modify', Details: [detail('SyncWithActual')] })],
    ['an addition', change({ Action: 'Add', ResourceDriftStatus: 'DELETED' })],
    ['a removal of what is there', change({ Action: 'Remove', ResourceDriftStatus: 'IN_SYNC' })],
    ['a removal of which nobody looked', change({ Action: 'Remove' })],
    [
      'a synced one with a changed detail',
      change({
        Action: 'SyncWithActual',
        Details: [detail('SyncWithActual'), detail('Modify')],
      }),
    ],
    ['an action that nobody knows', change({ Action: 'Dynamic' })],
  ])('is refused for %s, beside what is synced', (_, one) => {
    expect(refusalOf([SYNCED, one])).toContain('would still change `Data`');
  });

  it('is refused for what is no resource, and where nothing was compared', () => {
    expect(refusalOf([{ Type: 'Hook' }])).toContain('something that is no resource');
    expect(refusalOf([SYNCED], { deploymentMode: '' })).toContain('did not compare');
  });

  it('only such a plan is: setting back changes what it changes', () => {
    expect(refusalOf([change({ Action: 'Modify' })], {}, 'reconcile')).toBeUndefined();
  });
});
