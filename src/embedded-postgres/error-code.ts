/** True for an error of the system (`ENOENT`) or of PostgreSQL (`28P01`) with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
