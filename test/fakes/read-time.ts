import { vi } from 'vitest';

const READING_MS = 1500;

/**
 * People need a moment to read: an approval in the very second of its plan proves nothing. GitHub's
 * clock knows whole seconds only, so that one and a half are one at least.
 */
export const takeTimeToRead = (): Promise<void> => {
  const from = Date.now();
  return vi.waitFor(
    () => {
      if (Date.now() < from + READING_MS) throw new Error('still reading');
    },
    { timeout: 10 * READING_MS, interval: 50 },
  );
};
