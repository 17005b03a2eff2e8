import { defineConfig } from 'vitest/config';

/** Only what decides about approvals: a mutant that lives must live in front of its own tests. */
export default defineConfig({
  test: { include: ['test/approve/**/*.test.ts'], pool: 'forks', maxWorkers: 1 },
});
