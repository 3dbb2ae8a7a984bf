import type pg from 'pg';
import { z } from 'zod';
import { cleanText } from '../../runtime/text.ts';
import { LOCKS } from '../locks.ts';
import { inTransaction, type Queryable } from '../pool.ts';
import { asJson } from './commit-run.ts';

const FIND = `
  select answer from micro_scrape.model_answers
  where vehicle_id = $1 and model = $2 and (page_key = $3 or text_key = $4) and answer is not null
  order by page_key = $3 desc, asked_at desc limit 1`;
const ONE_AT_A_TIME = `select pg_advisory_xact_lock(${LOCKS.modelCalls})`;
// A question whose answer failed, or whose daemon died with it, may be put again after a day.
const RESERVE = `
  with used as (
    select count(*) as all_hosts, count(*) filter (where host = $6) as this_host
    from micro_scrape.model_answers where asked_at > clock_timestamp() - interval '1 day'
  )
  insert into micro_scrape.model_answers as a (vehicle_id, page_key, model, text_key, extractor_version, host)
  select $1, $2, $3, $4, $5, $6 from used, micro_scrape.settings t
  where used.all_hosts < t.model_calls_per_day and used.this_host < t.model_calls_per_host_per_day
    and not exists (
      select from micro_scrape.model_answers o
      where o.vehicle_id = $1 and o.model = $3 and o.text_key = $4 and o.page_key <> $2
        and o.asked_at > clock_timestamp() - interval '1 day')
  on conflict (vehicle_id, page_key, model) do update
    set asked_at = clock_timestamp(), text_key = excluded.text_key, extractor_version = excluded.extractor_version, error = null
    where a.answer is null and a.asked_at < clock_timestamp() - interval '1 day'
  returning true`;
const ASKED = `
  select error from micro_scrape.model_answers
  where vehicle_id = $1 and model = $2 and (page_key = $3 or text_key = $4) order by asked_at desc limit 1`;
const KEEP = `
  update micro_scrape.model_answers set answer = $4::jsonb, error = $5
  where vehicle_id = $1 and page_key = $2 and model = $3`;

/** One version of a page, and the model that is asked about it. */
export interface Question {
  readonly vehicleId: string;
  readonly pageKey: string;
  readonly textKey: string;
  readonly model: string;
  readonly host: string;
  readonly extractorVersion: number;
}

/** What the model has already said of this version, as it was kept. */
export async function findAnswer(db: Queryable, question: Question): Promise<unknown> {
  const { rows } = await db.query(FIND, [question.vehicleId, question.model, question.pageKey, question.textKey]);
  return rows.length === 0 ? undefined : z.object({ answer: z.unknown() }).parse(rows[0]).answer;
}

/** Counts the question against the budget of all daemons; why it may not be put, in words, or nothing when it may. */
export function reserveQuestion(pool: pg.Pool, question: Question): Promise<string | undefined> {
  return inTransaction(pool, async (client) => {
    await client.query(ONE_AT_A_TIME);
    const { rowCount } = await client.query(RESERVE, [
      question.vehicleId,
      question.pageKey,
      question.model,
      question.textKey,
      question.extractorVersion,
      question.host,
    ]);
    if (rowCount === 1) {
      return undefined;
    }
    const { rows } = await client.query(ASKED, [
      question.vehicleId,
      question.model,
      question.pageKey,
      question.textKey,
    ]);
    return rows.length === 0
      ? `the budget of the day is used up (model_calls_per_day, or model_calls_per_host_per_day for ${question.host})`
      : `it was asked about this page already (${z.object({ error: z.string().nullable() }).parse(rows[0]).error ?? 'no answer'})`;
  });
}

export async function keepAnswer(
  db: Queryable,
  question: Question,
  outcome: { readonly answer: unknown } | { readonly error: string },
): Promise<void> {
  await db.query(KEEP, [
    question.vehicleId,
    question.pageKey,
    question.model,
    'answer' in outcome ? asJson(outcome.answer) : null,
    'error' in outcome ? cleanText(outcome.error) : null,
  ]);
}
