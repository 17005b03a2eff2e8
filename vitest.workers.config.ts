import { defineConfig } from 'vitest/config';

/** Real processes on a real PostgreSQL: one after the other, with time for a take-over. */
export default defineConfig({
  test: {
    include: ['test/workers/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
