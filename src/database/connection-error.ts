/**
 * Whether a failure means that the database is not there now, which trying again may mend.
 * Invariant: decided by error codes; by words only where pg gives its own time limits and lost connections no code.
 */

/** Node's network errors, PostgreSQL's classes 08 and 57P, too many connections, wrong logins, no such database. */
const AWAY_CODE =
  /^(E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL|AI_AGAIN|NOTFOUND)|08...|57P0.|53300|28...|3D000)$/;
const AWAY_WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (has encountered|was closed))/i;

export function isConnectionError(error: unknown): boolean {
  return AWAY_CODE.test(codeOf(error) ?? '') || AWAY_WORDS.test(messageOf(error));
}

/** The code of Node or PostgreSQL. */
export function codeOf(error: unknown): string | undefined {
  const one = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : undefined;
}

/** A name with several addresses fails once for each of them, in one error that says nothing itself. */
export function messageOf(error: unknown): string {
  return error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : asText(error);
}

const asText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
