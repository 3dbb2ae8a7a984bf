/** What a Prometheus knows, asked as Grafana asks it. */
import { z } from 'zod';

const labels = z.record(z.string(), z.string());
const sample = z.object({ metric: labels, value: z.tuple([z.number(), z.string()]) });
const answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.object({ result: z.array(z.unknown()) }) }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);
const rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() })),
      }),
    ),
  }),
});

const targets = z.object({
  data: z.object({ activeTargets: z.array(z.object({ scrapeUrl: z.string(), lastError: z.string() })) }),
});

/** What went wrong at the last scrape of each target. */
export async function scrapeFaults(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/targets`, { signal: AbortSignal.timeout(20_000) });
  const { activeTargets } = targets.parse(await response.json()).data;
  return activeTargets.flatMap(({ scrapeUrl, lastError }) => (lastError === '' ? [] : [`${scrapeUrl}: ${lastError}`]));
}

/** The answer's vector. @throws Error when the query is a mistake */
export async function query(url: string, expr: string): Promise<z.infer<typeof sample>[]> {
  const body = new URLSearchParams({ query: expr });
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body, signal: AbortSignal.timeout(20_000) });
  const said = answer.parse(await response.json());
  if (said.status === 'error') throw new Error(`${expr}: ${said.error}`);
  return z.array(sample).parse(said.data.result);
}

/** The one number that the query gives; undefined where it gives none. */
export async function figure(url: string, expr: string): Promise<number | undefined> {
  const [first] = await query(url, expr);
  return first === undefined ? undefined : Number(first.value[1]);
}

/** Rules that were evaluated with an error, or not yet. */
export async function unhealthyRules(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/rules`, { signal: AbortSignal.timeout(20_000) });
  const { data } = rules.parse(await response.json());
  return data.groups.flatMap((group) =>
    group.rules
      .filter(({ health }) => health !== 'ok')
      .map(({ name, health, lastError }) => `${name}: ${lastError ?? health}`),
  );
}
