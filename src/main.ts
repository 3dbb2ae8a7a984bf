#!/usr/bin/env node
/** The first lines of every command; the daemon is started as a small process before anything else is loaded. */
import { beginSmall } from './small-process.ts';

if (process.argv[2] === 'start') {
  beginSmall();
}
await import('./program.ts');
