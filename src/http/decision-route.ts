/**
 * POST /vehicles/ID/reject|accept|undo|exclude|include: what a person decides about one vehicle.
 * Invariant: under the same key as a run; a request that has a mistake changes nothing and says which.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Decided, type Decision, DecisionRefusedError } from '../database/statements/decide.ts';
import { textUpTo } from '../runtime/text-up-to.ts';
import { errorAnswer, mistakesAnswer } from './contract.ts';

const note = textUpTo(2_000).optional();
const BODIES = {
  reject: z.strictObject({ field: z.string(), value: textUpTo(20_000).optional(), note }),
  accept: z.strictObject({ field: z.string() }),
  undo: z.strictObject({ since: z.iso.datetime({ offset: true }).optional() }),
  exclude: z.strictObject({ note }),
  include: z.strictObject({}),
} as const satisfies Record<Decision['kind'], z.ZodType>;
const KINDS = Object.keys(BODIES) as Decision['kind'][];
const address = z.object({ id: z.guid(), kind: z.enum(KINDS) });

export type Decide = (vehicleId: string, decision: Decision) => Promise<Decided>;

/** Registers the route on a server that has checked the key. */
export function decisionRoute(server: FastifyInstance, decide: Decide): void {
  server.post('/vehicles/:id/:kind', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const asked = address.safeParse(request.params);
    if (!asked.success) {
      return reply.code(404).send(errorAnswer(`POST /vehicles/ID/ and one of ${KINDS.join(', ')}.`));
    }
    const { id, kind } = asked.data;
    const body = BODIES[kind].safeParse(request.body ?? {});
    if (!body.success) return reply.code(400).send(mistakesAnswer(body.error, BODIES[kind]));
    try {
      const { done, values } = await decide(id, { kind, ...body.data } as Decision);
      return { success: true, vehicle_id: id, done, values };
    } catch (error) {
      if (!(error instanceof DecisionRefusedError)) throw error;
      return reply.code(error.unknown ? 404 : 400).send(errorAnswer(error.message));
    }
  });
}
