import { expect, test } from 'vitest';
import { parseExposition } from '../../../test/support/exposition.ts';
import { DaemonEvents } from '../../events.ts';
import { NamedSources } from './named-sources.ts';
import { MetricsRegistry } from './registry.ts';

const sites = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `s${from + n}.example`);

test('twenty sites have a name at a time, and keep it until another needs the place', () => {
  const named = new NamedSources();
  expect(named.want(['other', ...sites(0, 30)])).toEqual({ added: sites(0, 20), removed: [] });
  expect(named.labelOf('s19.example')).toBe('s19.example');
  expect(named.labelOf('s20.example')).toBe('other');
  // Nobody waits for them any more, and nobody needs their places.
  expect(named.want([])).toEqual({ added: [], removed: [] });
  expect(named.want(['s5.example'])).toEqual({ added: [], removed: [] });
  // The one that was wanted last stays longest.
  expect(named.want(['a.example'])).toEqual({ added: ['a.example'], removed: ['s0.example'] });
  expect(named.want(sites(40, 59)).removed).toEqual([...sites(1, 5), ...sites(6, 20), 's5.example'].slice(0, 19));
  expect(named.names).toHaveLength(20);
});

test("a site's counters begin at 0 when it is named, and end with its name; what follows is counted with the others", async () => {
  const events = new DaemonEvents();
  const registry = new MetricsRegistry();
  registry.countEvents(events);
  const visit = (source: string) =>
    events.emit('fetch:end', { source, host: source, kind: 'page', outcome: 'ok', seconds: 1, bytes: 1 });
  const requests = async () => {
    const { body } = await registry.render((error) => {
      throw error;
    });
    const { series } = parseExposition(body);
    return (source: string) => series.get(`micro_scrape_source_requests_total{source="${source}",outcome="ok"}`);
  };
  const name = (sources: readonly string[]) => registry.nameSources(sources);
  visit('a.example');
  expect((await requests())('a.example')).toBeUndefined();
  name(['a.example']);
  expect((await requests())('a.example')).toBe(0);
  visit('a.example');
  visit('a.example');
  let of = await requests();
  expect([of('a.example'), of('other')]).toEqual([2, 1]);
  // Named again, it goes on counting.
  name(['a.example', 'b.example']);
  expect((await requests())('a.example')).toBe(2);
  name(sites(0, 20));
  visit('a.example');
  of = await requests();
  expect([of('a.example'), of('other'), of('s7.example')]).toEqual([undefined, 2, 0]);
});
