/**
 * Whether a failure means that the database is not there now, which trying again may fix.
 * Invariant: decided by error codes; by words only where pg gives its own time limits and lost connections no code.
 */
import { codeOf, isNetworkError, messageOf } from '../runtime/thrown.ts';

/** PostgreSQL's classes 08 and 57P, too many connections, wrong logins, no such database. */
const AWAY_CODE = /^(08...|57P0.|53300|28...|3D000)$/;
const AWAY_WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (has encountered|was closed))/i;

export function isConnectionError(error: unknown): boolean {
  return isNetworkError(error) || AWAY_CODE.test(codeOf(error) ?? '') || AWAY_WORDS.test(messageOf(error));
}
