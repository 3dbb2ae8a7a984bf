#!/usr/bin/env node
/** The first lines of every command; the daemon is started as a small process before anything else is loaded. */
import { enableCompileCache } from 'node:module';
import { beginSmall } from './runtime/small-process.ts';

if (process.argv[2] === 'start') {
  beginSmall();
}
// Before the command line itself is loaded: a third of the time of every command.
enableCompileCache();
await import('./cli/program.ts');
