/**
 * Who may ask for runs and decisions: whoever bears one of our service keys, or the service-role token of the Supabase
 * project whose secret we know.
 * Invariant: a key is compared in the same time whatever was given, a token counts only when it is signed with HS256 and
 * has not expired, and why a bearer was turned away is told to nobody.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface Bearers {
  /** Several while one is exchanged for another. */
  readonly serviceKeys: readonly string[];
  /** SUPABASE_JWT_SECRET. */
  readonly jwtSecret: string | undefined;
}

export type IsLetIn = (bearer: string) => Promise<boolean>;

/** Of hosted projects, and of those that run on one's own machine. */
const ISSUERS = ['supabase', 'supabase-demo'];
const ROLE = 'service_role';

/** Undefined: there is nobody to let in. */
export async function letIn({ serviceKeys, jwtSecret }: Bearers): Promise<IsLetIn | undefined> {
  if (serviceKeys.length === 0 && jwtSecret === undefined) {
    return undefined;
  }
  const placeOf = keyAmong(serviceKeys);
  const isToken = jwtSecret === undefined ? async () => false : await tokensOf(jwtSecret);
  return async (bearer) => placeOf(bearer) >= 0 || (await isToken(bearer));
}

/**
 * The place of a key among those that are taken; -1: it is none of them. Hashing first makes both sides equally long:
 * timingSafeEqual throws on unequal lengths, which would tell the length.
 */
export function keyAmong(keys: readonly string[]): (given: string) => number {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = keys.map(digest);
  return (given) => {
    const found = digest(given);
    // All of them, always: which one it was takes no other time than none.
    return expected.map((each) => timingSafeEqual(found, each)).indexOf(true);
  };
}

async function tokensOf(secret: string): Promise<IsLetIn> {
  // Loaded where it is asked for: 65 ms and 6 MB that most do without.
  const { errors, jwtVerify } = await import('jose');
  const key = new TextEncoder().encode(secret);
  return async (bearer) => {
    try {
      const { payload } = await jwtVerify(bearer, key, {
        algorithms: ['HS256'],
        issuer: ISSUERS,
        requiredClaims: ['exp', 'role'],
      });
      return payload.role === ROLE;
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        return false;
      }
      throw error;
    }
  };
}
