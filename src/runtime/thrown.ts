/**
 * What was thrown, asked about: as an Error, in words, by its code.
 * Invariant: nothing here throws, whatever was thrown.
 */

/** Whatever was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Never empty. A name with several addresses fails once for each of them, in one error that says nothing itself. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof AggregateError) {
    return thrown.errors.map(messageOf).join('; ');
  }
  return thrown instanceof Error ? thrown.message || codeOf(thrown) || thrown.name : String(thrown);
}

/** The code of Node (`ENOENT`), undici or PostgreSQL (`28P01`). */
export function codeOf(thrown: unknown): string | undefined {
  const one: unknown = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  return one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : undefined;
}

export function hasCode(thrown: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(thrown) ?? '');
}

/** Nobody is there, or not now: trying again may help. */
const NETWORK_CODE = /^E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL|AI_AGAIN|NOTFOUND)$/;

export const isNetworkError = (thrown: unknown): boolean => NETWORK_CODE.test(codeOf(thrown) ?? '');

/** Nothing where what was looked for is not there. */
export async function orMissing<T>(
  found: Promise<T>,
  isMissing = (thrown: unknown) => hasCode(thrown, 'ENOENT'),
): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}
