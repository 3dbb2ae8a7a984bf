/**
 * `micro-scrape doctor`: looks at a deployment from end to end.
 * Invariant: nothing is changed, one broken part does not keep the others from being looked at, and every problem is
 * printed with what fixes it.
 */

import { z } from 'zod';
import { untilInterrupted } from '../app/follow.ts';
import { type FoundDatabase, findDatabase } from '../app/with-database.ts';
import { type Config, describeTypo, type Environment, readConfig } from '../config.ts';
import { troubleOf } from '../database/connection-advice.ts';
import { createPool, describeConnection } from '../database/pool.ts';
import { FatalError } from '../runtime/errors.ts';
import { messageOf } from '../runtime/thrown.ts';
import { withoutCredentials } from '../runtime/told-text.ts';
import { counted } from '../terminal/format.ts';
import { print, printHanging, printJson, printTyped, styled } from '../terminal/output.ts';
import { type Check, type Finding, type NamedCheck, ok, type Patient, problem, runCheck, warning } from './finding.ts';
import { checkMachine } from './machine.ts';
import { checkPromises } from './promises.ts';
import { checkOthersRights, checkRights } from './rights.ts';
import { checkWrites } from './rows.ts';
import { checkSchema, checkTriggers, isPrepared } from './schema.ts';
import { checkClock, checkServer } from './server.ts';
import { checkSessions } from './sessions.ts';
import { checkFiles, checkSize } from './size.ts';
import { checkWork } from './work.ts';

const WHO = `
  select current_user as role, (select count(*)::int from pg_stat_activity where datname = current_database()
    and application_name like 'micro-scrape%' and pid <> pg_backend_pid()) as sessions`;
const who = z.object({ role: z.string(), sessions: z.number() });

/** In the order in which they are best fixed: a right on a table that is not there yet is of no interest. */
const OF_SERVER: readonly NamedCheck[] = [
  [['server'], checkServer],
  [['clock'], checkClock],
  [['session'], checkSessions],
  [['migrations'], checkSchema],
];
const OF_SCHEMA: readonly NamedCheck[] = [
  [['triggers'], checkTriggers],
  [['rights'], checkRights],
  [["others' rights"], checkOthersRights],
  [['writes'], checkWrites],
  [['work'], checkWork],
  [['size'], checkSize],
];

/** Asked for, as they take until they are answered or broken off. */
type Promises = Parameters<typeof checkPromises>[1] | undefined;

export async function doctor(env: Environment, options: { json: boolean; invariants: boolean }): Promise<number> {
  // The other checks end within seconds: for them Ctrl+C stays what it is everywhere.
  const signal = options.invariants ? untilInterrupted() : undefined;
  const findings = await examine(env, signal && { silent: options.json, signal });
  const interrupted = signal?.aborted === true;
  const problems = findings.filter((finding) => finding.level === 'problem').length;
  if (options.json) {
    const warnings = findings.filter((finding) => finding.level === 'warning').length;
    printJson({ healthy: problems === 0 && !interrupted, problems, warnings, findings });
  } else {
    show(findings, problems, interrupted);
  }
  return interrupted ? 130 : problems === 0 ? 0 : 1;
}

async function examine(env: Environment, promises: Promises): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    return [
      problem(
        'configuration',
        messageOf(error),
        'Correct these variables: docs/configuration.md says what each may be.',
      ),
    ];
  }
  const slips = config.misspelt.map((slip) =>
    warning('configuration', describeTypo(slip), `export ${slip.meant}="$${slip.given}"`),
  );
  let database: FoundDatabase;
  try {
    database = await findDatabase(config);
  } catch (error) {
    if (!(error instanceof FatalError)) {
      throw error;
    }
    const missing = problem(
      'database',
      error.message,
      'export DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/DATABASE',
    );
    return [...slips, missing, ...(await checkMachine(config, true))];
  }
  const found = await examineDatabase(config, database, promises);
  return [...slips, ...found, ...(await checkMachine(config, database.embedded))];
}

async function examineDatabase(config: Config, database: FoundDatabase, promises: Promises): Promise<Finding[]> {
  // What breaks while idle breaks the next question too, which then says so.
  const pool = createPool({ connectionString: database.url, role: 'doctor', max: 3, onError: () => {} });
  try {
    let reached: z.infer<typeof who>;
    try {
      reached = who.parse((await pool.query(WHO)).rows[0]);
    } catch (error) {
      const { reason, fix } = troubleOf(error);
      return [problem('database', `${describeConnection(database.url)} cannot be reached: ${reason}`, ...fix)];
    }
    const { role, sessions } = reached;
    const inIt = `${counted(sessions, 'session')} of micro-scrape in it`;
    const patient: Patient = {
      config,
      databaseUrl: database.url,
      listenUrl: config.listenDatabaseUrl ?? database.url,
      pool,
      role,
    };
    const answers = ok('database', `${database.description} answers role ${role}, ${inIt}`);
    const findings = [answers, ...(await runAll(OF_SERVER, patient))];
    if (await isPrepared(pool)) {
      findings.push(...(await runAll(OF_SCHEMA, patient)));
      const look: Check = async () => (promises === undefined ? [] : checkPromises(patient, promises));
      // Whoever opens the store sweeps what lies half-written in it, which is a finding of the first.
      const last: readonly NamedCheck[] = [
        [['invariants'], look],
        [['files'], checkFiles],
      ];
      findings.push(...(await runAll(last, patient)));
    }
    return findings;
  } finally {
    await pool.end();
  }
}

async function runAll(checks: readonly NamedCheck[], patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    findings.push(...(await runCheck(check, patient)));
  }
  return findings;
}

const MARKS = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const;
const COLOURS = { ok: 'green', warning: 'yellow', problem: 'red' } as const;

function show(findings: readonly Finding[], problems: number, interrupted: boolean): void {
  const width = Math.max(14, ...findings.map(({ check }) => check.length));
  for (const { check, level, detail, fix } of findings) {
    printHanging(`${styled(COLOURS[level], MARKS[level])}  ${check.padEnd(width)}  `, withoutCredentials(detail));
    for (const line of fix) {
      printTyped(`         fix with: ${styled('bold', line)}`);
    }
  }
  if (problems > 0) {
    print(styled('red', `\n${counted(problems, 'problem')} found.`));
  } else {
    print(interrupted ? '\nBroken off: not everything was looked at.' : styled('green', '\nEverything works.'));
  }
}
