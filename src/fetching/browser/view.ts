/**
 * What can be seen of a page in the browser, through a world of our own in it.
 * Invariant: a page whose scripts leave no room gives `undefined` within a second, and never more than one question waits.
 */
import type { CDPSession } from 'puppeteer-core';
import { z } from 'zod';
import { abortable } from '../../runtime/wait.ts';
import { hostKey } from '../target.ts';
import { DECLINE, LOOK, MARKUP, MOST_MARKUP, SCROLL } from './in-page.ts';
import type { DataAnswer } from './page-requests.ts';

const ANSWER_MS = 1_000;
/** 5 MB of markup are written and sent. */
const MARKUP_MS = 4_000;

const looked = z.object({ signature: z.string(), canScroll: z.boolean() });

export class PageView {
  readonly #session: CDPSession;
  readonly #answers: { readonly data: readonly DataAnswer[] };
  readonly #target: URL;
  #world: number | undefined;
  #asking: Promise<unknown> | undefined;

  constructor(session: CDPSession, answers: { readonly data: readonly DataAnswer[] }, target: URL) {
    this.#session = session;
    this.#answers = answers;
    this.#target = target;
  }

  async look(signal: AbortSignal): Promise<z.infer<typeof looked> | undefined> {
    return looked.safeParse(await this.#ask(LOOK, ANSWER_MS, signal)).data;
  }

  async scroll(signal: AbortSignal): Promise<void> {
    await this.#ask(SCROLL, ANSWER_MS, signal);
  }

  async decline(signal: AbortSignal): Promise<void> {
    await this.#ask(DECLINE, ANSWER_MS, signal);
  }

  /** The markup with the data that the site sent for it. At the end scripts that still run are stopped. */
  async markup(signal: AbortSignal, scripts: 'running' | 'stopped' = 'stopped'): Promise<string | undefined> {
    if (scripts === 'stopped') await this.#stopScripts(signal);
    const html = z.string().safeParse(await this.#ask(MARKUP, MARKUP_MS, signal)).data;
    if (html === undefined) return undefined;
    return `${html}\n${this.#answers.data.map(blockOf).join('\n')}`.slice(0, MOST_MARKUP);
  }

  /** What the page calls itself, where that is an address of the host that was asked. */
  url(own: string): string {
    const url = URL.parse(own);
    if (url === null || hostKey(url) !== hostKey(this.#target)) return this.#target.href;
    url.hash = '';
    return url.href;
  }

  /** Both are heeded by a tab whose scripts never end. */
  async #stopScripts(signal: AbortSignal): Promise<void> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    for (const method of ['Emulation.setScriptExecutionDisabled', 'Runtime.terminateExecution'] as const) {
      await abortable(this.#session.send(method, { value: true }), patience).catch(() => undefined);
    }
    this.#asking = undefined;
    signal.throwIfAborted();
  }

  async #ask(expression: string, withinMs: number, signal: AbortSignal): Promise<unknown> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    try {
      if (this.#asking !== undefined) await abortable(this.#asking, patience);
      const asked = this.#evaluate(expression);
      this.#asking = asked.catch(() => undefined).finally(() => (this.#asking = undefined));
      return await abortable(asked, patience);
    } catch {
      signal.throwIfAborted();
      // The page has moved on, and our world with it; or it leaves no room.
      this.#world = undefined;
      return undefined;
    }
  }

  async #evaluate(expression: string): Promise<unknown> {
    if (this.#world === undefined) {
      const { frameTree } = await this.#session.send('Page.getFrameTree');
      const { executionContextId } = await this.#session.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
        worldName: 'look',
      });
      this.#world = executionContextId;
    }
    const { result } = await this.#session.send('Runtime.evaluate', {
      expression,
      contextId: this.#world,
      returnByValue: true,
    });
    return result.value;
  }
}

/** `<` is written so that no text of it ends the script. */
function blockOf({ url, json }: DataAnswer): string {
  const source = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<script type="application/json" data-source="${source}">${json.replaceAll('<', '\\u003c')}</script>`;
}
