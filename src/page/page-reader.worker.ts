/** The worker thread's side of page-reader.ts. */
import { keepCompiled } from '../compiled.ts';
import type { ReadingJob } from './page-reader.ts';
import type { PageReading } from './reading.ts';

const { readPage } = await keepCompiled(() => import('./read-page.ts'));

export default function read({ input, taken }: ReadingJob): PageReading {
  Atomics.store(taken, 0, 1);
  Atomics.notify(taken, 0);
  return readPage(input);
}
