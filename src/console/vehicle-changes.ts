/** What a person decides about vehicles: the same functions as the command line and the route for programs. */
import { z } from 'zod';
import { type Decision, DecisionRefusedError, decide } from '../database/statements/decide.ts';
import { startManualRun } from '../jobs/manual-run.ts';
import { textUpTo } from '../runtime/text-up-to.ts';
import { counted } from '../terminal/format.ts';
import { type Pages, RefusedError } from './pages.ts';
import { vehicleParams } from './vehicle.ts';

const note = textUpTo(2_000)
  .transform((text) => text.trim() || undefined)
  .optional();
const run = z.object({
  /** One check box comes as a text, several as a list. */
  vehicle: z.preprocess(
    (given) => (given === undefined ? [] : [given].flat()),
    z.array(z.guid()).min(1, 'mark at least one vehicle').max(500),
  ),
  /** Where the button stood. */
  back: z
    .string()
    .max(4_000)
    .regex(/^\/console\/vehicles(?:[/?]|$)/),
});

const BODIES = {
  /** Without a right value the wrong one is taken out. */
  reject: z.object({
    field: z.string(),
    value: textUpTo(20_000)
      .transform((text) => text.trim() || undefined)
      .optional(),
    note,
  }),
  accept: z.object({ field: z.string() }),
  undo: z.object({}),
  exclude: z.object({ note }),
  include: z.object({}),
} as const satisfies Record<Decision['kind'], z.ZodType>;
const NAMES: Readonly<Record<Decision['kind'], string>> = {
  reject: 'reject value',
  accept: 'accept value',
  undo: 'undo vehicle',
  exclude: 'exclude vehicle',
  include: 'include vehicle',
};

export function vehicleChanges(pages: Pages): void {
  pages.change('/console/vehicles/run', { body: run }, async ({ db, body }) => {
    const { vehicle: ids, back } = body;
    const started = await startManualRun(db, { ids, batchSize: ids.length, dryRun: false, force: true });
    const left = started.leftOut.length;
    const leftOut = left === 0 ? '' : ` ${counted(left, 'vehicle')} left out, complete or excluded.`;
    return {
      what: ids.length === 1 ? 'run vehicle' : 'run vehicles',
      target: ids.length === 1 ? (ids[0] ?? null) : null,
      detail: { run: started.runId, vehicles: started.vehicles.map(({ id }) => id) },
      said: `${counted(started.vehicles.length, 'vehicle')} queued.${leftOut}`,
      to: back,
    };
  });
  for (const kind of Object.keys(NAMES) as Decision['kind'][]) change(pages, kind);
}

function change(pages: Pages, kind: Decision['kind']): void {
  const rules = { body: BODIES[kind], params: vehicleParams };
  pages.change(`/console/vehicles/:id/${kind}`, rules, async ({ db, body, params: { id }, who }) => {
    try {
      const { done, values } = await decide(db, id, { kind, ...body } as Decision, who);
      return {
        what: NAMES[kind],
        target: id,
        detail: { ...body, was: values },
        said: `${done.slice(0, 1).toUpperCase()}${done.slice(1, 400)}.`,
        to: `/console/vehicles/${id}`,
      };
    } catch (error) {
      if (error instanceof DecisionRefusedError) throw new RefusedError(error.message, error.unknown ? 404 : 400);
      throw error;
    }
  });
}
