/** Whether this role may do everything a daemon does, by the same table that every start looks at. */
import { findMissingRights } from '../../db/rights.ts';
import { type Check, ok, problem } from './finding.ts';

export const checkRights: Check = async ({ pool, role }) => {
  const missing = await findMissingRights(pool);
  return missing.length > 0
    ? missing.map((each) => problem('rights', each.problem, each.mend))
    : [ok('rights', `role ${role} has every right that is used, and row-level security hides nothing from it`)];
};
