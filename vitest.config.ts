import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'sandbox/**/*.test.ts'],
    exclude: ['test/conformance/**', 'test/workers/**', '**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    // Files share modules and the embedded database; no module keeps what a test could trip over.
    isolate: false,
    // Node reads the files as it reads the application: Vite's own reading of them took longer than
    // many of the tests, and nothing here is mocked by module.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // A story of three issues takes ten seconds alone; a machine that does other work is no fault.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        lines: 85,
        'src/approve/**': { branches: 100 },
        'src/execute/**': { branches: 100 },
      },
    },
  },
});
