/** What a chaos run says, on standard output. */

export interface Finding {
  readonly name: string;
  readonly promise: string;
  readonly violations: readonly string[];
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line a check; below it the first of what is wrong. */
export function printTable(findings: readonly Finding[]): void {
  const width = Math.max(...findings.map(({ name }) => name.length));
  say('');
  for (const { name, promise, violations } of findings) {
    say(`${violations.length === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${promise}`);
    for (const violation of violations.slice(0, 5)) say(`        ${violation}`);
    if (violations.length > 5) say(`        and ${violations.length - 5} more`);
  }
  say('');
}
