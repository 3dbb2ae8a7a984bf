/**
 * `npm run hostile -- [--only 'KIND' | --only 'KIND: CASE'] [--seed N] [--inputs N]`
 *
 * Everything strangers can send, each with the outcome it must have. Nothing leaves this machine: names are answered here,
 * and a connection to anything but 127.0.0.1 and ::1 fails the run. Exit code 0 when every case ended as it should.
 */
import { parseArgs } from 'node:util';
import { connections, names, redirects, urls } from './addresses.ts';
import { api } from './api.ts';
import { beside } from './beside.ts';
import { bodies } from './bodies.ts';
import { startCanary } from './canary.ts';
import { type Kind, type Result, runKind } from './case.ts';
import { keepDatabase } from './database.ts';
import { fuzz } from './fuzz.ts';
import { headers } from './headers.ts';
import { modelAnswers, payloads } from './inputs.ts';
import { strayConnections } from './loopback-only.ts';
import { pages } from './pages.ts';
import { pictures } from './pictures.ts';
import { printTable, say } from './report.ts';
import { charsets, robots } from './texts.ts';
import { values } from './values.ts';

const INPUTS = 100_000;
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string' }, inputs: { type: 'string' } },
});
process.exit(await main());

async function main(): Promise<number> {
  const began = performance.now();
  const [onlyKind, onlyCase] = options.only?.split(/: (.*)/s) ?? [];
  const canary = await startCanary();
  const databases = keepDatabase();
  const seed = Number(options.seed ?? Math.floor(Math.random() * 2 ** 31));
  const kinds: readonly Kind[] = [
    ...[urls, connections(canary), names(canary), redirects(canary)],
    ...[headers(databases), bodies(databases), charsets, robots(databases)],
    ...[pages(), pictures, modelAnswers, values(databases), api(), payloads],
    beside(databases),
    fuzz(seed, Number(options.inputs ?? INPUTS)),
  ];
  say(`seed ${seed}`);
  const results: Result[] = [];
  for (const kind of kinds) {
    if (onlyKind !== undefined && kind.name !== onlyKind) continue;
    results.push(...(await runKind(kind, (name) => onlyCase === undefined || name === onlyCase, canary.visits)));
  }
  await databases.close();
  await canary.close();
  printTable(results);
  const wrong = results.filter((result) => result.wrong !== undefined);
  for (const { kind, name, wrong: why } of wrong.slice(0, 40)) say(`WRONG ${kind}: ${name}: ${why}`);
  for (const tried of strayConnections) say(`WRONG a connection to ${tried} was tried`);
  say(`${results.length} cases, ${wrong.length} wrong, in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return results.length > 0 && wrong.length === 0 && strayConnections.length === 0 ? 0 : 1;
}
