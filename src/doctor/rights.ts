/** Whether this role may do everything a daemon does, by the same table that every start looks at, and others no more than they should. */
import pg from 'pg';
import { findAmiss } from '../database/schema/others-rights.ts';
import { findMissingRights } from '../database/schema/rights.ts';
import { type Check, ok, problem, warning } from './finding.ts';

export const checkRights: Check = async ({ pool, role }) => {
  const missing = await findMissingRights(pool);
  return missing.length > 0
    ? missing.map((each) => problem('rights', each.problem, each.fix))
    : [ok('rights', `role ${role} has every right that is used, and row-level security hides nothing from it`)];
};

export const checkOthersRights: Check = async ({ pool, role }) => {
  const amiss = await findAmiss(pool);
  if (amiss === undefined) {
    const fix = `GRANT SELECT ON micro_scrape.additions TO ${pg.escapeIdentifier(role)};`;
    return [
      warning("others' rights", `role ${role} may not read micro_scrape.additions, which says what is ours`, fix),
    ];
  }
  return amiss.length > 0
    ? amiss.map((each) => (each.ours ? problem : warning)("others' rights", each.problem, each.fix))
    : [ok("others' rights", 'nobody may do more with what is ours than they should')];
};
