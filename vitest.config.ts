import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/fault/longest-first.ts';

const faults = process.env.FAULTS === '1';

export default defineConfig({
  test: {
    globalSetup: 'test/harness/global-setup.ts',
    // Outages, kills and silent networks: minutes of waiting, for `npm run test:fault`.
    ...(faults
      ? { include: ['test/fault/**/*.test.ts'] }
      : { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: ['test/fault/**'] }),
    // Real processes and a real database: one slow machine must not turn a right answer into a failure. Faults have
    // deadlines of their own, for what is promised; here is only the end of patience.
    testTimeout: faults ? 900_000 : 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Faults are mostly waited for, so several worlds share the machine; more than six of them, with up to four daemons
    // each, are late with everything for want of two cores.
    ...(faults && { maxWorkers: 3, maxConcurrency: 2, sequence: { sequencer: LongestFirst } }),
  },
});
