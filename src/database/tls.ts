/**
 * What a connection string says about TLS, as pg is told it.
 * Invariant: each mode means what docs/configuration.md says, whatever version of pg is there: pg gives them a meaning of
 * its own, which changes with its next version, and warns of that on standard error.
 */

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ConnectionOptions, TLSSocket } from 'node:tls';
import type { ClientBase, ClientConfig } from 'pg';
import { codeOf, messageOf } from '../runtime/thrown.ts';

const CHECKED = ['require', 'verify-full', 'verify-ca'];
const UNCHECKED = ['no-verify', 'prefer', 'allow'];
const MODES = ['disable', ...CHECKED, ...UNCHECKED];
const PARAMETERS = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'uselibpqcompat'];
/** pg's other way to say it. */
const OF_SSL: Readonly<Record<string, string>> = { true: 'require', 1: 'require', 0: 'disable', false: 'disable' };
const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

/** @throws Error when a mode is unknown or a file cannot be read, in words for whoever wrote the connection string */
export function readTls(connectionString: string): Pick<ClientConfig, 'connectionString' | 'ssl' | 'sslnegotiation'> {
  const url = URL.parse(connectionString);
  const said = url?.searchParams;
  if (url === null || said === undefined || !PARAMETERS.some((name) => said.has(name))) {
    return { connectionString };
  }
  const sslnegotiation = said.get('sslnegotiation') === 'direct' ? ('direct' as const) : undefined;
  const ssl = optionsOf(modeOf(said), said);
  for (const name of PARAMETERS) {
    said.delete(name);
  }
  return { connectionString: url.href, ssl, ...(sslnegotiation && ssl && { sslnegotiation }) };
}

/** The same, trusting the authorities of `ca` where it does not name its own; a file's name or PEM text. */
export function trusting(connectionString: string, ca: string | undefined): string {
  const url = URL.parse(connectionString);
  if (url === null || ca === undefined || url.searchParams.has('sslrootcert')) {
    return connectionString;
  }
  url.searchParams.set('sslrootcert', ca);
  return url.href;
}

/** When the server's certificate ends, seconds since 1970; undefined where the connection has none. */
export function certificateEndsAt(client: ClientBase): number | undefined {
  // pg's types do not show the socket. One that was resumed may have forgotten the certificate.
  const { stream } = 'connection' in client ? (client.connection as { stream?: unknown }) : {};
  const end = stream instanceof TLSSocket ? Date.parse(stream.getPeerCertificate().valid_to) : Number.NaN;
  return Number.isNaN(end) ? undefined : end / 1000;
}

function modeOf(said: URLSearchParams): string {
  const mode = said.get('sslmode') ?? ofSsl(said.get('ssl')) ?? 'verify-full';
  if (!MODES.includes(mode)) {
    throw new Error(`sslmode=${mode} is none of ${MODES.join(', ')}`);
  }
  // Asked for by name: what psql does.
  const asPsql = said.get('uselibpqcompat') === 'true' && mode === 'require';
  return asPsql ? (said.has('sslrootcert') ? 'verify-ca' : 'no-verify') : mode;
}

const ofSsl = (value: string | null): string | undefined => (value === null ? undefined : (OF_SSL[value] ?? value));

function optionsOf(mode: string, said: URLSearchParams): ConnectionOptions | false {
  if (mode === 'disable') {
    return false;
  }
  const root = said.get('sslrootcert');
  const cert = said.get('sslcert');
  const key = said.get('sslkey');
  return {
    ...(cert !== null && { cert: read('sslcert', cert) }),
    ...(key !== null && { key: read('sslkey', key) }),
    ...(root !== null && root !== 'system' && { ca: readAuthorities(root) }),
    ...(UNCHECKED.includes(mode) && { rejectUnauthorized: false }),
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

function readAuthorities(fileOrText: string): string {
  // An env file has no place for the ends of lines.
  const text = fileOrText.includes(CERTIFICATE)
    ? fileOrText.replaceAll('\\n', '\n')
    : read('the certificate of the authority', fileOrText);
  try {
    new X509Certificate(text);
  } catch (error) {
    throw new Error('the certificate of the authority is no certificate in PEM', { cause: error });
  }
  return text;
}

function read(what: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = codeOf(error) ?? messageOf(error);
    throw new Error(`${what} cannot be read from ${file} (${reason})`, { cause: error });
  }
}
