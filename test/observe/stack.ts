/**
 * A small world under observation: two daemons on one database, each behind a network of its own, sites of every temper,
 * Prometheus, Alertmanager, and a receiver that remembers what it was told.
 * Invariant: whatever is started here has ended when `work` has, also when it fails.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { type LocalServer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import type { Recogniser } from '../../src/media/ocr/recogniser.ts';
import { exampleRoutes, type Server, startAlertmanager, startPrometheus } from '../../tools/observe/programs.ts';
import { startWebhook, type Told } from '../../tools/observe/webhook.ts';
import { type DaemonProcess, startDaemonProcess } from '../chaos/daemon-process.ts';
import { PostgresProxy } from '../chaos/proxy.ts';
import { committedRules } from '../grafana/alert-cases.ts';
import { startBehaviourSite } from '../site/behaviours.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import type { TestDatabase } from '../support/database.ts';
import { impatient } from './impatient.ts';

export interface World {
  readonly client: pg.Client;
  readonly prometheus: Server;
  /** Instances as Prometheus names them: the first runs inside the test, the second is a process. */
  readonly first: string;
  readonly second: string;
  readonly secondDaemon: DaemonProcess;
  readonly firstNetwork: PostgresProxy;
  readonly secondNetwork: PostgresProxy;
  readonly sites: Sites;
  readonly recogniser: { jammed: boolean };
  /** Everything that came to the webhook, in order. */
  readonly told: readonly Told[];
}

export interface Sites {
  readonly sample: LocalServer;
  readonly wellBehaved: LocalServer;
  /** 500 for every page. */
  readonly dead: LocalServer;
  /** 403 for every page. */
  readonly refusing: LocalServer;
  /** As autoscout24.de would look with its data under another name. */
  readonly changed: LocalServer;
}

/** The first daemon finds every name on this machine, so that a page of a known site can be served here. */
export const CHANGED_HOST = 'www.autoscout24.de';

const CHANGED_PAGE = `<html lang="de"><title>BMW i4</title><h1>BMW i4</h1><p>34.990 €</p><p>Kilometerstand: 790 km</p>
<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"renamed":{"vehicle":{"make":"BMW","model":"i4"}}}}}</script></html>`;

async function startSites(undo: (() => Promise<unknown>)[]): Promise<Sites> {
  const now = new Date();
  const always = (status: number, page: string) =>
    serveLocally(async ({ url }) =>
      url.pathname === '/robots.txt'
        ? textAnswer(200, 'text/plain', 'User-agent: *\nAllow: /\n', now)
        : textAnswer(status, 'text/html', page, now),
    );
  const sites = {
    sample: await startSampleSite(),
    wellBehaved: await startBehaviourSite(),
    dead: await always(500, '<title>500</title><h1>Internal Server Error</h1>'),
    refusing: await always(403, '<title>403</title><h1>Forbidden</h1>'),
    changed: await always(200, CHANGED_PAGE),
  };
  undo.push(...Object.values(sites).map((site) => () => site.close()));
  return sites;
}

/** Sees nothing on any picture, at once or, jammed, never. */
function blindEngine(): Recogniser & { jammed: boolean } {
  return {
    jammed: false,
    async read(_image, _layout, signal) {
      if (!this.jammed) return '';
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
    close: async () => undefined,
  };
}

export async function withObserved(
  database: TestDatabase,
  programs: { readonly prometheus: string; readonly alertmanager: string },
  work: (world: World) => Promise<void>,
): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-live-'));
    undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const client = await connect(database);
    undo.push(() => client.end());
    const sites = await startSites(undo);
    const port = Number(new URL(database.url).port);
    const firstNetwork = await PostgresProxy.start(port);
    undo.push(() => firstNetwork.close());
    const secondNetwork = await PostgresProxy.start(port);
    undo.push(() => secondNetwork.close());

    const recogniser = blindEngine();
    const local = Object.values(sites).map((site) => new URL(site.origin).host);
    const siteHost = [...local, `${CHANGED_HOST}:${new URL(sites.changed.origin).port}`].join(',');
    const first = await startTestDaemon(
      { ...database, url: firstNetwork.through(database.url) },
      { FETCH_ALLOW_PRIVATE: siteHost },
      // Its port is closed when the signal comes, and two minutes are too short.
      { recogniser, resolve: async () => [{ address: '127.0.0.1', family: 4 }], signal: AbortSignal.timeout(600_000) },
    );
    undo.push(() => first.stop());
    // Whoever stops says farewell to the database.
    undo.push(async () => firstNetwork.behave('pass'));
    const secondDaemon = await startDaemonProcess({
      databaseUrl: secondNetwork.through(database.url),
      blobs: first.blobs,
      siteHost,
    });
    undo.push(() => secondDaemon.kill());

    const told: Told[] = [];
    const webhook = await startWebhook((each) => told.push(each));
    undo.push(() => webhook.stop());
    const routes = await exampleRoutes(webhook.url, { group_wait: '0s', group_interval: '1s' });
    const alertmanager = await startAlertmanager(programs.alertmanager, routes);
    undo.push(() => alertmanager.stop());
    const ruleFile = join(folder, 'rules.json');
    await writeFile(ruleFile, JSON.stringify(impatient(await committedRules())));
    const instances = [first.origin, secondDaemon.origin].map((origin) => new URL(origin).host);
    const prometheus = await startPrometheus(programs.prometheus, {
      targets: instances,
      intervalSeconds: 1,
      ruleFile,
      alertmanager,
    });
    undo.push(() => prometheus.stop());
    const [a = '', b = ''] = instances;
    await work({
      ...{
        client,
        prometheus,
        first: a,
        second: b,
        secondDaemon,
        firstNetwork,
        secondNetwork,
        sites,
        recogniser,
        told,
      },
    });
  } finally {
    // One that fails keeps no other from its end; a failure of the test itself comes first.
    const failures: unknown[] = [];
    for (const step of undo.reverse()) await step().catch((error: unknown) => failures.push(error));
    for (const failure of failures) process.stderr.write(`${String(failure)}\n`);
  }
}
