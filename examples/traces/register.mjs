// Registers an OpenTelemetry SDK before the daemon starts: NODE_OPTIONS="--import ./register.mjs" npx micro-scrape start
// Where the spans go is said by OTEL_EXPORTER_OTLP_ENDPOINT (http://127.0.0.1:4318 if unset).
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

// Without it no span would have a parent.
context.setGlobalContextManager(new AsyncLocalStorageContextManager());
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] }),
);
