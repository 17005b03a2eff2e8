import { describe, expect, it } from 'vitest';
import {
  workersFor,
  type JobSize,
  type WorkerPlan,
} from '../../../src/report/audit/gather/workers.ts';

const ROWS: readonly (readonly [string, JobSize, WorkerPlan])[] = [
  ['nothing', { accounts: 0, regions: 0 }, { by: 'batch', mode: 'single', workers: 1 }],
  ['one place', { accounts: 1, regions: 1 }, { by: 'batch', mode: 'single', workers: 1 }],
  [
    'just below all three',
    { accounts: 3, regions: 3, resources: 49 },
    { by: 'account', mode: 'single', workers: 1 },
  ],
  [
    '50 resources',
    { accounts: 1, regions: 1, resources: 50 },
    { by: 'batch', mode: 'considered', workers: 1 },
  ],
  [
    '51 resources make two batches',
    { accounts: 1, regions: 1, resources: 51 },
    { by: 'batch', mode: 'considered', workers: 2 },
  ],
  ['4 regions', { accounts: 1, regions: 4 }, { by: 'region', mode: 'considered', workers: 4 }],
  ['4 accounts', { accounts: 4, regions: 1 }, { by: 'account', mode: 'considered', workers: 4 }],
  [
    '199 resources',
    { accounts: 1, regions: 3, resources: 199 },
    { by: 'batch', mode: 'considered', workers: 4 },
  ],
  [
    '200 resources',
    { accounts: 1, regions: 3, resources: 200 },
    { by: 'batch', mode: 'required', workers: 4 },
  ],
  ['7 regions', { accounts: 1, regions: 7 }, { by: 'region', mode: 'considered', workers: 7 }],
  ['8 regions', { accounts: 1, regions: 8 }, { by: 'region', mode: 'required', workers: 8 }],
  ['9 accounts', { accounts: 9, regions: 1 }, { by: 'account', mode: 'considered', workers: 9 }],
  ['10 accounts', { accounts: 10, regions: 1 }, { by: 'account', mode: 'required', workers: 10 }],
  [
    'a whole organization',
    { accounts: 1000, regions: 17, resources: 100_000 },
    { by: 'account', mode: 'required', workers: 10 },
  ],
];

describe('how many workers a job gets', () => {
  it.each(ROWS)('%s', (_, size, plan) => {
    expect(workersFor(size)).toEqual(plan);
  });

  it('never more than configuration allows', () => {
    expect(workersFor({ accounts: 1000, regions: 17 }, 3).workers).toBe(3);
  });
});
