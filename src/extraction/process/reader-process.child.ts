/** The other side of reader-process.ts: says once that it is ready, then answers each task. */
import { decodeHtml } from '../../fetching/charset.ts';
import { withCompileCache } from '../../runtime/compile-cache.ts';
import type { PageInput, SentPage } from '../reading.ts';
import type { Answer, PageTask, Said, Told } from './reader-process.ts';

// Who stops a whole group (a terminal, systemd) means the daemon; it still has to hear what is being read.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

const [{ readPage }, { proveAnswer, readableText }, { addAdapter }] = await withCompileCache(() =>
  Promise.all([import('../read-page.ts'), import('../model/model-answer.ts'), import('../adapters/registry.ts')]),
);

process.on('message', (told: Told) => {
  if (told.kind === 'end') process.disconnect();
  else if (told.kind === 'adapters') told.added.forEach(addAdapter);
  else say(answerOf(told));
});
say();

function say(answer?: Answer): void {
  const { user, system } = process.cpuUsage();
  const said: Said = { usedMs: (user + system) / 1000, ...(answer !== undefined && { answer }) };
  process.send?.(said);
}

function answerOf(task: PageTask): Answer {
  try {
    return { value: valueFor(task) };
  } catch (error) {
    return { error: String(error) };
  }
}

function valueFor(task: PageTask) {
  switch (task.kind) {
    case 'decode':
      return Buffer.from(decodeHtml(task.body.bytes, task.body.contentType));
    case 'read':
      return readPage(asText(task.input));
    case 'readable':
      return readableText(asText(task.input));
    case 'prove':
      return proveAnswer(asText(task.input), task.answer, task.known);
  }
}

function asText(page: SentPage): PageInput {
  const { html } = page;
  return { ...page, html: typeof html === 'string' ? html : new TextDecoder().decode(html) };
}
