import { describe, expect, it } from 'vitest';
import { mayMove, type ResourceState } from '../../src/task/aws-resource.ts';

const STATES: readonly ResourceState[] = [
  'Creating',
  'Active',
  'Updating',
  'Deleting',
  'Failed',
  'Terminated',
];

const LEGAL: Readonly<Record<ResourceState, string>> = {
  Creating: 'Active, Deleting, Failed, Terminated',
  Active: 'Updating, Deleting, Failed, Terminated',
  Updating: 'Active, Deleting, Failed, Terminated',
  Deleting: 'Active, Failed, Terminated',
  Failed: 'Active, Updating, Deleting, Terminated',
  Terminated: '',
};

describe('the states of a resource', () => {
  it.each(STATES)('%s moves only where its table says', (from) => {
    const reached = STATES.filter((to) => to !== from && mayMove(from, to));
    expect(reached.join(', ')).toBe(LEGAL[from]);
  });

  it.each(STATES)('%s may stay', (state) => {
    expect(mayMove(state, state)).toBe(true);
  });
});
