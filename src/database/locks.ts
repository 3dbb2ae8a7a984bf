/** Advisory locks: one number for all that is ours, and a second for what each is held for. */

/** As the arguments of PostgreSQL's functions. SQL itself takes the first (05_notify.sql) and 5, adding up (15_state_counts.sql). */
export const LOCKS = {
  /** Held by the dispatcher while it sleeps. */
  doorbell: '28019, 1',
  leader: '28019, 2',
  migration: '28019, 3',
  /** Addresses are added by one command at a time. */
  add: '28019, 4',
  /** Questions to a model are counted by one daemon at a time. */
  modelCalls: '28019, 6',
} as const;
