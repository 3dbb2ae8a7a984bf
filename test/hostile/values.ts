/** Values that would be commands, or no text, to PostgreSQL: through the columns of a catalogue and the writes of a run. */
import { randomUUID } from 'node:crypto';
import { keepAnswer } from '../../src/database/statements/model-answers.ts';
import { cleanText } from '../../src/runtime/text.ts';
import { type Case, distinct, type Kind, named } from './case.ts';
import type { DatabaseKeeper } from './database.ts';

const TEXTS: readonly string[] = [
  "'; drop table vehicles; --",
  "' or '1'='1",
  '"; delete from vehicles; --',
  "\\'; select pg_sleep(9); --",
  '$$; drop schema micro_scrape cascade; $$',
  '$1',
  '%s %I %L',
  '{{7*7}}',
  "E'\\x27'",
  '/* */ -- ',
  "1); copy vehicles to program 'id'; --",
  "'||(select current_user)||'",
  '\u2019; drop table vehicles',
  '\uff07 or 1=1',
  '\\copy',
  '\\',
  '\\\\',
  "''",
  '""',
  'NULL',
  'null',
  'default',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  'a\ud83d',
  '\ufeff',
  '\u202e000,5$',
  '\u0001\u0007\u001b[31m',
  '\r\n',
  ' ',
  '',
  'x'.repeat(200_000),
  '\u{1f600}'.repeat(10_000),
  '{"a":1}',
  '[1,2]',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '1e400',
  '-0',
  'NaN',
  'Infinity',
  '9'.repeat(400),
];

const FENCED =
  "select count(*)::int as n from information_schema.tables where table_name = 'vehicles' and table_schema = 'public'";

export const values = (databases: DatabaseKeeper): Kind => ({
  name: 'SQL in values',
  atOnce: 1,
  async cases() {
    const { pool } = await databases.open();
    const { rows } = await pool.query<{ id: string }>(
      "insert into vehicles (discovery_url) values ('https://cars.example/model') returning id",
    );
    const vehicleId = rows[0]?.id ?? '';
    const unharmed = async (outcome: string) =>
      (await pool.query(FENCED)).rows[0]?.n === 1 ? outcome : 'the table is gone';
    const question = () => ({
      vehicleId,
      pageKey: randomUUID(),
      textKey: randomUUID(),
      model: 'm',
      host: 'cars.example',
      extractorVersion: 1,
    });
    /** What a model said, as it is kept. */
    const kept = async (text: string, how: 'answer' | 'error'): Promise<string> => {
      const asked = question();
      await pool.query(
        'insert into micro_scrape.model_answers (vehicle_id, page_key, model, text_key, extractor_version, host) values ($1, $2, $3, $4, 1, $5)',
        [vehicleId, asked.pageKey, asked.model, asked.textKey, asked.host],
      );
      await keepAnswer(pool, asked, how === 'answer' ? { answer: { facts: [{ quote: text }] } } : { error: text });
      const found = await pool.query<{ said: string }>(
        "select coalesce(error, answer #>> '{facts,0,quote}') as said from micro_scrape.model_answers where page_key = $1",
        [asked.pageKey],
      );
      const said = found.rows[0]?.said ?? '';
      return unharmed(said !== cleanText(text) ? 'changed' : 'kept');
    };
    /** A row as the triggers and the score see it. */
    const inserted = async (text: string): Promise<string> => {
      const storable = text.replaceAll('\0', '').toWellFormed();
      const { rows: made } = await pool.query<{ id: string }>(
        'insert into vehicles (discovery_url, make, model, vin, description, origin_metadata) values ($1, $2, $2, $2, $2, $3) returning id',
        [
          `https://cars.example/${encodeURIComponent(storable.slice(0, 100))}`,
          storable,
          JSON.stringify({ image_urls: [storable], [storable.slice(0, 50)]: storable }),
        ],
      );
      const id = made[0]?.id;
      await pool.query('select * from vehicles_needing_micro_scrape where id = $1', [id]);
      await pool.query('delete from vehicles where id = $1', [id]);
      return unharmed('scored');
    };
    return distinct([
      ...TEXTS.map(
        (text): Case => ({ name: `a model says ${named(text)}`, outcome: 'kept', run: () => kept(text, 'answer') }),
      ),
      ...TEXTS.map(
        (text): Case => ({
          name: `a model fails with ${named(text)}`,
          outcome: 'kept',
          run: () => kept(text, 'error'),
        }),
      ),
      ...TEXTS.map(
        (text): Case => ({ name: `a row says ${named(text)}`, outcome: 'scored', run: () => inserted(text) }),
      ),
    ]);
  },
});
