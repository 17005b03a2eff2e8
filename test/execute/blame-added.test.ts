import { describe, expect, it } from 'vitest';
import { blameAdded } from '../../src/execute/blame-added.ts';

const LARGE = {
  code: 'session-policy-too-large',
  because: 'Too large.',
  next: 'Split the request.',
} as const;

describe('what was added is named where a session no longer holds a step', () => {
  it('names the items and takes back the last one', () => {
    const said = blameAdded(LARGE, ['RDS-10', 'RDS-22']);
    expect(said.code).toBe(LARGE.code);
    expect(said.because).toContain('`RDS-10`, `RDS-22`');
    expect(said.next).toContain('/skip RDS-22');
  });

  it.each([
    ['nothing was added', LARGE, []],
    ['another refusal', { ...LARGE, code: 'no-route' } as const, ['RDS-10']],
  ] as const)('leaves it as it is: %s', (_, refusal, added) => {
    expect(blameAdded(refusal, added)).toBe(refusal);
  });
});
