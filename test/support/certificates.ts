/** An authority of a test's own and what it signed, made by openssl. */
import { execFile, spawnSync } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const PROGRAM = 'openssl';

export const findOpenssl = (): boolean => spawnSync(PROGRAM, ['version']).status === 0;

export interface Certificates {
  /** PEM files. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** For the host `localhost`, and for no address; in `folder`. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const file = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) => exec(PROGRAM, args);
  const key = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    file(name),
  ];
  await openssl(
    'req',
    '-x509',
    ...key('ca.key'),
    '-out',
    file('ca.crt'),
    '-days',
    '2',
    '-subj',
    '/CN=Authority of a test',
  );
  await openssl(
    'req',
    ...key('server.key'),
    '-out',
    file('server.csr'),
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  );
  const signed = ['-in', file('server.csr'), '-out', file('server.crt'), '-days', '2', '-copy_extensions', 'copy'];
  await openssl('x509', '-req', ...signed, '-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial');
  // As hosts do, the whole chain is shown.
  await appendFile(file('server.crt'), await readFile(file('ca.crt')));
  return { authority: file('ca.crt'), certificate: file('server.crt'), key: file('server.key') };
}
