/** Leave a site alone, let it go on, have it asked more slowly: the same functions as `micro-scrape host`. */
import pg from 'pg';
import { z } from 'zod';
import { pauseHost, resumeHost, slowHost } from '../database/statements/sites.ts';
import { type Pages, RefusedError } from './pages.ts';

const params = z.object({ host: z.string().min(1).max(300) });
const reason = z.string().trim().max(500);
const given = reason.min(1, 'say why, for whoever asks later');
const HOUR_MS = 3_600_000;
/** Nothing where the field was left empty. */
const figureUpTo = (most: number, otherwise: string) =>
  z
    .string()
    .trim()
    .transform((text) => (text === '' ? undefined : Number(text)))
    .refine((figure) => figure === undefined || (figure > 0 && figure <= most), otherwise);
/** Hours; empty: until somebody resumes it. */
const pause = z.object({ reason: given, hours: figureUpTo(8_760, 'must be hours from now, or empty').optional() });
const slow = z.object({ reason: given, seconds: figureUpTo(86_400, 'must be 86400 at the most, or empty') });

export function siteChanges(pages: Pages): void {
  pages.change('/console/sites/:host/pause', { body: pause, params }, async ({ db, params: { host }, body }) => {
    const until = body.hours === undefined ? undefined : new Date(Date.now() + body.hours * HOUR_MS);
    const target = await refusing(pauseHost(db, { host, until, reason: body.reason }));
    const detail = { reason: body.reason, until: until?.toISOString() ?? null };
    return { what: 'pause site', target, detail, said: `${target} is left alone.`, to: pathOf(target) };
  });
  pages.change(
    '/console/sites/:host/resume',
    { body: z.object({ reason: reason.default('') }), params },
    async (change) => {
      const target = await refusing(resumeHost(change.db, change.params.host));
      const said = `${target} goes on at its pace.`;
      return { what: 'resume site', target, detail: { reason: change.body.reason }, said, to: pathOf(target) };
    },
  );
  pages.change('/console/sites/:host/slow', { body: slow, params }, async ({ db, params: { host }, body }) => {
    const { seconds } = body;
    const target = await refusing(slowHost(db, host, seconds === undefined ? undefined : Math.ceil(seconds * 1000)));
    const said =
      seconds === undefined
        ? `${target} has its own pace again.`
        : `${target} is asked every ${seconds} s at the most.`;
    return {
      what: 'slow site',
      target,
      detail: { reason: body.reason, seconds: seconds ?? null },
      said,
      to: pathOf(target),
    };
  });
}

export function pathOf(host: string): string {
  return `/console/sites/${encodeURIComponent(host)}`;
}

/** invalid_parameter_value, as the functions raise it for people. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '22023') throw new RefusedError(`${error.message}.`);
    throw error;
  }
}
