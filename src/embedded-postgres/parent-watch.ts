/**
 * Runs as a process of its own where the kernel cannot end a server with its parent: its standard input is a
 * pipe from the parent, and the end of that pipe, however the parent died, stops the server.
 *
 * Arguments: pid of the server, path of pg_ctl.
 */
import { interruptServer } from './interrupt.ts';

const [pid, pgCtl] = process.argv.slice(2);
if (pid === undefined || pgCtl === undefined) throw new Error('usage: parent-watch <pid> <pg_ctl>');

process.stdin.resume();
process.stdin.once('close', () => {
  void interruptServer(Number(pid), 'INT', pgCtl);
});
