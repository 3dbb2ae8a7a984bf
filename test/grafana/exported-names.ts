/** Which metric names a daemon exports, and which names a text of PromQL asks for. */
import { MetricsRegistry } from '../../src/observability/metrics/registry.ts';
import { parseExposition } from '../support/exposition.ts';

/** Names of all series, a histogram's with its endings. */
export async function exportedNames(): Promise<Set<string>> {
  const { body } = await new MetricsRegistry().render((error) => {
    throw error;
  });
  const { families } = parseExposition(body);
  return new Set(
    [...families].flatMap(([name, { type }]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

/** Metrics of the daemon and of Node; names with a colon are recording rules and not among them. */
export function namesIn(promql: string): string[] {
  return [...promql.matchAll(/(?<![\w:])(?:micro_scrape|nodejs|process)_\w+(?![\w:])/g)].map(([name]) => name);
}
