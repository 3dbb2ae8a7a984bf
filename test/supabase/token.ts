/** What a project of Supabase signs for its roles, with a secret of the tests. */
import { SignJWT } from 'jose';

export const JWT_SECRET = 'the-secret-of-a-project-that-does-not-exist-0123';

export function tokenOf(role: string): Promise<string> {
  return new SignJWT({ role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('supabase')
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JWT_SECRET));
}
