/**
 * One hostile input and what must become of it.
 * Invariant: a case is right only when it ends in its named outcome, within its limit, and neither canary was connected to.
 */
import { readFileSync } from 'node:fs';

export interface Case {
  readonly name: string;
  /** What `run` must answer, or begin its answer with. */
  readonly outcome: string;
  /** 10 s unless it says so: most take milliseconds. */
  readonly limitMs?: number;
  run(): Promise<string> | string;
}

export interface Kind {
  readonly name: string;
  /** More than one only where no case could reach a canary: a visit could not be told whose it was. */
  readonly atOnce: number;
  cases(): readonly Case[] | Promise<readonly Case[]>;
  /** Ends what its cases have started. */
  close?(): Promise<void>;
}

export interface Result {
  readonly kind: string;
  readonly name: string;
  readonly outcome: string;
  readonly ms: number;
  /** Why it is wrong; absent when it is right. */
  readonly wrong?: string;
}

const LIMIT_MS = 10_000;

/** Runs a kind's cases; `visits` says how many connections the canaries have seen. */
export async function runKind(
  kind: Kind,
  wanted: (name: string) => boolean,
  visits: () => Promise<number>,
): Promise<Result[]> {
  const cases = (await kind.cases()).filter(({ name }) => wanted(name));
  const results: Result[] = [];
  let next = 0;
  let before = await visits();
  const work = async () => {
    for (let each = cases[next++]; each !== undefined; each = cases[next++]) {
      const result = await runCase(kind.name, each);
      results.push(kind.atOnce === 1 ? await unlessVisited(result) : result);
    }
  };
  const unlessVisited = async (result: Result): Promise<Result> => {
    const after = await visits();
    if (after === before) return result;
    before = after;
    return { ...result, wrong: `a canary was visited (${result.wrong ?? result.outcome})` };
  };
  try {
    await Promise.all(Array.from({ length: kind.atOnce }, work));
    const last = results.pop();
    if (last !== undefined) results.push(await unlessVisited(last));
  } finally {
    await kind.close?.();
  }
  return results;
}

async function runCase(kind: string, { name, outcome: expected, limitMs = LIMIT_MS, run }: Case): Promise<Result> {
  const began = performance.now();
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`nothing within ${limitMs / 1_000} s`), limitMs);
  const outcome = await Promise.race([
    (async () => run())().catch((error: unknown) => `threw ${error instanceof Error ? error.message : String(error)}`),
    late.promise,
  ]);
  clearTimeout(timer);
  const ms = performance.now() - began;
  const result = { kind, name, outcome: expected, ms };
  if (!outcome.startsWith(expected)) return { ...result, wrong: `${outcome.slice(0, 300)}, not ${expected}` };
  // A case that holds the event loop lets its own timer wait.
  return ms > limitMs ? { ...result, wrong: `took ${Math.round(ms)} ms, more than ${limitMs}` } : result;
}

/** A data file: inputs by the outcome that each must have. */
export function corpus(name: string): readonly (readonly [outcome: string, input: string])[] {
  const file = new URL(`corpus/${name}.json`, import.meta.url);
  const data = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly unknown[]>>;
  return Object.entries(data).flatMap(([outcome, inputs]) =>
    inputs.map((input) => [outcome, typeof input === 'string' ? input : JSON.stringify(input)] as const),
  );
}

/** The name of a case made of its input. */
export function named(input: string): string {
  const visible = JSON.stringify(input).slice(1, -1);
  return visible.length > 70 ? `${visible.slice(0, 60)}... (${input.length} characters)` : visible;
}

/** As `get`, each name once: a second case of the same name gets a number. */
export function distinct(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const times = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, times);
    return times === 1 ? each : { ...each, name: `${each.name} (${times})` };
  });
}
