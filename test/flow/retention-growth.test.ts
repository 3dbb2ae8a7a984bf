/** Thirty days in small; `npm run bench -- growth` passes 10,000 vehicles a day. */
import { expect } from 'vitest';
import { passThirtyDays } from '../../bench/growth.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';

test('every table of ours levels off while vehicles come and go', async ({ database }) => {
  const client = await connect(database);
  try {
    const days = await passThirtyDays(client, { vehiclesADay: 20, vacuum: false, say: () => {} });
    const most = (name: string, from: number, to: number) =>
      Math.max(...days.slice(from, to).map(({ rows }) => rows[name] ?? 0));
    const tables = Object.keys(days[0]?.rows ?? {});
    expect(tables).toEqual(
      expect.arrayContaining(['action_log', 'deleted_vehicles', 'field_sources', 'hosts', 'pages', 'runs']),
    );
    const growing = tables.filter((name) => most(name, 25, 30) > 1.1 * most(name, 14, 20) + 2);
    expect(growing.map((name) => `${name}: ${days.map(({ rows }) => rows[name])}`)).toEqual([]);
    // Ten days of living vehicles, and three of those that were deleted.
    expect(most('field_sources', 29, 30)).toBeLessThanOrEqual(14 * 20);
    expect(most('action_log', 29, 30)).toBeLessThanOrEqual(8 * 20);
  } finally {
    await client.end();
  }
});
