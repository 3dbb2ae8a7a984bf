/**
 * What daemons and programs of a test file said, for whoever reads why a test failed.
 * Invariant: whatever a test starts says its last lines here, and a failure prints them once.
 */

const LINES = 200;
/** Those before them belong to tests that have passed. */
const SPEAKERS = 12;

const speakers: { readonly name: string; readonly lines: string[] }[] = [];

/** Keeps the last lines that are given to what it returns. */
export function keepLog(name: string): (text: string) => void {
  const lines: string[] = [];
  speakers.push({ name, lines });
  speakers.splice(0, Math.max(0, speakers.length - SPEAKERS));
  return (text) => {
    lines.push(...text.trimEnd().split('\n'));
    lines.splice(0, Math.max(0, lines.length - LINES));
  };
}

/** All that is kept, which is then forgotten. */
export function takeLogs(): string {
  return speakers
    .splice(0)
    .map(({ name, lines }) => `--- the last ${lines.length} lines of ${name}\n${lines.join('\n')}\n`)
    .join('');
}
