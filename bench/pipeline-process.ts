/** A pipeline of bench/pipeline.ts as its own process, seen through what it says. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../test/support/eventually.ts';
import type { Kind, Said } from './pipeline.ts';

export interface PipelineProcess {
  /** When each row was handled, first time, in ms since 1970; all that were so far. */
  handled(): Promise<ReadonlyMap<string, number>>;
  /** Waits until so many are; those that are missing after `patienceMs` are lost. */
  untilHandled(rows: number, patienceMs: number): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

export async function startPipeline(kind: Kind, url: string): Promise<PipelineProcess> {
  const program = fileURLToPath(new URL('pipeline.ts', import.meta.url));
  const child = fork(program, [kind, url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const listen = async (): Promise<Said> => {
    const gone = ended.then(([code]) => {
      throw new Error(`the pipeline ${kind} ended with ${code}`);
    });
    const [said] = await Promise.race([once(child, 'message'), gone]);
    return said;
  };
  const seen = new Map<string, number>();
  const handled = async () => {
    const answer = listen();
    child.send('take');
    const said = await answer;
    if ('handled' in said) for (const [id, at] of said.handled) if (!seen.has(id)) seen.set(id, at);
    return seen;
  };
  await listen();
  return {
    handled,
    async untilHandled(rows, patienceMs) {
      const all = async () => (await handled()).size >= rows;
      await eventually(`${kind} has handled ${rows} rows`, all, patienceMs).catch(() => undefined);
      return seen;
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
