import pg from 'pg';
import { z } from 'zod';
import { cleanTexts } from '../../runtime/text.ts';
import type { Queryable } from '../pool.ts';

/** What a person decides about one vehicle (sql/functions/57_decisions.sql). */
export type Decision =
  /** `value`: the right one, which takes the place of the wrong one. */
  | {
      readonly kind: 'reject';
      readonly field: string;
      readonly value?: string | undefined;
      readonly note?: string | undefined;
    }
  | { readonly kind: 'accept'; readonly field: string }
  | { readonly kind: 'undo'; readonly since?: string | undefined }
  | { readonly kind: 'exclude'; readonly note?: string | undefined }
  | { readonly kind: 'include' };

export interface Decided {
  /** What happened, in a sentence. */
  readonly done: string;
  /** The values that went (reject, undo) or came (accept), by field; null: there was none. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** The decision cannot be carried out; `unknown`: there is no such vehicle, or nothing of it to decide about. */
export class DecisionRefusedError extends Error {
  override name = 'DecisionRefusedError';
  readonly unknown: boolean;

  constructor(message: string, unknown: boolean) {
    super(message);
    this.unknown = unknown;
  }
}

/** no_data_found, as the functions raise it for people. */
const UNKNOWN = 'P0002';
/**
 * invalid_parameter_value as they raise it, a time that is none, and a value that the column or a rule of the table does not
 * take: 22P02 no number, 22003 too large, 22001 too long, class 23 a constraint, P0001 what a trigger raises.
 */
const MISTAKEN = /^(?:22023|2200[1378]|22P02|23...|P0001)$/;

/** insufficient_privilege: an undo deletes photographs. */
const FORBIDDEN = '42501';
const NAME_PERSON = `select set_config('micro_scrape.person', $1, true)`;

const one = z.object({ value: z.string() });
const replaced = z.object({ value: z.string().nullable() });
const taken = z.array(z.object({ field: z.string(), value: z.string() }));
const included = z.object({ included: z.boolean() });

/**
 * @param who stands beside what they decided; `db` is then inside a transaction
 * @throws DecisionRefusedError
 */
export async function decide(db: Queryable, vehicleId: string, decision: Decision, who?: string): Promise<Decided> {
  try {
    if (who !== undefined) await db.query(NAME_PERSON, cleanTexts([who]));
    return await carryOut(db, vehicleId, decision);
  } catch (error) {
    if (error instanceof pg.DatabaseError && (error.code === UNKNOWN || MISTAKEN.test(error.code ?? ''))) {
      const more = error.hint === undefined ? '' : ` ${error.hint}`;
      throw new DecisionRefusedError(`${error.message}.${more}`, error.code === UNKNOWN);
    }
    if (error instanceof pg.DatabaseError && error.code === FORBIDDEN) {
      throw new DecisionRefusedError(`The database does not let this login do that: ${error.message}.`, false);
    }
    throw error;
  }
}

async function carryOut(db: Queryable, vehicleId: string, decision: Decision): Promise<Decided> {
  const ask = async (sql: string, values: unknown[]) => (await db.query(sql, cleanTexts([vehicleId, ...values]))).rows;
  switch (decision.kind) {
    case 'reject': {
      const { field, value: right, note } = decision;
      if (right !== undefined) {
        const asked = 'select micro_scrape.correct($1, $2, $3, $4) as value';
        const { value } = replaced.parse((await ask(asked, [field, right, note ?? null]))[0]);
        return { done: `${field} is now ${right}, and stays so`, values: { [field]: value } };
      }
      const rows = await ask('select micro_scrape.reject($1, $2, $3) as value', [field, note ?? null]);
      const { value } = one.parse(rows[0]);
      return { done: `${field} ${value} is gone and will not come back`, values: { [field]: value } };
    }
    case 'accept': {
      const { field } = decision;
      const { value } = one.parse((await ask('select micro_scrape.accept($1, $2) as value', [field]))[0]);
      return { done: `${field} is now ${value}`, values: { [field]: value } };
    }
    case 'undo': {
      const gone = taken.parse(
        await ask('select field, value from micro_scrape.undo($1, $2)', [decision.since ?? null]),
      );
      const what = gone.map(({ field }) => field).join(', ') || 'nothing, for nothing of it is as it was written';
      return {
        done: `taken back: ${what}; the vehicle is left alone until it is included`,
        values: Object.fromEntries(gone.map(({ field, value }) => [field, value])),
      };
    }
    case 'exclude':
      await ask('select micro_scrape.exclude($1, $2)', [decision.note ?? null]);
      return { done: 'the vehicle is left alone until it is included', values: {} };
    case 'include': {
      const was = included.parse((await ask('select micro_scrape.include($1) as included', []))[0]).included;
      return { done: was ? 'the vehicle is taken up again' : 'the vehicle was not excluded', values: {} };
    }
  }
}
