#!/usr/bin/env node
/**
 * The command, in a package and in a checkout.
 * Invariant: nothing here is newer than what it refuses: an old Node would otherwise stop at an import, with no word of why.
 */
import { existsSync } from 'node:fs';

/** undici's own lower bound. */
const OLDEST = [22, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(`micro-scrape needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}.\n`);
  process.exit(78);
}
// A checkout runs its TypeScript as it is, so that what was built once and is old by now is never run by mistake.
const source = new URL('../src/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/main.js', import.meta.url).href);
