/**
 * Shows kept pages off the main thread.
 * Invariant: a page that takes too long or too much memory costs whoever looks at it an answer, and the daemon nothing.
 */
import { OneThread } from '../../runtime/one-thread.ts';
import { programBeside } from '../../runtime/program-beside.ts';
import type { Proof, ShownPage } from './show-page.ts';
import type { PageJob } from './show-page.worker.ts';

/** Real pages take 20 to 100 ms, the worst of 6 MB some seconds. */
const DEADLINE_MS = 8_000;
/** Who comes when so many wait is refused. */
const MOST_WAIT = 16;

export interface PageShower {
  /** Throws when it could not be shown in time. */
  show(html: Uint8Array, proof?: Proof): Promise<ShownPage>;
  close(): Promise<void>;
}

export function createPageShower(): PageShower {
  const program = programBeside(import.meta.url, 'show-page.worker');
  const thread = new OneThread<PageJob, ShownPage>({ program, heapMb: 384, mostWaiting: MOST_WAIT });
  return {
    show: (html, proof) => thread.run({ html, proof }, AbortSignal.timeout(DEADLINE_MS)),
    close: () => thread.close(),
  };
}
