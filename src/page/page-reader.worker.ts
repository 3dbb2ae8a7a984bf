/** The worker thread's side of page-reader.ts. */
import { threadId } from 'node:worker_threads';
import { keepCompiled } from '../compiled.ts';
import type { ProvenAnswer } from './model-answer.ts';
import type { PageJob } from './page-reader.ts';
import type { PageReading } from './reading.ts';

const [{ readPage }, { proveAnswer, readableText }] = await keepCompiled(() =>
  Promise.all([import('./read-page.ts'), import('./model-answer.ts')]),
);

export default function run({ task, taken }: PageJob): PageReading | string | ProvenAnswer {
  Atomics.store(taken, 0, threadId);
  Atomics.notify(taken, 0);
  switch (task.kind) {
    case 'read':
      return readPage(task.input);
    case 'readable':
      return readableText(task.input);
    case 'prove':
      return proveAnswer(task.input, task.answer, task.known);
  }
}
