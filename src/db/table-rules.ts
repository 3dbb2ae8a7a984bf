/**
 * Tells a rule of the user's tables from a fault: a constraint, a trigger or a policy that does not take what we write.
 * Invariant: what speaks of the server (locks, resources, operators, the connection) is never taken for a rule.
 */
import pg from 'pg';

/** Serialisation, resources, locks, operators, the system, PostgreSQL's own faults. */
const OF_THE_SERVER = /^(40|53|55|57|58|XX)/;
/** Data, constraints, WITH CHECK OPTION. */
const OF_THE_VALUE = /^(2[23]|44)/;

export function isRuleOfTheTable(error: unknown): error is pg.DatabaseError {
  if (!(error instanceof pg.DatabaseError) || OF_THE_SERVER.test(error.code ?? '')) {
    return false;
  }
  return (
    OF_THE_VALUE.test(error.code ?? '') ||
    // A trigger may raise any code; `where` names the function in which it did.
    error.where !== undefined ||
    /row-level security/.test(error.message)
  );
}
