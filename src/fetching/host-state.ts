import { z } from 'zod';

/** What stands against a request to a host at a moment (sql/functions/43_hosts.sql, host_state). */
export const hostState = z.object({
  host: z.string(),
  /** Not everybody may go at once, though the daemon itself asks for no pace. */
  limited: z.boolean(),
  paused: z.boolean(),
  /** For people. */
  reason: z.string(),
  refuses: z.boolean(),
  /** The pace that a person asks for, ms. */
  slow_ms: z.number(),
  until: z.coerce.date(),
  /** From the moment of asking to `until`. */
  wait_ms: z.number(),
  asked_at: z.coerce.date(),
  failures: z.number(),
  /** A page of it was good within the last ten seconds, and that is known. */
  answered: z.boolean(),
  /** What the latest looks at its pages showed (sql/migrations/0031_browser.sql). */
  looks: z.string(),
});

export type HostState = z.infer<typeof hostState>;
