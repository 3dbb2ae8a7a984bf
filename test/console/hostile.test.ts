/** Rows and kept pages that strangers wrote, in every page of the console that shows them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { keepPage } from '../../src/enrichment/kept-page.ts';
import { openBlobStore } from '../../src/media/store/blob-store.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { hasChromium, openBrowser } from './browser.ts';
import { hostilePages, hostileTexts } from './hostile-pages.ts';

/** On this machine alone; whoever asks it anything has lost. */
async function startCanary() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('caught');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked, close: () => server[Symbol.asyncDispose]() };
}

describe.runIf(hasChromium)('in a real browser', () => {
  test('hostile rows and kept pages run nothing and ask for nothing', { timeout: 400_000 }, async ({ database }) => {
    const canary = await startCanary();
    const daemon = await startTestDaemon(database);
    const blobs = await openBlobStore(`file:${daemon.blobs}`, { signal: AbortSignal.timeout(60_000) });
    const client = await connect(database);
    const { page, requests, complaints, close } = await openBrowser();
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    try {
      const texts = hostileTexts(canary.origin);
      const long = 'x'.repeat(1_000_000);
      const pagesOfCanary = Object.entries(hostilePages(canary.origin));
      const ids: string[] = [];
      for (const [i, [name, html]] of pagesOfCanary.entries()) {
        const text = texts[i % texts.length] ?? '';
        const address = i % 2 === 0 ? `javascript:fetch('${canary.origin}/${i}')//` : `${canary.origin}/listing/${i}`;
        const { id } = await one(
          client,
          `insert into vehicles (year, make, model, vin, color, engine, description, discovery_url) values (1990, $1, $2, $1, $1, $2, $3, $4) returning id`,
          [i === 0 ? long : text, text, `${text} ${long}`, address],
        );
        const key = await keepPage(blobs, Buffer.from(html));
        await client.query(
          `insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key) values ($1, $2, $2, $3, $3, $4)`,
          [id, address, text, key],
        );
        await client.query(
          `insert into micro_scrape.field_sources (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version)
           values ($1, 'color', $2, $2, $3, $4, $2, 0.9, 3), ($1, 'engine', $2, null, $3, $2, 'evidence', 0.9, 3)`,
          [id, text, address, i % 2 === 0 ? 'label' : 'app-json'],
        );
        await client.query(
          `insert into micro_scrape.proposals (vehicle_id, field, value, source_url, method, snippet, confidence, extractor_version, why)
           values ($1, 'model', $2, $3, $2, $2, 0.5, 3, 'differs')`,
          [id, text, address],
        );
        await client.query(
          `insert into vehicle_images (vehicle_id, image_url, storage_path, source) values ($1, $2, null, $3), ($1, $3, $4, $3)`,
          [
            id,
            `${canary.origin}/photograph.jpg`,
            text,
            (
              await blobs.put(
                Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><!-- ${name} --></svg>`),
              )
            ).key,
          ],
        );
        await client.query(`select micro_scrape.reject($1, 'vin', $2)`, [id, text]);
        ids.push(String(id));
      }
      await eventually('all are noticed', async () => {
        const { rows } = await client.query('select count(*)::int as n from micro_scrape.vehicle_state');
        return rows[0].n === ids.length;
      });

      await page.goto(daemon.consoleLink() ?? '');
      const visit = async (path: string) => {
        await page.goto(`${daemon.origin}${path}`);
        for (const frame of page.frames()) {
          // A sandboxed frame runs nothing, so that the question itself is not answered there: it has no scripts at all.
          if (frame === page.mainFrame())
            expect([path, await frame.evaluate('typeof window.owned')]).toEqual([path, 'undefined']);
        }
      };
      for (const path of [
        '/console/vehicles',
        '/console/vehicles?size=500&format=json',
        '/console/precision',
        '/console/trail',
      ])
        await visit(path);
      for (const [i, id] of ids.entries()) {
        // Each text once, each page in the frame: a daemon of a test lives two minutes.
        if (i < texts.length) await visit(`/console/vehicles/${id}?plan=1`);
        const proof = await one(
          client,
          `select id from micro_scrape.field_sources where vehicle_id = $1 and field = 'engine'`,
          [id],
        );
        await visit(`/console/vehicles/${id}/evidence?${i % 2 === 0 ? `source=${proof.id}` : 'proposal=model'}`);
        // Not in our frame but by itself, as somebody may open it.
        const answer = await page.goto(`${daemon.origin}/console/vehicles/${id}/page`);
        expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'none';.*; sandbox$/);
        expect(answer?.headers()).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        });
      }
      const outside = requests.filter((url) => !url.startsWith(daemon.origin) && !url.startsWith('data:'));
      expect({ outside, asked: canary.asked, dialogs }).toEqual({ outside: [], asked: [], dialogs: [] });
      // A picture that is none is refused; nothing else is complained of.
      expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
      const hrefs = await page
        .goto(`${daemon.origin}/console/vehicles?size=500`)
        .then(() =>
          page.locator('main a').evaluateAll((links) => links.map((each) => each.getAttribute('href') ?? '')),
        );
      expect(hrefs.filter((href) => !/^(?:\/console|https?:\/\/127)/.test(href))).toEqual([]);
    } finally {
      await close();
      await client.end();
      blobs.close();
      await daemon.stop();
      await canary.close();
    }
  });
});
