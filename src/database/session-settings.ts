/**
 * What a connection asks of its session, so that a database may be set up as its owner likes.
 * Invariant: nothing is set on a session that somebody else gets next. A transaction pooler hands sessions around, so
 * through one nothing is set; there the settings are looked at, and what does not fit is refused with the line that fixes it.
 *
 * Left as they are: search_path and TimeZone, with which the triggers of the user's tables run and `timestamp` columns are
 * filled (ours name their schemas and are `timestamptz`); default_transaction_read_only, which hosts switch on when a disk
 * is full. client_encoding goes with the login of every client of pg.
 */

import pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../runtime/errors.ts';
import { codeOf } from '../runtime/thrown.ts';

interface Setting {
  readonly value: string;
  /** What a session that cannot be changed may have instead, as pg_settings shows it; times in ms. */
  readonly fits: (found: string) => boolean;
}
export type Settings = Readonly<Record<string, Setting>>;

const exactly = (value: string): Setting => ({ value, fits: (found) => found === value });
const either = (value: string, other: RegExp): Setting => ({ value, fits: (found) => other.test(found) });
/** A limit in ms; 0 is none. */
const limit = (ms: number, least: number): Setting => ({
  value: String(ms),
  fits: (found) => found === '0' || Number(found) >= least,
});
/** Of a session that has nothing to say to us: through a pooler it is not ours. */
const whatever = (value: string): Setting => ({ value, fits: () => true });

/** `statementMs`: 0 is none. What is not known to the server (transaction_timeout came with 17) is not asked for. */
export function settingsOf(
  statementMs: number,
  more: {
    idleSession?: string;
    idleInTransaction?: string;
    name?: string;
    also?: Readonly<Record<string, string>>;
  } = {},
): Settings {
  return {
    // Values come as text, and pg knows one way to write times.
    DateStyle: either('ISO', /^ISO/),
    IntervalStyle: exactly('postgres'),
    // Below 1 a number does not come back as it is.
    extra_float_digits: either('1', /^[1-3]$/),
    // How our statements are understood.
    standard_conforming_strings: exactly('on'),
    array_nulls: exactly('on'),
    quote_all_identifiers: exactly('off'),
    // `serializable` would end statements that are right by themselves, `off` those on tables with policies.
    default_transaction_isolation: exactly('read committed'),
    row_security: exactly('on'),
    statement_timeout: limit(statementMs, statementMs),
    lock_timeout: limit(0, statementMs),
    transaction_timeout: limit(0, statementMs),
    // What we have locked is a person's row: a transaction whose client has gone silent ends soon (see inTransaction).
    idle_in_transaction_session_timeout: whatever(more.idleInTransaction ?? '10s'),
    idle_session_timeout: whatever(more.idleSession ?? '0'),
    // A pooler may have one of its own.
    ...(more.name !== undefined && { application_name: whatever(more.name) }),
    ...Object.fromEntries(Object.entries(more.also ?? {}).map(([name, value]) => [name, whatever(value)])),
  };
}

/**
 * A direct connection is known by the process id that came with its login: through a pooler it is the pooler's. `kept`
 * tells whether it was set. In one message, so that a limit of a millisecond seldom ends the very question: its time runs
 * from the message's arrival until the first line has been carried out.
 */
const ask = (settings: Settings, set: string): string => `
  set local statement_timeout = 0;
  select s.name, case s.name when 'statement_timeout' then s.reset_val else s.setting end as found, session_user as role, current_database() as database,
    case when ${set} then set_config(s.name, w.value, false) end is not null as kept
  from (values ${Object.entries(settings)
    .map(([name, { value }]) => `('${name}', '${value}')`)
    .join(', ')}) as w (name, value) join pg_settings s on s.name = w.name`;
const asked = z.array(
  z.object({ name: z.string(), found: z.string(), role: z.string(), database: z.string(), kept: z.boolean() }),
);
/** With the five seconds of connecting it is noticed within ten that a network is silent. */
const TIMEOUT_MS = 3_000;

/**
 * Makes connections of one kind fit, one after the other; throws FatalError (78) where that cannot be.
 *
 * @param keeps whether they keep their session, where that is known already
 */
