/** Addresses as Supabase hands them out, on a machine that does not reach them: errors as Node makes them. */
import { expect, test } from 'vitest';
import { withoutCredentials } from '../runtime/told-text.ts';
import { unreachable } from './connection-advice.ts';
import { isConnectionError } from './connection-error.ts';

const DIRECT = 'postgres://postgres:a-secret@db.abcdefghijklmnopqrst.supabase.co:5432/postgres';
const failed = (code: string, message: string) => Object.assign(new Error(message), { code });
const POOLER =
  /postgres:\/\/postgres\.REF:PASSWORD@aws-0-REGION\.pooler\.supabase\.com:5432\/postgres {3}# the session pooler/;

test.for([
  failed('ENETUNREACH', 'connect ENETUNREACH 2a05:d014:1c06:5f00::1:5432 - Local (:::0)'),
  failed('EHOSTUNREACH', 'connect EHOSTUNREACH 2a05:d014:1c06:5f00::1:5432'),
  failed('EADDRNOTAVAIL', 'connect EADDRNOTAVAIL 2a05:d014:1c06:5f00::1:5432 - Local (:::0)'),
  failed('ENOTFOUND', 'getaddrinfo ENOTFOUND db.abcdefghijklmnopqrst.supabase.co'),
  failed('EAI_AGAIN', 'getaddrinfo EAI_AGAIN db.abcdefghijklmnopqrst.supabase.co'),
  new AggregateError([
    failed('ENETUNREACH', 'connect ENETUNREACH ::ffff:5432'),
    failed('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:5432'),
  ]),
] as const)('an address of IPv6 alone that is not reached: the session pooler is named (%s)', (error) => {
  const told = unreachable(error, DIRECT);
  // As it is printed.
  expect(withoutCredentials(told.message)).toMatch(POOLER);
  expect(told.message).not.toContain('a-secret');
  expect(told.exitCode).toBe(69);
  expect(isConnectionError(error)).toBe(true);
});

test.for([
  failed('EHOSTUNREACH', 'connect EHOSTUNREACH 192.0.2.1:5432'),
  failed('ENOTFOUND', 'getaddrinfo ENOTFOUND database.example'),
  failed('ECONNREFUSED', 'connect ECONNREFUSED ::1:5432'),
  failed('ENOTFOUND', 'getaddrinfo ENOTFOUND aws-0-nowhere.pooler.supabase.com'),
] as const)('and nowhere else (%s)', (error) => {
  expect(unreachable(error, 'postgres://u@h/d').message).not.toMatch(/pooler\.supabase\.com:5432/);
});
