/**
 * The browser of a daemon: started with the first page that needs it, given up when none has for a while.
 * Invariant: whatever ends it (a limit, the daemon, a crash) leaves no process and no folder of it, and no page waits for
 * one that does not answer.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { FatalError, RateLimitedError } from '../../runtime/errors.ts';
import { Share } from '../../runtime/share.ts';
import { messageOf } from '../../runtime/thrown.ts';
import { abortable } from '../../runtime/wait.ts';
import { environmentOf, flagsOf, killGroup, makeFolder, noteProcess, sweepFolders, whyNot } from './cage.ts';
import { type RenderedPage, type RenderJob, render } from './render.ts';
import { type Watch, watchGroup } from './watch.ts';

/** At once; a browser with two takes what two processors have. */
const PAGES = 2;
/** What pages leave behind in a browser grows slowly: after so many it is another. */
const PAGES_A_BROWSER = 100;
const IDLE_MS = 60_000;
const START_MS = 20_000;
/** The longest that any answer of the browser is waited for. */
const PROTOCOL_MS = 15_000;
const CLOSE_MS = 3_000;
/** After a start that failed nobody tries again for so long. */
const REST_MS = { least: 10_000, most: 600_000 };

export interface BrowserSettings {
  /** A Chromium of this machine. */
  readonly path: string | undefined;
  /** Of one that runs elsewhere: `ws:` or `http:`. */
  readonly url: string | undefined;
  readonly sandbox: boolean;
  /** Where our proxy listens for it. */
  readonly proxyHost: string;
}

interface Running {
  readonly browser: Browser;
  readonly watch: Watch | undefined;
  pages: number;
  open: number;
  end(): Promise<void>;
}

export class PageBrowser {
  /** It has so many at once. */
  readonly pages = PAGES;
  readonly #settings: BrowserSettings;
  readonly #seats = new Share(PAGES);
  readonly #all = new Set<Running>();
  #starting: Promise<Running> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #version = '';
  #failure: { readonly why: string; readonly until: number; readonly restMs: number } | undefined;
  #closed = false;

  private constructor(settings: BrowserSettings) {
    this.#settings = settings;
  }

  /** Looks whether there is such a browser, without starting it for a page. @throws FatalError 78 with what to do */
  static async find(settings: BrowserSettings): Promise<PageBrowser> {
    const found = new PageBrowser(settings);
    const { path, sandbox } = settings;
    if (path !== undefined) {
      const why = await whyNot({ path, sandbox });
      if (why !== undefined) throw new FatalError(why, 78);
      try {
        const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: START_MS });
        found.#version = stdout.trim();
      } catch (error) {
        throw new FatalError(`BROWSER_PATH: ${path} does not say its version: ${messageOf(error)}`, 78);
      }
      await sweepFolders();
    }
    await puppeteer();
    return found;
  }

  /** Whether pages can be rendered, as far as is known. */
  state(): { readonly ok: boolean; readonly detail: string } {
    if (this.#failure !== undefined) return { ok: false, detail: this.#failure.why };
    const open = [...this.#all].reduce((sum, each) => sum + each.open, 0);
    const pages = open === 0 ? 'waits for a page that needs it' : `has ${open} of ${PAGES} pages`;
    return { ok: true, detail: `${this.#version || 'the browser at BROWSER_URL'} ${pages}` };
  }

  /** Starts it, if it is not running: for whoever wants to know whether it can. @throws Error */
  async prove(): Promise<string> {
    await this.#take();
    return this.#version;
  }

  async render(job: RenderJob): Promise<RenderedPage> {
    const leave = await this.#seats.take(1, job.signal);
    try {
      const running = await abortable(this.#take(), job.signal);
      running.open += 1;
      running.pages += 1;
      clearTimeout(this.#idle);
      let hung = false;
      try {
        return await render(running.browser, job, {
          proxyHost: this.#settings.proxyHost,
          watch: running.watch,
          onHung: () => (hung = true),
        });
      } finally {
        running.open -= 1;
        if (hung || (running.pages >= PAGES_A_BROWSER && running.open === 0)) await running.end();
        this.#rest();
      }
    } finally {
      leave();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    await this.#starting?.catch(() => undefined);
    await Promise.all([...this.#all].map((each) => each.end()));
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      for (const each of this.#all) if (each.open === 0) void each.end();
    }, IDLE_MS).unref();
  }

  /** One that takes pages. @throws RateLimitedError while none starts: that is no fault of a vehicle */
  async #take(): Promise<Running> {
    for (const each of this.#all) if (each.browser.connected && each.pages < PAGES_A_BROWSER) return each;
    if (this.#closed) throw new Error('the browser was closed');
    if (this.#failure !== undefined && this.#failure.until > Date.now()) {
      throw new RateLimitedError(this.#failure.why, new Date(this.#failure.until));
    }
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #start(): Promise<Running> {
    try {
      const running = await (this.#settings.path === undefined ? this.#connect() : this.#launch(this.#settings.path));
      this.#version = await running.browser.version();
      this.#failure = undefined;
      this.#all.add(running);
      running.browser.once('disconnected', () => void running.end());
      if (this.#closed) await running.end();
      this.#rest();
      return running;
    } catch (error) {
      const restMs = Math.min(REST_MS.most, 2 * (this.#failure?.restMs ?? REST_MS.least / 2));
      const why = `the browser does not start: ${messageOf(error).split('\n', 1)[0]}`;
      this.#failure = { why, until: Date.now() + restMs, restMs };
      throw new RateLimitedError(why, new Date(this.#failure.until));
    }
  }

  async #launch(executablePath: string): Promise<Running> {
    const folder = await makeFolder();
    let group: number | undefined;
    const clear = async () => {
      if (group !== undefined) killGroup(group);
      // Processes that were killed a moment ago may still write.
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    };
    try {
      const { launch } = await puppeteer();
      const browser = await launch({
        executablePath,
        pipe: true,
        waitForInitialPage: false,
        ignoreDefaultArgs: true,
        args: flagsOf({ folder, sandbox: this.#settings.sandbox }),
        env: environmentOf(folder),
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        timeout: START_MS,
        protocolTimeout: PROTOCOL_MS,
        defaultViewport: null,
      });
      group = browser.process()?.pid;
      if (group !== undefined) await noteProcess(folder, group);
      return this.#running(browser, group === undefined ? undefined : watchGroup(group), clear);
    } catch (error) {
      await clear();
      throw error;
    }
  }

  async #connect(): Promise<Running> {
    const { connect } = await puppeteer();
    const url = this.#settings.url ?? '';
    const at = /^wss?:/i.test(url) ? { browserWSEndpoint: url } : { browserURL: url };
    const browser = await connect({ ...at, protocolTimeout: PROTOCOL_MS, defaultViewport: null });
    return this.#running(browser, undefined, async () => undefined);
  }

  #running(browser: Browser, watch: Watch | undefined, clear: () => Promise<void>): Running {
    let ending: Promise<void> | undefined;
    const end = async () => {
      this.#all.delete(running);
      watch?.stop();
      const quit = this.#settings.path === undefined ? browser.disconnect() : browser.close();
      await abortable(Promise.resolve(quit), AbortSignal.timeout(CLOSE_MS)).catch(() => undefined);
      await clear();
    };
    const running: Running = { browser, watch, pages: 0, open: 0, end: () => (ending ??= end()) };
    return running;
  }
}

/** 36 MB and 0.15 s, which only those pay who have a browser. */
const puppeteer = () => import('puppeteer-core');
