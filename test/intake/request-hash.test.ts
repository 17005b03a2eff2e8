import { describe, expect, it } from 'vitest';
import { requestHash } from '../../src/intake/request-hash.ts';

const ISSUE = { title: 'A', body: 'B', labels: ['aws-task', 'x'] };

describe('requestHash', () => {
  it('is the same for the same text, whatever the order of labels', () => {
    expect(requestHash(ISSUE)).toMatch(/^[0-9a-f]{64}$/);
    expect(requestHash({ ...ISSUE, labels: ['x', 'aws-task', 'x'] })).toBe(requestHash(ISSUE));
  });

  it.each([
    ['A01 the body', { ...ISSUE, body: 'B ' }],
    ['A02 the title', { ...ISSUE, title: 'AB' }],
    ['A02 the labels', { ...ISSUE, labels: ['aws-task'] }],
    ['text moved from body to title', { ...ISSUE, title: 'AB', body: '' }],
  ])('%s changes it', (_, edited) => {
    expect(requestHash(edited)).not.toBe(requestHash(ISSUE));
  });
});
