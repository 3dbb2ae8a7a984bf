// Registers an OpenTelemetry SDK before the daemon starts: NODE_OPTIONS="--import ./register.mjs" npx micro-scrape start
// Where the spans go is said by OTEL_EXPORTER_OTLP_ENDPOINT (http://127.0.0.1:4318 if unset).

// NODE_OPTIONS reaches npx and the daemon's page readers as well: they have no spans and would each take 25 MB more.
if (process.argv.includes('start')) {
  const { context, trace } = await import('@opentelemetry/api');
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');

  // Without it no span would have a parent.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] }),
  );
}
