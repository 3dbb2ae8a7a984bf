/**
 * The only place where the daemon changes a vehicle.
 * Invariant: one transaction holds the row locked, checks the fence and that the row is still the vehicle that was judged,
 * fills only what is still empty, and carries the evidence and the new score with it. A person's edit made meanwhile is
 * seen under the lock and stands; a write of ours is told to the triggers so that it does not wake us again.
 */
import pg from 'pg';
import { inTransaction } from '../db/pool.ts';
import { fillVehicle } from '../db/statements/fill-vehicle.ts';
import { loadVehicle } from '../db/statements/load-vehicle.ts';
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
  change: (client: pg.PoolClient, row: VehicleRow) => Promise<T>,
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
      fields: result.filled,
      pointsGained: work.score - before,
    });
  }
  return result;
}

/** Fills those of `values` whose field is empty now. A value the table refuses is left out, the others stand. */
export async function fillFields(
  work: Work,
  values: readonly ProvenValue[],
  judgedBy?: readonly (keyof VehicleRow)[],
): Promise<{ filled: Field[]; refused: string[] }> {
  const fill = async (client: pg.PoolClient, row: VehicleRow) => {
    const open = values.filter(({ field }) => row[field] === null && work.row[field] === null);
    const refused: string[] = [];
    const written: ProvenValue[] = [];
    if (open.length > 0 && (await tryFill(client, row.id, open)) === undefined) {
      written.push(...open);
    } else {
      for (const value of open) {
        const refusal = await tryFill(client, row.id, [value]);
        if (refusal === undefined) {
          written.push(value);
        } else {
          refused.push(`${value.field}: ${refusal}`);
        }
      }
    }
    return {
      filled: written.map(({ field }) => field),
      refused,
      evidence: written.map(({ field, value, evidence }) => ({ field, value: String(value), ...evidence })),
    };
  };
  return writeVehicle(work, fill, judgedBy);
}

/** Why the table refused (a CHECK, a unique VIN, a column too short), or nothing when it did not. */
async function tryFill(client: pg.PoolClient, id: string, values: readonly ProvenValue[]): Promise<string | undefined> {
  await client.query('savepoint fill');
  try {
    const columns = new Map(
      values.map(({ field, value }) => [field, typeof value === 'string' ? storable(value) : value] as const),
    );
    await fillVehicle(client, id, columns);
    return undefined;
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
