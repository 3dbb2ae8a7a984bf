/**
 * Every line that the daemon writes into its log, with its level and its fields.
 * Invariant: a message is one constant text and says one decision; what differs from case to case is a field, and a field's
 * name means the same in every line. docs/logs.md is made from here, and nothing is logged that does not stand here.
 */
import type pino from 'pino';

/** Carried by a child logger: they stand in every line about a vehicle or a job. */
export const IDS = {
  run_id: 'the run that the vehicle is counted in, as in `micro_scrape_runs`',
  vehicle_id: 'the vehicle, as in `vehicles.id`; `npx micro-scrape explain <vehicle>` tells its story',
  job_id: 'the job, as in the queue',
} as const;

export const FIELDS = {
  action: 'one action over a vehicle, or what the queue runner did when it failed',
  applied: 'names of the migrations that were run',
  cause: 'the error behind a refusal, in one sentence',
  daemons: 'how many daemons were found dead',
  database: 'where the database is, without its password',
  err: 'an error: `type`, `message`, `code`, `stack`, `cause`; nothing else that it may carry',
  event: 'the name of an event inside the daemon',
  failures: 'how many failures there were in all',
  filled: 'columns that were filled',
  fixed: 'what was put back as it had been left',
  found: 'how many vehicles the triggers had not told of',
  hint: 'what is probably meant',
  jobs: 'how many jobs were made',
  kinds: 'how many events of each kind',
  left: 'what is not as it must be, and what fixes it',
  marked: 'whether the vehicle was marked complete, or how many were',
  note: 'what an action did, or why it filled nothing',
  oldest_seconds: 'the age of the oldest of them',
  open: 'rights that others have and should not',
  origin: 'the address under which HTTP is served',
  outcome: 'where the vehicle rests: the [glossary](glossary.md) has them all',
  outdated: 'how many vehicles are read again',
  path: 'what made the dispatcher look: `notify` or `sweep`',
  points_gained: 'how much the score rose',
  put_off: 'how many vehicles are put off, as they may be what the daemons died of',
  reason: 'why, in one sentence',
  reopened: 'how many complete vehicles have a gap again',
  requeued: 'how many vehicles had lost their job',
  runner: '`runner`, or `recogniser` for the one that reads photographs',
  score: '0 to 100',
  seconds: 'how long it took, has lasted, or is to be waited',
  signal: 'what asked for the end',
  since_requested_seconds: 'from the first event that asked for it until the vehicle rested',
  source: 'the site: the name of its adapter or its host, `other` where there is no address',
  succeeded: 'whether the action filled anything',
  task: 'the kind of job',
  text: "the library's own words",
  times: 'how many failures since the last line about it',
  url: 'the pattern of the route, never the address that was asked for',
  values: 'each column that was filled, and how its value was read',
  vehicles: 'how many vehicles',
  version: 'of micro-scrape',
  what: 'which trouble it is',
  where: 'the part of the daemon that failed',
} as const;

export type LogField = keyof typeof FIELDS | keyof typeof IDS;

interface LineRow {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: readonly LogField[];
  /** When it is said, and what is to be done about it. */
  readonly means: string;
}

const row =
  <L extends LineRow['level']>(level: L) =>
  <const F extends readonly LogField[]>(fields: F, means: string) => ({ level, fields, means });
const debug = row('debug');
const info = row('info');
const warn = row('warn');
const error = row('error');

const OF_VEHICLE = ['run_id', 'vehicle_id', 'job_id'] as const satisfies LogField[];
const OF_JOB = ['vehicle_id', 'job_id'] as const satisfies LogField[];

