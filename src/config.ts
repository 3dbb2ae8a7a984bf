/**
 * Configuration, as one table of environment variables.
 * Invariant: the environment is read here once, by one rule for all variables; all mistakes are reported together, what
 * looks like a variable of ours and is none is named, and no secret is ever printed.
 */

import { Resolver } from 'node:dns';
import { parseCronItems } from 'graphile-worker';
import { z } from 'zod';
import { QUEUE_SCHEMA_NAME } from './database/queue-schema.ts';
import { readTls, trusting } from './database/tls.ts';
import { parseAllowPrivate } from './fetching/address.ts';
import type { BrowserSettings } from './fetching/browser/page-browser.ts';
import { bareValue } from './runtime/bare-value.ts';
import { FatalError } from './runtime/errors.ts';
import { messageOf } from './runtime/thrown.ts';
import { isTypo } from './runtime/typo.ts';

const count = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max, {
      message: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number);
const list = z.string().transform((text) => text.split(',').map(bareValue));
const oneOf = <const T extends readonly string[]>(words: T) => z.string().toLowerCase().pipe(z.enum(words));
const line = z.string().regex(/^\P{Cc}*$/u, 'must not contain a line break or another control character');
const postgresUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\//i.test(value) && URL.canParse(value), {
    message:
      'must be a URL that begins with postgres:// or postgresql:// (percent-encode special characters in the password)',
  })
  .superRefine(explainTls);
/** A file's name or PEM text. */
const authority = z.string().superRefine((value, context) => explainTls(trusting('postgres://host', value), context));

function explainTls(connectionString: string, context: z.RefinementCtx): void {
  try {
    readTls(connectionString);
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) });
  }
}

/** The queue's own parser decides, so what is accepted here is understood there. */
const cronPattern = z.string().refine(
  (match) => {
    try {
      parseCronItems([{ task: 'reconcile', match }]);
      return true;
    } catch {
      return false;
    }
  },
  { message: 'must be five fields as in */5 * * * * (minute, hour, day of month, month, day of week; UTC)' },
);

/** The resolver's own parser decides. */
const nameServers = list.transform((servers, context) => {
  try {
    new Resolver().setServers(servers);
    return servers;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be addresses such as 192.0.2.53 or [2001:db8::53]:5353' });
    return z.NEVER;
  }
});

/** The reader that the fetcher uses decides. */
const hostPorts = list.transform((given, context) => {
  const entries = given.filter(Boolean);
  try {
    parseAllowPrivate(entries);
    return entries;
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) });
    return z.NEVER;
  }
});

const secret = line.min(32, 'must have at least 32 characters');
/** The second while one is exchanged for another. */
const serviceKeys = list.pipe(z.array(secret));

