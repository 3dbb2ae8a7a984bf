import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/fault/longest-first.ts';
import { SkippedTests } from './test/support/skipped.ts';

const faults = process.env.FAULTS === '1';

export default defineConfig({
  test: {
    globalSetup: 'test/support/global-setup.ts',
    setupFiles: 'test/support/setup.ts',
    reporters: ['default', new SkippedTests()],
    // Outages, kills and silent networks: minutes of waiting, for `npm run test:fault`.
    ...(faults
      ? { include: ['test/fault/**/*.test.ts'] }
      : {
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: ['test/fault/**'],
        }),
    // Real processes and a real database: one slow machine must not turn a right answer into a failure. Faults have
    // deadlines of their own, for what is promised; here is only the end of patience, waiting for a seat included.
    testTimeout: faults ? 1_200_000 : 300_000,
    hookTimeout: faults ? 1_200_000 : 300_000,
    // Its own limit is a second.
    expect: { poll: { timeout: 120_000 } },
    coverage: { include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts'], reporter: ['text', 'html', 'json-summary'] },
    pool: 'forks',
    // Tests mostly wait, for processes and databases: with a worker less than there are cores, as is vitest's own rule, two
    // cores stand idle half of 22 minutes. Faults wait still more: their worlds are let in by test/fault/seats.ts.
    maxWorkers: faults ? 16 : Math.max(3, availableParallelism()),
    ...(faults && { sequence: { sequencer: LongestFirst } }),
  },
});
