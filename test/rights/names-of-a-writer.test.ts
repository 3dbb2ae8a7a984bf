/** What a writer's search_path finds first is the writer's own: nothing of it may be called with the rights of our functions. */
import { expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';

const CALLED = `begin insert into theirs.called values (tg.name); return tg.answer; end`;
const THEIRS = `
  create schema theirs;
  create table theirs.called (name text);
  create table theirs.inserted (id uuid);
  create table theirs.vehicle_events (vehicle_id uuid, kind text);
  ${[
    ['may_be_asleep', '', 'boolean', 'true'],
    ['pg_try_advisory_xact_lock_shared', 'integer, integer', 'boolean', 'true'],
    ['to_regclass', 'text', 'regclass', 'null'],
    ['notify', 'text, bigint', 'void', ''],
    ['clock_timestamp', '', 'timestamptz', `'2000-01-01'`],
    ['more', 'bigint, integer', 'boolean', 'true'],
    ['equals', 'text, text', 'boolean', 'true'],
  ]
    .map(
      ([name, takes, gives, answer]) =>
        `create function theirs.${name}(${takes}) returns ${gives} language plpgsql as $$
           ${CALLED.replace('tg.name', `'${name}'`).replace('tg.answer', answer ?? '')} $$;`,
    )
    .join('\n')}
  create operator theirs.> (function = theirs.more, leftarg = bigint, rightarg = integer);
  create operator theirs.= (function = theirs.equals, leftarg = text, rightarg = text);
  grant usage on schema theirs to public; grant insert on theirs.called to public;`;

test('an insert is noticed, and nothing of the same names that the writer has is called or written', async ({
  database,
}) => {
  const client = await connect(database);
  try {
    await client.query(THEIRS);
    await client.query('set search_path = theirs, pg_catalog, public; create temp table inserted (id uuid)');
    const { id } = await one(
      client,
      `insert into public.vehicles (year, make, model) values (1990, 'Saab', '900') returning id`,
    );
    await client.query('reset search_path');
    expect((await client.query('select name from theirs.called')).rows).toEqual([]);
    expect((await client.query('select vehicle_id from theirs.vehicle_events')).rows).toEqual([]);
    const events = await client.query('select kind from micro_scrape.vehicle_events where vehicle_id = $1', [id]);
    expect(events.rows).toEqual([{ kind: 'inserted' }]);
  } finally {
    await client.end();
  }
});
