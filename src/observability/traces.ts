/**
 * Spans, for whoever has registered an OpenTelemetry SDK in this process; docs/logs.md shows how.
 * Invariant: without an SDK a span is an object that does nothing; with one, no text of it says more than the log may.
 */
import { type Attributes, type Link, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import type { Subject } from '../events.ts';
import { VERSION } from '../runtime/version.ts';
import { describeError } from './log.ts';

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
export function addToSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

async function inSpan<T>(
  name: string,
  options: { kind?: SpanKind; root?: boolean; links?: Link[]; attributes?: Attributes },
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
function linksOf({ runId, vehicleId }: Subject): Link[] {
  const digits = (id: string) => id.replaceAll('-', '');
  return runId === null
    ? []
    : [{ context: { traceId: digits(runId), spanId: digits(vehicleId).slice(16), traceFlags: TraceFlags.NONE } }];
}
