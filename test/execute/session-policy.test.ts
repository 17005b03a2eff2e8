import { describe, expect, it } from 'vitest';
import { readTable, writeTable } from './iam-action-names.ts';

describe('the table of action names', () => {
  it('is what the IAM data says', async () => {
    expect(await readTable()).toBe(await writeTable());
  });
});
