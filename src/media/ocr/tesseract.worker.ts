/**
 * The thread of tesseract, behind everything else that wants a processor.
 * Invariant: reading VINs takes what the others leave: beside 200 vehicles on two cores they were twice as slow with it.
 */
import { createRequire } from 'node:module';
import os from 'node:os';

/** A third of the share of a thread that computes beside it. */
const NICE = 5;

// Only on Linux is 0 the thread that asks; elsewhere it is the whole process.
if (process.platform === 'linux') os.setPriority(0, NICE);

createRequire(import.meta.url)('tesseract.js/src/worker-script/node/index.js');
