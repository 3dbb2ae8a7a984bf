/**
 * The original's address on Supabase, kept: what is sent there is passed on to the daemon.
 * Invariant: it holds no key and reads no table. The daemon judges whoever calls, and its answer comes back as it is.
 *
 *   supabase secrets set MICRO_SCRAPE_URL=https://micro-scrape.example
 *   supabase functions deploy micro-scrape-bandaid --no-verify-jwt
 */
const PATH = '/functions/v1/micro-scrape-bandaid';
/** Supabase waits 150 s for the first byte of an answer, and then says less than we can. */
const PATIENCE_MS = 140_000;

Deno.serve(async (request) => {
  const daemon = Deno.env.get('MICRO_SCRAPE_URL')?.trim().replace(/\/$/, '');
  if (!daemon) {
    return refuse(503, 'MICRO_SCRAPE_URL is not set: supabase secrets set MICRO_SCRAPE_URL=https://…');
  }
  if (request.method !== 'POST') {
    return refuse(405, 'Send a POST.', { allow: 'POST' });
  }
  const headers = new Headers({ 'content-type': 'application/json' });
  const key = request.headers.get('authorization');
  if (key !== null) {
    headers.set('authorization', key);
  }
  try {
    const answer = await fetch(daemon + PATH, {
      method: 'POST',
      headers,
      body: await request.text(),
      // The key is for this address and no other.
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (answer.status >= 300 && answer.status < 400) {
      await answer.body?.cancel();
      return refuse(502, `${daemon} answers with a redirect: set MICRO_SCRAPE_URL to where it leads.`);
    }
    return new Response(answer.body, { status: answer.status, headers: kept(answer.headers) });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return refuse(504, 'The daemon did not answer in time; what was queued goes on as jobs.');
    }
    // biome-ignore lint/suspicious/noConsole: it is the log of a function
    console.error(error);
    return refuse(
      502,
      'The daemon cannot be reached: does it run, and is MICRO_SCRAPE_URL its address as Supabase sees it?',
    );
  }
});

/** Not those of the connection, such as the length before it was unpacked. */
function kept(from: Headers): Headers {
  const names = ['content-type', 'retry-after', 'www-authenticate'];
  return new Headers(names.flatMap((name) => (from.has(name) ? [[name, from.get(name) ?? '']] : [])));
}

/** In the form of the daemon's own refusals. */
function refuse(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ success: false, error }, { status, headers });
}
