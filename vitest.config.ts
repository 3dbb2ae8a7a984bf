import { defineConfig } from 'vitest/config';

const faults = process.env.FAULTS === '1';

export default defineConfig({
  test: {
    globalSetup: 'test/harness/global-setup.ts',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Outages, kills and silent networks, one after the other: minutes of waiting, for `npm run test:fault`.
    exclude: faults ? [] : ['test/fault/**'],
    // Real processes and a real database: one slow machine must not turn a right answer into a failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Faults are mostly waited for: three files at a time take a third of the time of one after the other.
    ...(faults && { maxWorkers: 3 }),
  },
});
