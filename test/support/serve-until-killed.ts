/**
 * For tests: serves the folder in the first argument and writes the server as one line of JSON, then lives until
 * it is killed. An error goes to standard output in the same way.
 */
import { once } from 'node:events';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { FatalError } from '../../src/runtime/errors.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: serve-until-killed <folder>');

try {
  const { url, port } = await startEmbeddedPostgres({ dataDir, durable: false });
  process.stdout.write(`${JSON.stringify({ url, port })}\n`);
  process.stdin.resume();
  await once(process.stdin, 'close');
} catch (error) {
  if (!(error instanceof FatalError)) throw error;
  process.stdout.write(`${JSON.stringify({ exitCode: error.exitCode, message: error.message })}\n`);
}
