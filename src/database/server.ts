/** What kind of server this is, asked in one way by whoever has to know. */
import { z } from 'zod';
import type { Queryable } from './pool.ts';

/**
 * 14 has no view with `security_invoker`: ours would show everybody what row-level security hides from them. It lacks
 * nothing else.
 */
export const OLDEST_SERVER = 150_000;

const PROBE = `
  select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
    current_setting('transaction_read_only')::boolean as read_only, pg_notification_queue_usage() as queue_usage`;

const server = z.object({
  /** As PostgreSQL counts: 150004 is 15.4. */
  version: z.number(),
  standby: z.boolean(),
  /** Of the transaction in which it is asked. */
  read_only: z.boolean(),
  /** Of the queue of notifications, 0 to 1. */
  queue_usage: z.number(),
});

export type Server = z.infer<typeof server>;

export async function probeServer(db: Queryable): Promise<Server> {
  return server.parse((await db.query(PROBE)).rows[0]);
}
