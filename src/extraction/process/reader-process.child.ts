/** The other side of reader-process.ts: says once that it is ready, then answers each task. */
import { withCompileCache } from '../../runtime/compile-cache.ts';
import type { PageTask } from './page-reader.ts';
import type { Answer, Told } from './reader-process.ts';

// Who stops a whole group (a terminal, systemd) means the daemon; it still has to hear what is being read.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

const [{ readPage }, { proveAnswer, readableText }, { addAdapter }] = await withCompileCache(() =>
  Promise.all([import('../read-page.ts'), import('../model/model-answer.ts'), import('../adapters/registry.ts')]),
);

process.on('message', (told: Told) => {
  if (told.kind === 'end') process.disconnect();
  else if (told.kind === 'adapters') told.added.forEach(addAdapter);
  else process.send?.(answerOf(told));
});
process.send?.('ready');

function answerOf(task: PageTask): Answer {
  try {
    return { value: valueFor(task) };
  } catch (error) {
    return { error: String(error) };
  }
}

function valueFor(task: PageTask) {
  switch (task.kind) {
    case 'read':
      return readPage(task.input);
    case 'readable':
      return readableText(task.input);
    case 'prove':
      return proveAnswer(task.input, task.answer, task.known);
  }
}
