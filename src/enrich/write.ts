/**
 * The only place where the daemon changes a vehicle.
 * Invariant: one transaction holds the row locked, checks the fence and that the row is still the vehicle that was judged,
 * fills only what is still empty, and carries the evidence and the new score with it. A person's edit made meanwhile is
 * seen under the lock and stands; a write of ours is told to the triggers so that it does not wake us again.
 */
import pg from 'pg';
import { inTransaction } from '../db/pool.ts';
import { fillVehicle } from '../db/statements/fill-vehicle.ts';
import { findRejected } from '../db/statements/find-rejected.ts';
import { keepProposals, type Proposal } from '../db/statements/keep-proposals.ts';
import { type LoadedVehicle, loadVehicle } from '../db/statements/load-vehicle.ts';
import { type Evidence, recordEvidence, storable } from '../db/statements/record-evidence.ts';
import { type Rescored, rescoreVehicle } from '../db/statements/rescore-vehicle.ts';
import { RetryError } from '../errors.ts';
import { EXTRACTOR_VERSION } from '../page/reading.ts';
import type { Field } from '../vehicle/fields.ts';
import type { VehicleRow } from '../vehicle/vehicle.ts';
import type { Work } from './work.ts';

/** Another daemon has taken the vehicle over: everything this run still holds is void. */
export class FenceLostError extends Error {
  override name = 'FenceLostError';
}

/**
 * A person changed what this run judges by, so what it has read may be about another vehicle: nothing more is written,
 * and the run that their change has asked for begins with the row as it is now.
 */
export class ChangedMeanwhileError extends RetryError {
  override name = 'ChangedMeanwhileError';
}

/** What tells one vehicle from another: whatever is read is held against these before it is written. */
const IDENTITY: readonly (keyof VehicleRow)[] = ['discovery_url', 'year', 'make', 'model', 'vin'];

export interface ProvenValue {
  readonly field: Field;
  readonly value: string | number;
  readonly evidence: Omit<Evidence, 'field' | 'value'>;
}

/** Made of what is known, not read: how sure the reading was says nothing about it. */
const OF_OUR_OWN: ReadonlySet<string> = new Set(['composed', 'generated']);

const OURS = "select set_config('micro_scrape.writer', 'daemon', true), set_config('lock_timeout', '5s', true)";

/**
 * Runs `change` with the vehicle's row locked and rescores it in the same transaction. `change` returns the evidence of
 * what it wrote.
 *
 * @param judgedBy what the write follows from; with another value in one of these the row is no longer what was judged
 * @throws FenceLostError, ChangedMeanwhileError (nothing written), or RetryError when a person holds the row for 5 s
 */
export async function writeVehicle<T extends { evidence: readonly Evidence[]; filled: readonly string[] }>(
  work: Work,
  change: (client: pg.PoolClient, row: LoadedVehicle) => Promise<T>,
  judgedBy: readonly (keyof VehicleRow)[] = IDENTITY,
): Promise<T> {
  const { pool, events } = work.services;
  work.signal.throwIfAborted();
  const before = work.score;
  const { result, rescored, row } = await lockedOut(() =>
    inTransaction(pool, async (client) => {
      await client.query(OURS);
      const current = await loadVehicle(client, work.row.id, true);
      if (current === undefined) {
        throw new FenceLostError('the vehicle was deleted');
      }
      const changed = judgedBy.filter((field) => current[field] !== work.row[field]);
      if (changed.length > 0) {
        throw new ChangedMeanwhileError(
          `${changed.join(', ')} changed while this was read: it is read again for the row as it is now`,
        );
      }
      const outcome = await change(client, current);
      if (outcome.evidence.length > 0) {
        await recordEvidence(client, {
          vehicleId: work.row.id,
          runId: work.claim.run_id,
          extractorVersion: EXTRACTOR_VERSION,
          evidence: outcome.evidence,
        });
      }
      const score = await rescoreVehicle(client, {
        vehicleId: work.row.id,
        fence: work.claim.fence,
        filled: outcome.filled.length > 0,
        extractorVersion: work.readBy ?? null,
      });
      if (score === undefined) {
        throw new FenceLostError('another daemon has taken the vehicle over');
      }
      return { result: outcome, rescored: score, row: (await loadVehicle(client, work.row.id)) ?? current };
    }),
  );
  adopt(work, row, rescored);
  if (result.filled.length > 0) {
    events.emit('vehicle:filled', {
      vehicleId: work.row.id,
      source: work.source,
      values: result.filled.map((field) => ({
        field,
        method: result.evidence.find((each) => each.field === field)?.method ?? 'other',
      })),
      pointsGained: work.score - before,
    });
  }
  return result;
}

