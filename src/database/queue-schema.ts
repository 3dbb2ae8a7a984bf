/**
 * The schema in which the queue lives: `graphile_worker`, or another of our own where that one belongs to another program.
 * Invariant: one name for the whole process. It stands inside statements, in which it can be no parameter, so it is read
 * here, once; src/config.ts refuses what is no plain name before anything is asked of a database.
 */
import { bareValue } from '../runtime/bare-value.ts';

export const QUEUE_SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,39}$/;

const wanted = bareValue(process.env.QUEUE_SCHEMA);

export const QUEUE_SCHEMA = QUEUE_SCHEMA_NAME.test(wanted) ? wanted : 'graphile_worker';
