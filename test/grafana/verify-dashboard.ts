/**
 * Runs every query of the committed dashboards against a Prometheus that scrapes a live daemon.
 * Invariant: a query that errors or returns nothing is a failure, and all failures are told at once. Of an annotation
 * nothing is a good answer, and of a query that a young daemon cannot answer.
 */
import { z } from 'zod';
import { ANSWERED_LATER, committedDashboards, queriesOf } from '../../grafana/queries.ts';

const answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z.object({ result: z.array(z.unknown()) }).optional(),
});

const isLater = (where: string) => Object.keys(ANSWERED_LATER).some((ending) => where.endsWith(ending));

/** Throws an Error that names every query that failed or was empty. `rateInterval`: at least four scrapes long. */
export async function verifyDashboards(options: {
  prometheusUrl: string;
  rateInterval?: string;
}): Promise<{ readonly queries: number }> {
  const { prometheusUrl, rateInterval = '1m' } = options;
  const signal = AbortSignal.timeout(60_000);
  const queries = (await committedDashboards()).flatMap((dashboard) => queriesOf(dashboard, { rateInterval }));
  const problems: string[] = [];
  for (const { where, of, expr } of queries) {
    const url = new URL('/api/v1/query', prometheusUrl);
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ query: expr }), signal });
    const { status, error, data } = answer.parse(await response.json());
    if (status !== 'success') problems.push(`${where}: ${error ?? status}: ${expr}`);
    else if (of !== 'annotation' && !isLater(where) && !data?.result.length)
      problems.push(`${where}: no data: ${expr}`);
  }
  if (problems.length > 0) {
    throw new Error(`${problems.length} of ${queries.length} queries show nothing:\n${problems.join('\n')}`);
  }
  return { queries: queries.length };
}