/** Each variable with its rule; its meaning stands in docs/configuration.md and in `micro-scrape --help`. */
const table = z.object({
  DATABASE_URL: postgresUrl.optional(),
  LISTEN_DATABASE_URL: postgresUrl.optional(),
  DATABASE_CA: authority.optional(),
  HOST: line.default('127.0.0.1'),
  PORT: count(0, 65_535).default(9464),
  SERVICE_KEY: serviceKeys.optional(),
  SUPABASE_JWT_SECRET: secret.optional(),
  CONSOLE: oneOf(['off', 'read', 'full']).default('full'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: oneOf(['auto', 'json', 'pretty']).default('auto'),
  CONCURRENCY: count(1, 64).default(8),
  BLOB_STORE: z
    .string()
    .regex(/^(file:.+|s3:\/\/[^/]+(\/.*)?)$/, 'must be file:DIRECTORY or s3://BUCKET/PREFIX')
    .default('file:./.data/blobs'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FETCH_MIN_INTERVAL_MS: count(0, 3_600_000).default(1000),
  FETCH_ALLOW_PRIVATE: hostPorts.default([]),
  EGRESS_PROXY_URL: z.url({ protocol: /^https?$/ }).optional(),
  DNS_SERVERS: nameServers.optional(),
  USER_AGENT: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
    .default('micro-scrape/0.1'),
  ROBOTS: oneOf(['obey', 'ignore']).default('obey'),
  // Read where it is used, by src/database/queue-schema.ts; refused here.
  QUEUE_SCHEMA: z
    .string()
    .refine((name) => QUEUE_SCHEMA_NAME.test(name) && !/^(pg_|public$|micro_scrape$|information_schema$)/.test(name), {
      message: 'must be a plain name in lower case for a schema of its own, such as micro_scrape_queue',
    })
    .optional(),
  RECONCILE_CRON: cronPattern.default('*/5 * * * *'),
  BROWSER_PATH: line.optional(),
  BROWSER_URL: z.url({ protocol: /^(?:https?|wss?)$/ }).optional(),
  BROWSER_SANDBOX: oneOf(['on', 'off']).default('on'),
  BROWSER_PROXY_HOST: z.ipv4().or(z.ipv6()).default('127.0.0.1'),
  LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LLM_MODEL: line.optional(),
  LLM_API_KEY: line.optional(),
});

const LLM = ['LLM_BASE_URL', 'LLM_MODEL', 'LLM_API_KEY'] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the table above makes of the environment. */
export type Config = ReturnType<typeof readConfig>;

/** An OpenAI-compatible endpoint. */
export interface LanguageModelConfig {
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string;
  readonly name: string;
  readonly apiKey: string;
}

export function describeTypo({ given, meant }: Readonly<Record<'given' | 'meant', string>>): string {
  return `${given} is set and not read: is ${meant} meant?`;
}

/** Reads the environment or throws one FatalError (78) that names every mistake. An empty variable counts as unset. */
export function readConfig(env: Environment) {
  const named = Object.keys(table.shape).map((name) => [name, bareValue(env[name])] as const);
  const set: Record<string, string> = Object.fromEntries(named.filter(([, value]) => value !== ''));
  const result = table.safeParse(set);
  const lines = result.success ? [] : result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  const unset = LLM.filter((name) => set[name] === undefined);
  if (unset.length > 0 && unset.length < LLM.length) {
    lines.push(`  ${unset.join(', ')}: not set; ${LLM.join(', ')} are set together or not at all`);
  }
  if (!result.success || lines.length > 0) {
    throw new FatalError(
      `The configuration has ${lines.length === 1 ? 'a mistake' : 'mistakes'}:\n${lines.join('\n')}`,
      78,
    );
  }
  const value = result.data;
  return Object.freeze({
    /** Absent: an embedded PostgreSQL under ./.data serves. */
    databaseUrl: value.DATABASE_URL && trusting(value.DATABASE_URL, value.DATABASE_CA),
    listenDatabaseUrl: value.LISTEN_DATABASE_URL && trusting(value.LISTEN_DATABASE_URL, value.DATABASE_CA),
    host: value.HOST,
    port: value.PORT,
    /** Empty, and without a secret: the POST route is closed. */
    serviceKeys: value.SERVICE_KEY ?? [],
    /** Of a Supabase project, whose service-role token opens the route too. */
    jwtSecret: value.SUPABASE_JWT_SECRET,
    /** `read`: it shows and changes nothing. */
    console: value.CONSOLE,
    logLevel: value.LOG_LEVEL,
    logFormat: value.LOG_FORMAT,
    concurrency: value.CONCURRENCY,
    blobStore: value.BLOB_STORE,
    s3Endpoint: value.S3_ENDPOINT,
    fetchMinIntervalMs: value.FETCH_MIN_INTERVAL_MS,
    fetchAllowPrivate: value.FETCH_ALLOW_PRIVATE,
    egressProxyUrl: value.EGRESS_PROXY_URL,
    /** Empty: those of the system. */
    dnsServers: value.DNS_SERVERS ?? [],
    userAgent: value.USER_AGENT,
    robots: value.ROBOTS,
    reconcileCron: value.RECONCILE_CRON,
    /** Absent: pages that scripts fill stay what they are. */
    browser: asBrowser(value),
    /** Absent: descriptions are composed without a model. */
    model: asModel(value),
    /** Set, not read, and most likely meant for one of ours. */
    misspelt: Object.keys(env).flatMap((given) => {
      const meant =
        given in table.shape ? undefined : named.find(([name]) => !(name in set) && isTypo(given, name))?.[0];
      return meant === undefined ? [] : [{ given, meant }];
    }),
  });
}

function asBrowser(value: z.infer<typeof table>): BrowserSettings | undefined {
  const { BROWSER_PATH: path, BROWSER_URL: url } = value;
  if (path === undefined && url === undefined) {
    return undefined;
  }
  return {
    path: url === undefined ? path : undefined,
    url,
    sandbox: value.BROWSER_SANDBOX === 'on',
    proxyHost: value.BROWSER_PROXY_HOST,
  };
}

function asModel(value: z.infer<typeof table>): LanguageModelConfig | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: name, LLM_API_KEY: apiKey } = value;
  return baseUrl && name && apiKey ? { baseUrl, name, apiKey } : undefined;
}