export const LINES = {
  ready: info(
    ['version', 'origin', 'database'],
    'Everything is started; the figures stand at `origin` with `/metrics`.',
  ),
  'stopping: no new work, what runs may end': info(['signal'], 'It ends within 6 s.'),
  stopped: info([], 'The last line; nothing is left locked.'),
  'second signal: ending at once; other daemons free what this one held': warn(
    [],
    'Vehicles under way are tried again when its lease of 10 s is over.',
  ),
  'a variable is set and not read': warn(['hint'], 'Correct its name, or take it away.'),
  'the database was brought up to this version': info(['applied'], 'Migrations were run.'),
  'the database was no longer as it had been left, and was fixed': warn(
    ['fixed'],
    'Somebody or something had changed or dropped what is ours, such as a trigger.',
  ),
  'the database is not as it must be: type what stands behind `fix`': warn(
    ['left'],
    'It could not be put right with the rights of this role.',
  ),
  'others may do with our tables what they should not: doctor prints the lines that close them': warn(
    ['open'],
    '`npx micro-scrape doctor` says more.',
  ),
  'listening for events': info([], 'The connection for LISTEN is there.'),
  'listening again': warn([], 'It had been lost; what came meanwhile is looked for.'),
  'the LISTEN connection is lost; looking every second until it is back': warn(
    ['err'],
    'Nothing is lost, only found up to a second later.',
  ),
  'this daemon dispatches': info([], 'One of all daemons turns events into jobs: now it is this.'),
  'this daemon no longer dispatches': info([], 'Another one does, or will in a moment.'),
  'events dispatched': debug(
    ['path', 'kinds', 'vehicles', 'jobs', 'marked', 'reopened', 'oldest_seconds', 'seconds'],
    'One batch of events became state and jobs.',
  ),
  action: debug(
    [...OF_VEHICLE, 'action', 'source', 'succeeded', 'filled', 'note', 'seconds'],
    'What one action did, once it was committed.',
  ),
  'values written': debug(
    [...OF_VEHICLE, 'source', 'values', 'points_gained'],
    'What was committed; `micro_scrape.field_sources` has the evidence.',
  ),
  'vehicle waits': debug(
    [...OF_VEHICLE, 'source', 'reason', 'seconds'],
    'It has given its seat back and goes on when its host has time.',
  ),
  'vehicle settled': info(
    [...OF_VEHICLE, 'source', 'outcome', 'reason', 'score', 'marked', 'since_requested_seconds'],
    'The end of a run over one vehicle.',
  ),
  'job failed and will be tried again': warn(
    [...OF_JOB, 'task', 'seconds', 'err'],
    'The queue tries it again by itself; worth a look when it goes on.',
  ),
  'job failed for good': error(
    [...OF_JOB, 'task', 'seconds', 'err'],
    'Its payload is wrong or its tries are used up; `err.message` says which.',
  ),
  'freed what dead daemons held': warn(
    ['daemons', 'vehicles', 'put_off'],
    'A daemon ended without a farewell, or jobs were locked by nobody.',
  ),
  'three daemons in a row died over these vehicles: look at npx micro-scrape status': error(
    ['put_off'],
    'They rest, so that they cannot take more daemons along.',
  ),
  reconciled: debug(['found', 'requeued'], 'Nothing was amiss.'),
  'reconcile found work that no event told of: are the triggers enabled?': warn(
    ['found', 'requeued'],
    '`npx micro-scrape doctor` checks the triggers.',
  ),
  'the rules are newer than those that read these pages: they are read again, without a request': info(
    ['outdated'],
    'After an upgrade, until all kept pages are done.',
  ),
  'a manual run could not be done': warn(['reason', 'cause'], 'The caller was answered 503 with the reason.'),
  'a request failed': error(['err', 'url'], 'The caller was answered 500 or 503.'),
  'the database is away: what is under way is tried again until it is back': error(
    ['err', 'where'],
    'One line for an outage, whoever meets it first; nothing is lost.',
  ),
  'the database is back': warn(['failures', 'seconds'], 'The end of the outage.'),
  'something failed; it will be tried again': error(
    [...OF_VEHICLE, 'err', 'where'],
    'A part of the daemon that no job owns; with the ids where it was about a vehicle.',
  ),
  'the queue runner failed and is being rebuilt': error(
    ['err', 'where', 'action'],
    'Jobs that it held are freed by the heartbeat.',
  ),
  'this goes on failing': error(
    ['what', 'times', 'seconds'],
    'Once a minute, instead of the same line again and again.',
  ),
  'a listener of our own events failed; the work went on': error(
    ['err', 'event'],
    'A fault of ours, or of a program that listens through the [module](library.md).',
  ),
  'the queue says': debug(['runner', 'text'], 'What graphile-worker says of itself.'),
  'the queue warns': warn(['runner', 'text'], 'The same, where it matters.'),
  'the queue complains': error(['runner', 'text'], 'The same, where something failed.'),
} satisfies Readonly<Record<string, LineRow>>;

export type Line = keyof typeof LINES;
type FieldOf<L extends Line> = Exclude<(typeof LINES)[L]['fields'][number], keyof typeof IDS>;

/** Writes one line; the ids it is about stand among the fields. */
export function tell<L extends Line>(
  log: Pick<pino.BaseLogger, LineRow['level']>,
  line: L,
  ...[fields]: FieldOf<L> extends never ? [] : [Readonly<Record<FieldOf<L>, unknown>>]
): void {
  log[LINES[line].level](fields ?? {}, line);
}
