/**
 * Configuration, as one table of environment variables.
 * Invariant: the environment is read here once, all mistakes are reported together, and no secret is ever printed.
 */
import { Resolver } from 'node:dns';
import { parseCronItems } from 'graphile-worker';
import { z } from 'zod';
import { FatalError } from './errors.ts';

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const postgresUrl = z
  .string()
  .trim()
  .refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    message:
      'must be a URL that begins with postgres:// or postgresql:// (percent-encode special characters in the password)',
  });

/** The queue's own parser decides, so what is accepted here is understood there. */
const cronPattern = z
  .string()
  .trim()
  .refine(
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
const nameServers = z.string().transform((value, context) => {
  const servers = value.split(',').map((entry) => entry.trim());
  try {
    new Resolver().setServers(servers);
    return servers;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be addresses such as 192.0.2.53 or [2001:db8::53]:5353' });
    return z.NEVER;
  }
});

const secret = z.string().trim().min(32, 'must have at least 32 characters');
/** The second while one is exchanged for another. */
const serviceKeys = z
  .string()
  .transform((value) => value.split(',').map((each) => each.trim()))
  .pipe(z.array(secret));

/** Each variable with its rule; its meaning stands in docs/configuration.md and in `micro-scrape --help`. */
const table = z.object({
  DATABASE_URL: postgresUrl.optional(),
  LISTEN_DATABASE_URL: postgresUrl.optional(),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: count(0, 65_535).default(9464),
  SERVICE_KEY: serviceKeys.optional(),
  SUPABASE_JWT_SECRET: secret.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CONCURRENCY: count(1, 64).default(8),
  BLOB_STORE: z
    .string()
    .trim()
    .regex(/^(file:.+|s3:\/\/[^/]+(\/.*)?)$/, 'must be file:DIRECTORY or s3://BUCKET/PREFIX')
    .default('file:./.data/blobs'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FETCH_MIN_INTERVAL_MS: count(0, 3_600_000).default(1000),
  FETCH_ALLOW_PRIVATE: z.string().trim().default(''),
  EGRESS_PROXY_URL: z.url({ protocol: /^https?$/ }).optional(),
  DNS_SERVERS: nameServers.optional(),
  USER_AGENT: z
    .string()
    .trim()
    .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
    .default('micro-scrape/0.1'),
  ROBOTS: z.enum(['obey', 'ignore']).default('obey'),
  RECONCILE_CRON: cronPattern.default('*/5 * * * *'),
  LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LLM_MODEL: z.string().trim().min(1).optional(),
  LLM_API_KEY: z.string().trim().min(1).optional(),
});

const LLM = ['LLM_BASE_URL', 'LLM_MODEL', 'LLM_API_KEY'] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  /** Absent: an embedded PostgreSQL under ./.data serves. */
  readonly databaseUrl: string | undefined;
  readonly listenDatabaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Empty, and without a secret: the POST route is closed. */
  readonly serviceKeys: readonly string[];
  /** Of a Supabase project, whose service-role token opens the route too. */
  readonly jwtSecret: string | undefined;
  readonly logLevel: z.infer<typeof table>['LOG_LEVEL'];
  /** Vehicles worked on at the same time by this daemon. */
  readonly concurrency: number;
  readonly blobStore: string;
  /** For S3-compatible storage that is not Amazon's. */
  readonly s3Endpoint: string | undefined;
  readonly fetchMinIntervalMs: number;
  /** host:port pairs that may be private. */
  readonly fetchAllowPrivate: readonly string[];
  readonly egressProxyUrl: string | undefined;
  /** Empty: those of the system. */
  readonly dnsServers: readonly string[];
  readonly userAgent: string;
  readonly robots: 'obey' | 'ignore';
  /** When what the triggers could not see is looked for. */
  readonly reconcileCron: string;
  /** Absent: descriptions are composed without a model. */
  readonly model: LanguageModelConfig | undefined;
}

/** An OpenAI-compatible endpoint. */
export interface LanguageModelConfig {
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string;
  readonly name: string;
  readonly apiKey: string;
}

/** Reads the environment or throws one FatalError (78) that names every mistake. An empty variable counts as unset. */
export function readConfig(env: Environment): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in table.shape && value?.trim()));
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
    databaseUrl: value.DATABASE_URL,
    listenDatabaseUrl: value.LISTEN_DATABASE_URL,
    host: value.HOST,
    port: value.PORT,
    serviceKeys: value.SERVICE_KEY ?? [],
    jwtSecret: value.SUPABASE_JWT_SECRET,
    logLevel: value.LOG_LEVEL,
    concurrency: value.CONCURRENCY,
    blobStore: value.BLOB_STORE,
    s3Endpoint: value.S3_ENDPOINT,
    fetchMinIntervalMs: value.FETCH_MIN_INTERVAL_MS,
    fetchAllowPrivate: value.FETCH_ALLOW_PRIVATE.split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
    egressProxyUrl: value.EGRESS_PROXY_URL,
    dnsServers: value.DNS_SERVERS ?? [],
    userAgent: value.USER_AGENT,
    robots: value.ROBOTS,
    reconcileCron: value.RECONCILE_CRON,
    model:
      value.LLM_BASE_URL === undefined || value.LLM_MODEL === undefined || value.LLM_API_KEY === undefined
        ? undefined
        : { baseUrl: value.LLM_BASE_URL, name: value.LLM_MODEL, apiKey: value.LLM_API_KEY },
  });
}
