import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RetryError } from './errors.ts';
import { toldText, withoutCredentials } from './told-text.ts';

const SECRET = 'hunter2-s3cret';

describe('what is told of a text', () => {
  test('keeps scheme, host and path of any address and drops user, password and query', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(word, word, word, word, (user, password, host, path) => {
        const cleaned = withoutCredentials(
          `at https://${user}:${password}XX@${host}.example/${path}?token=${password}XX.`,
        );
        expect(cleaned).toBe(`at https://${host}.example/${path}`);
      }),
    );
    expect(withoutCredentials('postgres://OWNER:PASSWORD@HOST:5432/DATABASE')).toBe(
      'postgres://OWNER:PASSWORD@HOST:5432/DATABASE',
    );
    expect(withoutCredentials('postgres://a:se@cret:PASSWORD@HOST/')).toBe('postgres://HOST/');
  });

  test.for([
    `GET https://cars.example/1#access_token=${SECRET} failed`,
    `GET https://cars.example/1;token=${SECRET} failed`,
    `GET https://cars.example/1;jsessionid=${SECRET}?a=b failed`,
    `robots.txt of cars.example forbids /1;token=${SECRET}`,
    `Authorization: Bearer ${SECRET}`,
    `authorization: Basic ${SECRET}`,
    `{"Authorization":"Bearer ${SECRET}"}`,
    `Proxy-Authorization: ${SECRET}`,
    `x-api-key: ${SECRET}`,
    `Cookie: a=1; session=${SECRET}`,
    `host=db user=me password=${SECRET} dbname=x`,
    `host=db password='${SECRET} and more' dbname=x`,
    `alter role me password '${SECRET}'`,
    `{ password: '${SECRET}' }`,
    `x-amz-security-token: ${SECRET}`,
    `PGPASSWORD=${SECRET} psql`,
    `LLM_API_KEY=${SECRET}`,
    `{"password":"${SECRET}"}`,
    `{'access_token': '${SECRET}'}`,
    `sent with bearer ${SECRET}-and-some-more`,
    `a token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${SECRET} of theirs`,
  ])('has no secret: %s', (text) => {
    expect(withoutCredentials(text)).not.toMatch(/hunter2|s3cret/);
  });

  test.for([
    'Unauthorized: send the header Authorization with the key.',
    'export PGUSER=OWNER PGPASSWORD=PASSWORD PGSSLMODE=require',
    'password authentication failed for user "me"',
    'Correct user and password (percent-encoded): DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/DATABASE',
    'SUPABASE_JWT_SECRET: must have at least 32 characters',
    'SERVICE_KEY is not set: export SERVICE_KEY=$(openssl rand -hex 32)',
    'read https://cars.example/1; then https://cars.example/2, and no more',
    'SELECT id, task_identifier, key, last_error FROM graphile_worker.jobs WHERE attempts >= max_attempts;',
  ])('says all else as it is: %s', (text) => {
    expect(withoutCredentials(text)).toBe(text);
  });

  test('is bounded, tells how long the whole was, and cuts no secret in half', () => {
    const long = toldText(`first ${'x '.repeat(300_000)}`);
    expect(long.length).toBeLessThanOrEqual(2_000);
    expect(long).toMatch(/^first x x .*\(600006 characters\)$/);
    for (let at = 1_900; at < 4_100; at += 7) {
      const told = toldText(
        `${'y '.repeat(at / 2)}postgres://somebody:${SECRET}@db.example/x and more`.padEnd(9_000, ' z'),
      );
      expect(told).not.toMatch(/hunter|somebody/);
      expect(told.length).toBeLessThanOrEqual(2_000);
    }
    expect(new RetryError('e'.repeat(500_000)).message.length).toBeLessThanOrEqual(2_000);
    expect(toldText('as it is')).toBe('as it is');
  });

  test('takes no longer for a text made to take long', () => {
    for (const text of [
      'a'.repeat(4_000),
      'password='.repeat(400),
      `password${' '.repeat(3_900)}`,
      `x://${'@'.repeat(3_900)}`,
      `x://${';a'.repeat(1_900)}`,
    ]) {
      expect(toldText(text).length).toBeLessThanOrEqual(2_000);
    }
  });
});
