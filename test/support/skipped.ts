/**
 * No test is left out without a word, and in the gate (`CI=1`) none without a reason.
 * Invariant: a test that needs a program of other people's asks `isHere`; any other test that is skipped stands in REASONS.
 */
import type { Reporter, TestModule } from 'vitest/node';

type Needed =
  | 'amtool'
  | 'chromium'
  | 'deno'
  | 'openssl'
  | 'pgbouncer'
  | 'postgresql-15'
  | 'prometheus'
  | 'prometheus-alertmanager'
  | 'promtool'
  | 'script'
  | 'spin'
  | 'systemd-analyze';

const GATE = process.env.CI === '1';
/** What the gate does without, by name: `UNCHECKED=spin,promtool`. */
const UNCHECKED = (process.env.UNCHECKED ?? '').split(',').filter(Boolean);
const REASONS: readonly (readonly [test: RegExp, reason: string])[] = [
  [/ > on PostgreSQL (?:15|18) > /, 'stands for one version alone'],
  [/^src\/embedded-postgres\//, 'is for root, or for who is not'],
  [/^test\/browser\/sandbox/, 'is for root, where the kernel lets others make namespaces'],
];

/** Says loudly what is not tested where the program is missing. @throws Error in the gate, unless it is told to do without */
export function isHere(name: Needed, found: boolean, unchecked: string): boolean {
  if (found) return true;
  if (GATE && !UNCHECKED.includes(name)) {
    throw new Error(`${name} is not here, so this would not be checked: ${unchecked}. UNCHECKED=${name} does without.`);
  }
  process.stderr.write(`\nNOT CHECKED: ${unchecked} (${name} is not here)\n`);
  return false;
}

/** The last lines of a run: what was skipped, and what the gate was told to do without. */
export class SkippedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
    const silent = skipped.filter((name) => !REASONS.some(([pattern]) => pattern.test(name)));
    if (UNCHECKED.length > 0) process.stdout.write(`\nNOT CHECKED for want of: ${UNCHECKED.join(', ')}\n`);
    if (silent.length === 0 || !GATE) return;
    process.stdout.write(`\nSkipped without a reason in test/support/skipped.ts:\n${silent.join('\n')}\n`);
    // What is left out for want of a program is among them.
    if (UNCHECKED.length === 0) process.exitCode = 1;
  }
}