/** What became of values that were to be filled. */
export interface Filling {
  readonly filled: Field[];
  /** Why the table, or people, did not let a value in. */
  readonly refused: string[];
  /** Not sure enough to be written. */
  readonly doubtful: Field[];
}

/**
 * Fills those of `values` whose field is empty now. A value the table refuses is left out, the others stand; one that was
 * rejected for this vehicle never comes back; one less sure than settings.min_confidence becomes a proposal.
 *
 * @param page of a page's facts: those that say something else than the row; what earlier readings proposed goes
 */
export async function fillFields(
  work: Work,
  values: readonly ProvenValue[],
  {
    judgedBy,
    page,
  }: { judgedBy?: readonly (keyof VehicleRow)[]; page?: { readonly differing: readonly ProvenValue[] } } = {},
): Promise<Filling> {
  const fill = async (client: pg.PoolClient, row: LoadedVehicle) => {
    const open = values.filter(({ field }) => row[field] === null && work.row[field] === null);
    // In a statement of its own: the one that waited for the row's lock sees other tables as they were before it waited.
    const rejected = await findRejected(
      client,
      row.id,
      open.map(({ field, value }) => ({ field, value: String(value) })),
    );
    const allowed = open.filter(({ field }) => !rejected.has(field));
    const isDoubtful = ({ evidence }: ProvenValue) =>
      evidence.confidence < row.min_confidence && !OF_OUR_OWN.has(evidence.method);
    const doubtful = allowed.filter(isDoubtful);
    const sure = allowed.filter((value) => !isDoubtful(value));
    const proposals = [...asProposals(doubtful, 'doubtful'), ...asProposals(page?.differing ?? [], 'differs')];
    if (proposals.length > 0 || (page !== undefined && row.has_proposals)) {
      await keepProposals(client, {
        vehicleId: row.id,
        extractorVersion: EXTRACTOR_VERSION,
        whole: page !== undefined,
        proposals,
      });
    }
    const refused = [...rejected].map((field) => `${field} is a value that was rejected for this vehicle`);
    const { written, refusals } = await fillEach(client, row.id, sure);
    return {
      filled: written.map(({ field }) => field),
      refused: [...refused, ...refusals],
      doubtful: doubtful.map(({ field }) => field),
      evidence: written.map(asEvidence),
    };
  };
  return writeVehicle(work, fill, judgedBy);
}

function asEvidence({ field, value, evidence }: ProvenValue): Evidence {
  return { field, value: String(value), ...evidence };
}

function asProposals(values: readonly ProvenValue[], why: Proposal['why']): Proposal[] {
  return values.map((value) => ({ ...asEvidence(value), why }));
}

/** All at once; when the table refuses that, one by one. */
async function fillEach(
  client: pg.PoolClient,
  id: string,
  values: readonly ProvenValue[],
): Promise<{ written: ProvenValue[]; refusals: string[] }> {
  const all = values.length === 0 ? new Map<Field, string>() : await tryFill(client, id, values);
  const written: ProvenValue[] = [];
  const refusals: string[] = [];
  for (const value of values) {
    const replaced = typeof all === 'string' ? await tryFill(client, id, [value]) : all;
    if (typeof replaced === 'string') {
      refusals.push(`the table refused ${value.field}: ${replaced}`);
    } else {
      written.push({ ...value, evidence: { ...value.evidence, replaced: replaced.get(value.field) } });
    }
  }
  return { written, refusals };
}

/** What stood there before, or why the table refused (a CHECK, a unique VIN, a column too short). */
async function tryFill(
  client: pg.PoolClient,
  id: string,
  values: readonly ProvenValue[],
): Promise<ReadonlyMap<Field, string> | string> {
  await client.query('savepoint fill');
  try {
    const columns = new Map(
      values.map(({ field, value }) => [field, typeof value === 'string' ? storable(value) : value] as const),
    );
    return await fillVehicle(client, id, columns);
  } catch (error) {
    // Classes 22 (data) and 23 (constraint) speak of the value; anything else is not the value's fault.
    if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')) {
      await client.query('rollback to savepoint fill');
      return error.message;
    }
    throw error;
  }
}

function adopt(work: Work, row: VehicleRow, rescored: Rescored): void {
  work.row = row;
  work.gaps = new Set(rescored.gaps);
  work.score = rescored.score;
  work.marked ||= rescored.newly_marked;
}

async function lockedOut<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03') {
      throw new RetryError('the row is held locked by another transaction');
    }
    throw error;
  }
}