export function settler(
  config: pg.ClientConfig,
  settings: Settings,
  keeps?: boolean,
): (client: pg.ClientBase) => Promise<void> {
  let known = keeps;
  let asking: Promise<boolean> | undefined;
  return async (client) => {
    const found = await despiteLimits(() => look(client, settings, known));
    if (found.every(({ kept }) => kept)) {
      return;
    }
    // Once for all that connect at the same time: a pooler in session mode may have few sessions left.
    if (known === undefined) {
      asking ??= keepsSession(config).finally(() => {
        asking = undefined;
      });
      known = await asking;
    }
    if (known) {
      await despiteLimits(() => look(client, settings, true));
    } else {
      refuse(
        found.filter(({ name, found: value }) => settings[name]?.fits(value) === false),
        settings,
      );
    }
  };
}

async function look(
  client: pg.ClientBase,
  settings: Settings,
  set: boolean | undefined,
): Promise<z.infer<typeof asked>> {
  // As it came with the login; pg's types do not know it.
  const login = Number(Reflect.get(client, 'processID') ?? 0);
  const query = { text: ask(settings, String(set ?? `pg_backend_pid() = ${login}`)), query_timeout: TIMEOUT_MS };
  const results: unknown = await client.query(query);
  return asked.parse(Array.isArray(results) ? results.at(-1)?.rows : undefined);
}

function refuse(unfit: z.infer<typeof asked>, settings: Settings): void {
  const lines = unfit.map(
    ({ name, role, database }) =>
      `  ALTER ROLE ${pg.escapeIdentifier(role)} IN DATABASE ${pg.escapeIdentifier(database)} SET ${name} = ${pg.escapeLiteral(settings[name]?.value ?? '')};`,
  );
  if (lines.length > 0) {
    const what = unfit.map(({ name, found }) => `${name} is ${found}`).join(', ');
    throw new FatalError(
      `Through a transaction pooler no session can be set up, and here ${what}. Type, and let the pooler reconnect:\n${lines.join('\n')}`,
      78,
    );
  }
}

const PID = 'select pg_backend_pid() as pid';
const answered = z.object({ rows: z.tuple([z.object({ pid: z.number() })]) });
const HOLD = 'begin; set local idle_in_transaction_session_timeout = 0; ';
/** Of 800 looks at a pooler that others were using, none was wrong after a single round. */
const ROUNDS = 5;
/** "prohibited" in statement pooling: pgbouncer ends the connection. */
const NO_TRANSACTIONS = '08P01';
const QUERY_CANCELED = '57014';
const MAX_TRIES = 10;

/**
 * Whether a connection stays one session. A transaction pooler gives the server process that was free last to whoever asks
 * next, so each of two connections is asked alone as well as beside a transaction of the other. Alone matters where others
 * use the pooler too, as while a daemon takes over from another: two that were given different processes once may go on
 * being given the same two as long as the second always asks first (8 of 450 looks were wrong that way). A daemon that takes
 * a pooler for a session sends LISTEN and prepared statements through it, and works on nothing.
 */
export function keepsSession(config: pg.ClientConfig): Promise<boolean> {
  return despiteLimits(() => probe(config));
}

/**
 * A session that may be somebody else's next keeps the limits of its role: a statement that is ended by one of a millisecond
 * is asked again.
 */
export async function despiteLimits<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== QUERY_CANCELED || tries === MAX_TRIES) {
        throw error;
      }
    }
  }
}

function probe(config: pg.ClientConfig): Promise<boolean> {
  return withTwoClients(config, config, async (first, second) => {
    try {
      const [mine, others] = [await pidOf(first), await pidOf(second)];
      let kept = mine !== others;
      for (let round = 0; kept && round < ROUNDS; round += 1) {
        const alone = await pidOf(first);
        const holding = await pidOf(second, HOLD);
        const beside = await pidOf(first);
        await second.query('commit');
        const after = await pidOf(second);
        kept = alone === mine && beside === mine && holding === others && after === others;
      }
      return kept;
    } catch (error) {
      if (codeOf(error) === NO_TRANSACTIONS) {
        return false;
      }
      throw error;
    }
  });
}

/** Two plain connections for as long as `work` takes. */
export async function withTwoClients<T>(
  one: pg.ClientConfig,
  other: pg.ClientConfig,
  work: (first: pg.Client, second: pg.Client) => Promise<T>,
): Promise<T> {
  const [first, second] = [new pg.Client(one), new pg.Client(other)];
  try {
    for (const client of [first, second]) {
      client.on('error', () => {
        // The query under way fails too, and says it.
      });
      await client.connect();
    }
    return await work(first, second);
  } finally {
    await Promise.allSettled([first.end(), second.end()]);
  }
}

async function pidOf(client: pg.Client, before = ''): Promise<number> {
  // Of several statements pg gives a list.
  const results: unknown = await client.query(before + PID);
  return answered.parse([results].flat().at(-1)).rows[0].pid;
}
