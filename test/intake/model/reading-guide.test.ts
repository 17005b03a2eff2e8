import { describe, expect, it } from 'vitest';
import { readRequestJob } from '../../../src/claude/jobs/read-request.ts';
import { findSecret } from '../../../src/intake/find-secrets.ts';
import { readingGuide } from '../../../src/intake/model/reading-guide.ts';
import { wordsFor } from '../../../src/intake/words/all-services.ts';
import { allServices } from '../../../src/services/registry.ts';
import { ACCOUNTS } from '../organization.ts';
import { proposed } from './proposing.ts';

describe('what a model is told to do with a request', () => {
  const { instructions, shape } = readRequestJob;

  it('names every service that can be planned with every field it has', () => {
    for (const { resourceType } of allServices) {
      expect(instructions).toContain(resourceType);
      for (const { name } of wordsFor(resourceType).fields) expect(instructions).toContain(name);
    }
  });

  it('is the same text every time, and of no organization', () => {
    expect(readingGuide()).toBe(instructions);
    expect(findSecret(instructions)).toBeUndefined();
    for (const { id, name } of ACCOUNTS) {
      expect(instructions).not.toContain(id);
      expect(instructions).not.toContain(name);
    }
  });

  it('has an answer without a place for risk, approval, policy, a command or a call', () => {
    const answer = { requests: [proposed({})] };
    expect(shape.safeParse(answer).success).toBe(true);
    for (const field of ['risk', 'approve', 'approval', 'tier', 'policy', 'command', 'tool']) {
      const more = { requests: [{ ...proposed({}), [field]: 'low' }] };
      expect(shape.safeParse(more).success).toBe(false);
      expect(shape.safeParse({ ...answer, [field]: 'low' }).success).toBe(false);
    }
  });
});
