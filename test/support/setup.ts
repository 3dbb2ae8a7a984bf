/** For every test file: a test that failed prints what its daemons and programs said. */
import { afterEach } from 'vitest';
import { takeLogs } from './logs.ts';

afterEach(({ task }) => {
  if (task.result?.state === 'fail') {
    const said = takeLogs();
    if (said !== '') process.stderr.write(`\n"${task.name}" failed; what was said meanwhile:\n${said}`);
  }
});
