/** A person looks at vehicles and puts one right, in the console of a whole daemon with the sample site. */
import { describe, expect, test } from 'vitest';
import { discoveryUrl, siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { onEachVersion, onEmptyDatabase } from '../adopt/servers.ts';
import { command } from '../cli/command.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { hasChromium, openBrowser, problemsOf } from './browser.ts';

const SLUGS = ['porsche-911-1995', 'jeep-wrangler-2007'] as const;

describe.runIf(hasChromium)('in a real browser', () => {
  onEachVersion('vehicles in the console', (server) => {
    test(
      'a vehicle is found, its values are shown in its page, and what is put right stays right',
      {
        timeout: 400_000,
      },
      () => onEmptyDatabase(server, findAndPutRight),
    );
  });
});

async function findAndPutRight(url: string): Promise<void> {
  const database = { url };
  const site = await startSampleSite();
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
  const client = await connect(database);
  const { page, complaints, requests, close } = await openBrowser();
  try {
    const ids: string[] = [];
    for (const slug of SLUGS) {
      const listing = SAMPLE_LISTINGS.find((each) => each.slug === slug);
      if (listing === undefined) throw new Error(`no sample ${slug}`);
      const row = await one(client, 'insert into vehicles (discovery_url) values ($1) returning id', [
        discoveryUrl(listing, site.origin),
      ]);
      ids.push(String(row.id));
    }
    const rested = (id: string) =>
      eventually(`vehicle ${id} rests`, async () => {
        const { rows } = await client.query(
          `select v.color, v.engine, s.outcome from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id where v.id = $1
             and s.requested = s.handled and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)`,
          [id],
        );
        return rows[0];
      });
    for (const id of ids) await rested(id);
    const [porsche = '', jeep = ''] = ids;
    const before = await rested(porsche);

    await page.goto(daemon.consoleLink() ?? '');
    await page.click('nav >> text=Vehicles');
    await page.waitForSelector('td a >> text=911');
    expect(await problemsOf(page, 'vehicles')).toEqual([]);
    await page.fill('[name=q]', 'porsche 911');
    await page.selectOption('[name=outcome]', 'complete');
    await page.click('text=Filter');
    await page.waitForURL('**/console/vehicles?q=porsche+911&outcome=complete*');
    expect(await page.locator('tbody tr').count()).toBe(1);
    const json = await page.request.get(`${page.url()}&format=json`);
    expect(await json.json()).toMatchObject([{ id: porsche, outcome: 'complete' }]);

    await page.click('td a >> text=911');
    await page.waitForURL(`**/console/vehicles/${porsche}`);
    expect(await problemsOf(page, 'vehicle')).toEqual([]);
    const pictures = page.locator('.photographs img');
    expect(await pictures.count()).toBeGreaterThan(0);
    await pictures.first().scrollIntoViewIfNeeded();
    await eventually('a photograph is shown', () =>
      pictures.first().evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
    );

    await page.click('[aria-label="Show me color"]');
    const frame = page.frameLocator('iframe.page');
    await frame.locator('#evidence').waitFor();
    expect((await frame.locator('mark').allTextContents()).join('')).toContain(String(before.color));
    await eventually(
      'the marked words are in sight',
      async () => {
        const [inner, outer] = [
          await frame.locator('#evidence').boundingBox(),
          await page.locator('iframe.page').boundingBox(),
        ];
        const isSeen =
          inner !== null && outer !== null && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
        if (!isSeen) throw new Error(JSON.stringify({ inner, outer }));
        return true;
      },
      30_000,
    );
    expect(await problemsOf(page, 'show-me')).toEqual([]);

    await page.goto(`${daemon.origin}/console/vehicles/${porsche}`);
    const row = page.locator('tr', { hasText: /^color/ });
    await row.locator('summary', { hasText: 'wrong?' }).click();
    await row.locator('[name=value]').fill('Amethyst');
    await row.locator('[name=note]').fill('I own it');
    await row.locator('text=It is wrong').click();
    await page.waitForSelector('.said >> text=Color is now Amethyst');
    // Without the right value it goes, and the page is read again for another: a complete vehicle has no run else.
    const engine = page.locator('tr', { hasText: /^engine/ });
    await engine.locator('summary', { hasText: 'wrong?' }).click();
    await engine.locator('text=It is wrong').click();
    await page.waitForSelector('.said >> text=is gone and will not come back');
    expect((await rested(porsche)).engine).not.toBe(before.engine);
    await page.click('text=Run now');
    await page.waitForSelector('.said >> text=1 vehicle queued');
    expect(await rested(porsche)).toMatchObject({ color: 'Amethyst' });
    const env = { DATABASE_URL: database.url, BLOB_STORE: `file:${daemon.blobs}` };
    expect((await command(['reprocess', '--all'], env)).code).toBe(0);
    expect(await rested(porsche)).toMatchObject({ color: 'Amethyst' });
    await page.reload();
    const told = await page.locator('main').textContent();
    expect(told).toMatch(/reject value, by link of the terminal/);
    expect(told).toMatch(/said to be wrong \(I own it\)/);
    const trail = await client.query('select who, what, target, detail from micro_scrape.audit order by id');
    expect(trail.rows).toMatchObject([
      {
        what: 'reject value',
        target: porsche,
        detail: { field: 'color', value: 'Amethyst', was: { color: before.color } },
      },
      { what: 'reject value', target: porsche, detail: { field: 'engine', was: { engine: before.engine } } },
      { what: 'run vehicle', target: porsche },
    ]);

    await page.click('text=Dry run');
    await page.waitForSelector('#plan');
    expect(await page.textContent('#plan')).toContain('nothing was changed');

    await page.goto(`${daemon.origin}/console/vehicles/${jeep}`);
    expect(await problemsOf(page, 'vehicle-ocr')).toEqual([]);
    await page.click('text=Exclude');
    await page.click('text=Leave it alone');
    await page.waitForSelector('text=Include again');
    expect((await rested(jeep)).outcome).toBe('excluded');
    await page.click('text=Include again');
    await page.waitForSelector('.said >> text=The vehicle is taken up again');
    await rested(jeep);

    await page.goto(`${daemon.origin}/console/precision`);
    expect(await page.locator('tbody tr', { hasText: 'Amethyst' }).count()).toBe(1);
    expect(await problemsOf(page, 'precision')).toEqual([]);

    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(daemon.origin) && !url.startsWith('data:'))).toEqual([]);
  } finally {
    await close();
    await client.end();
    await daemon.stop();
    await site.close();
  }
}
