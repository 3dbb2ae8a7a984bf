/** The daemon itself: what it is, what fails in it, whether it listens, and what it stands upon. */
import { counter, gauge, ofProcess, seconds } from '../definition.ts';
import { EVENT_KINDS, known, PLACES, RUNNER_ACTIONS } from '../labels.ts';

/** A service's own name, as the label has it. */
const place = (where: string) =>
  known(
    PLACES,
    where
      .replace(/^connection .*/, 'connection')
      .replace(/\W/g, '_')
      .toLowerCase(),
  );

export const DAEMON = {
  build_info: ofProcess({
    labels: { version: [], nodejs: [] },
    question: 'Which version runs where?',
    help: 'Always 1; the labels tell the version.',
    merge: 'sum',
    read: ({ version, nodejs }, move) => move({ version, nodejs }, 1),
  }),
  worker_slots: ofProcess({
    question: 'How much can be worked on at once?',
    help: 'Vehicles this daemon works on at the same time.',
    merge: 'sum',
    read: ({ slots }, move) => move({}, slots),
  }),
  faults_total: counter({
    labels: { where: PLACES },
    question: 'Does something of our own fail?',
    help: 'Faults that no job owns, by service.',
    moves: { fault: ({ where }, move) => move({ where: place(where) }) },
  }),
  runner_faults_total: counter({
    labels: { action: RUNNER_ACTIONS },
    question: 'Was finished work not recorded?',
    help: 'The job runner lost a write or ended unasked.',
    moves: { 'runner:fault': ({ action }, move) => move({ action: known(RUNNER_ACTIONS, action) }) },
  }),
  blob_store_up: ofProcess({
    question: 'Can photographs and pages be kept?',
    help: '1 when the blob store answered as it was last asked, about once a minute.',
    merge: 'sum',
    read: ({ store }, move) => move({}, store.answers ? 1 : 0),
  }),
  disk_free_bytes: ofProcess({
    question: 'When is the disk full?',
    help: 'Bytes that this daemon may still write where the blobs lie; absent unless BLOB_STORE is a directory. Of several daemons the least counts.',
    merge: 'max',
    sparse: true,
    read: ({ store }, move) => store.disk && move({}, store.disk.free),
  }),
  disk_size_bytes: ofProcess({
    question: 'When is the disk full?',
    help: 'Size of the disk on which the blobs lie; absent unless BLOB_STORE is a directory.',
    merge: 'max',
    sparse: true,
    read: ({ store }, move) => store.disk && move({}, store.disk.size),
  }),
  database_certificate_expiry_timestamp_seconds: ofProcess({
    question: 'When does the database lock us out?',
    help: "When the certificate of the database's server ends; absent without TLS.",
    merge: 'max',
    sparse: true,
    read: ({ certificateEndsAt }, move) => certificateEndsAt !== undefined && move({}, certificateEndsAt),
  }),
  db_snapshot_success: ofProcess({
    question: 'Can the figures from the database be believed?',
    help: '1 when the last reading of the database worked; at 0 its figures are absent.',
    merge: 'max',
    read: ({ reading }, move) => move({}, reading.succeeded ? 1 : 0),
  }),
  db_snapshot_timestamp_seconds: ofProcess({
    question: 'How old are the figures?',
    help: 'When the database was last read; 0: never.',
    merge: 'max',
    read: ({ reading }, move) => move({}, reading.at),
  }),
  db_snapshot_duration_seconds: ofProcess({
    question: 'What does reading cost?',
    help: 'Duration of the last reading of the database.',
    merge: 'max',
    read: ({ reading }, move) => move({}, reading.seconds),
  }),

  listener_connected: gauge({
    question: 'Is the listener proved alive?',
    help: '1 while the last NOTIFY of our own came back over the listening connection.',
    merge: 'sum',
    // Connected is not yet proved alive: a half-open connection also connects. The probe decides.
    moves: {
      'listener:lost': (_, move) => move({}, 0),
      'listener:probe': ({ ok }, move) => move({}, ok ? 1 : 0),
    },
  }),
  listener_last_heartbeat_timestamp_seconds: gauge({
    question: 'Since when is it deaf?',
    help: 'When a NOTIFY of our own last came back; 0: never.',
    merge: 'max',
    moves: { 'listener:probe': ({ ok }, move) => ok && move({}, Date.now() / 1000) },
  }),
  listener_heartbeat_seconds: seconds({
    question: 'How long is a NOTIFY under way?',
    help: 'Round trip of a NOTIFY of our own.',
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    moves: { 'listener:probe': (probe, move) => probe.ok && move({}, probe.seconds) },
  }),
  listener_heartbeats_missed_total: counter({
    question: 'Does NOTIFY get lost?',
    help: 'NOTIFYs of our own that did not come back in time.',
    moves: { 'listener:probe': ({ ok }, move) => !ok && move({}) },
  }),
  listener_reconnects_total: counter({
    question: 'Does the connection flap?',
    help: 'Times the listening connection was made anew.',
    moves: { 'listener:connected': ({ reconnect }, move) => reconnect && move({}) },
  }),
  listener_losses_total: counter({
    question: 'Does the connection flap?',
    help: 'Times the listening connection was lost.',
    moves: { 'listener:lost': (_, move) => move({}) },
  }),
  notifications_received_total: counter({
    labels: { event: EVENT_KINDS },
    question: 'Do the triggers ring?',
    help: 'NOTIFYs of writers, by kind of event; while the dispatcher is awake writers send none.',
    merge: 'max',
    moves: { 'listener:notification': ({ event }, move) => move({ event: known(EVENT_KINDS, event) }) },
  }),
};
