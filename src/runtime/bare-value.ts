/** Without what a file or `docker --env-file` leaves around a value: blanks, line breaks, a pair of quotes. */
export function bareValue(value: string | undefined): string {
  const trimmed = value?.trim() ?? '';
  return (/^(["'])((?:(?!\1).)*)\1$/s.exec(trimmed)?.[2] ?? trimmed).trim();
}
