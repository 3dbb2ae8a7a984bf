/**
 * Why a database cannot be reached, for people: one sentence, and the lines that fix it.
 * Invariant: it is said the same at the start, by every command and by the doctor; what will fail again in the same way
 * ends with 78, and nobody is told to try it again.
 */

import { FatalError } from '../runtime/errors.ts';
import { codeOf, messageOf } from '../runtime/thrown.ts';
import { describeConnection } from './pool.ts';

export interface Trouble {
  readonly reason: string;
  readonly fix: readonly string[];
  /** 69: it may come back by itself. */
  readonly exitCode: 69 | 78;
}

interface Kind {
  /** Of the code, or of the words where there is none; poolers have one code (08P01) for everything. */
  readonly code?: RegExp;
  readonly words?: RegExp;
  readonly fix: readonly string[];
  readonly lasts?: true;
}

const URL_OF = 'DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/DATABASE';
const UNCHECKED = 'sslmode=no-verify in DATABASE_URL   # encrypted, without knowing to whom';

/** The first that fits. */
const KINDS: readonly Kind[] = [
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    fix: [
      "sslmode=verify-ca in DATABASE_URL, with DATABASE_CA=/path/to/ca.crt   # the host's authority is checked, its name is not",
      UNCHECKED,
    ],
    lasts: true,
  },
  {
    code: /^(CERT_\w+|\w+_CERT\w*|UNABLE_TO_\w+|INVALID_CA|HOSTNAME_MISMATCH)$/,
    fix: [
      "DATABASE_CA=/path/to/ca.crt   # the certificate of the host's own authority, as the host offers it",
      UNCHECKED,
    ],
    lasts: true,
  },
  {
    code: /^(ERR_SSL_\w+|ERR_OSSL_\w+|EPROTO)$/,
    fix: [
      'Correct sslmode, sslcert, sslkey and sslrootcert in DATABASE_URL: docs/configuration.md says what each mode does.',
    ],
    lasts: true,
  },
  {
    words: /does not support SSL/,
    fix: ['sslmode=disable in DATABASE_URL   # this server offers no TLS'],
    lasts: true,
  },
  {
    words: /no encryption|SSL off|SSL( connection is)? required|insecure/i,
    fix: ['sslmode=require in DATABASE_URL   # this server takes encrypted connections only'],
    lasts: true,
  },
  {
    words: /unsupported startup parameter/,
    fix: ['Take that parameter out of DATABASE_URL: the pooler does not pass it on.'],
    lasts: true,
  },
  {
    // The address is one of IPv6 and no way leads there, or the name has no other: as Supabase's own since 2024.
    words: /(E(NET|HOST)UNREACH|EADDRNOTAVAIL) [\da-f]*:|(ENOTFOUND|EAI_AGAIN|ENODATA) db\.\w+\.supabase\.(co|com)\b/,
    fix: [
      'DATABASE_URL=postgres://postgres.REF:PASSWORD@aws-0-REGION.pooler.supabase.com:5432/postgres   # the session pooler, as the dashboard shows it under Connect: the direct address (db.REF.supabase.co) has IPv6 only, and this machine does not reach it',
      'Or give this machine IPv6 (docker: --network host, or IPv6 switched on), or the project the IPv4 add-on.',
    ],
  },
  { code: /^ECONNREFUSED$/, fix: [`Start PostgreSQL there, or correct host and port: ${URL_OF}`] },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, fix: [`Correct the host: ${URL_OF}`] },
  { code: /^28P01$/, fix: [`Correct user and password (percent-encoded): ${URL_OF}`] },
  { code: /^28/, fix: ['Allow this login in pg_hba.conf, or correct DATABASE_URL'] },
  { code: /^3D000$/, fix: [`CREATE DATABASE it, or correct the name: ${URL_OF}`] },
  {
    code: /^53300$/,
    fix: ['Raise max_connections (a daemon needs 2.25 x CONCURRENCY and 11 more), or end idle sessions.'],
  },
  {
    // A login that a pooler has taken, and no session behind it.
    words: /Query read timeout|MaxClients|max clients|no more connections/i,
    fix: [
      "Let the pooler open as many sessions as a daemon takes (2.25 x CONCURRENCY and 11 more; pgbouncer's default_pool_size), or lower CONCURRENCY.",
      'Where there is no pooler: check the network and the firewall.',
    ],
  },
];
const ELSE: Kind = { fix: ['Check that PostgreSQL runs there, the network, the firewall and DATABASE_URL.'] };

export function troubleOf(error: unknown): Trouble {
  if (error instanceof FatalError) {
    // It has said itself what fixes it, in lines that are set in.
    const lines = error.message.split('\n');
    const fix = lines.filter((line) => line.startsWith('  ')).map((line) => line.trim());
    const said = lines.filter((line) => !line.startsWith('  '));
    return { reason: said.join(' '), fix, exitCode: error.exitCode === 69 ? 69 : 78 };
  }
  // Node has advice of its own, which is none for somebody who starts no Node.
  const reason = messageOf(error).replace(/; if the root CA is installed locally.*/s, '');
  const code = codeOf(error) ?? '';
  const kind = KINDS.find((each) => each.code?.test(code) === true || each.words?.test(reason) === true) ?? ELSE;
  return { reason, fix: kind.fix, exitCode: kind.lasts === true ? 78 : 69 };
}

/** Whether trying again will fail in the same way, whoever waits. */
export function lasts(error: unknown): boolean {
  return troubleOf(error).exitCode === 78;
}

export function unreachable(error: unknown, connectionString: string): FatalError {
  if (error instanceof FatalError) {
    return error;
  }
  const { reason, fix, exitCode } = troubleOf(error);
  const lines = fix.map((line) => `  ${line}`).join('\n');
  const what = `Cannot reach the database ${describeConnection(connectionString)}: ${reason}`;
  return new FatalError(`${what}\nFix it with${fix.length > 1 ? ' one of these' : ''}:\n${lines}`, exitCode, {
    cause: error,
  });
}
