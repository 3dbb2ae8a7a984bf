/**
 * Spans, for whoever has registered an OpenTelemetry SDK in this process; docs/logs.md shows how.
 * Invariant: without an SDK a span is an object that does nothing; with one, no text of it says more than the log may.
 */
import { createRequire } from 'node:module';
import type * as Otel from '@opentelemetry/api';
import type { Subject } from '../events.ts';
import { VERSION } from '../runtime/version.ts';
import { describeError } from './log.ts';

// The copy that prom-client loads: an import would load another 51 modules beside it. Both find the SDK of the process.
const otel: typeof Otel = createRequire(import.meta.url)('@opentelemetry/api');
const { SpanKind, SpanStatusCode, TraceFlags, trace } = otel;

const tracer = trace.getTracer('micro-scrape', VERSION);

/** One turn over a vehicle. Turns of one run may be hours and daemons apart: a link joins them, not a parent. */
export function spanOfTurn<T>(subject: Subject, work: () => Promise<T>): Promise<T> {
  return inSpan('enrich vehicle', { kind: SpanKind.CONSUMER, root: true, links: linksOf(subject) }, subject, work);
}

/** `isPause`: whether what was thrown only means that the action goes on later. */
export function spanOfAction<T>(
  action: string,
  subject: Subject,
  work: () => Promise<T>,
  isPause: (error: unknown) => boolean,
): Promise<T> {
  return inSpan(action, { attributes: { 'micro_scrape.action': action } }, subject, work, isPause);
}

/** What is known only at the end of the span that is under way. */
export function addToSpan(attributes: Otel.Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

async function inSpan<T>(
  name: string,
  options: { kind?: Otel.SpanKind; root?: boolean; links?: Otel.Link[]; attributes?: Otel.Attributes },
  { runId, vehicleId, jobId }: Subject,
  work: () => Promise<T>,
  isPause: (error: unknown) => boolean = () => false,
): Promise<T> {
  const attributes = {
    'micro_scrape.vehicle_id': vehicleId,
    ...(runId !== null && { 'micro_scrape.run_id': runId }),
    ...(jobId !== null && { 'micro_scrape.job_id': jobId }),
    ...options.attributes,
  };
  return tracer.startActiveSpan(name, { ...options, attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const { type, message, stack } = describeError(error);
      if (isPause(error)) {
        span.setAttribute('micro_scrape.waits', message);
      } else {
        span.recordException({ name: type, message, ...(stack !== undefined && { stack }) });
        span.setStatus({ code: SpanStatusCode.ERROR, message });
      }
      throw error;
    } finally {
      span.end();
    }
  });
}

/** To the event that asked for the run: no span has this context, and all spans of that run over the vehicle name it. */
function linksOf({ runId, vehicleId }: Subject): Otel.Link[] {
  const digits = (id: string) => id.replaceAll('-', '');
  return runId === null
    ? []
    : [{ context: { traceId: digits(runId), spanId: digits(vehicleId).slice(16), traceFlags: TraceFlags.NONE } }];
}
