/**
 * `node tools/expressions.ts`: regular expressions of src that may take more than linear time.
 * Invariant: each one found is either written anew, or says on the line above it, after `// bounded:`, what bounds the text
 * that it is run on; an exponential one has no excuse. Nearly all read pages, in a process that has 5 s of the processor
 * for one. Those that are built (`new RegExp`) are not seen: their sources are known only once their modules have run.
 */
import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { analyse } from 'scslre';

const REASON = /\/\/ bounded: \S/;

interface Expression {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly slow: readonly string[];
  readonly excused: boolean;
}

function expressionsIn(file: string): Expression[] {
  const code = readFileSync(file, 'utf8');
  const lines = code.split('\n');
  const found: Expression[] = [];
  const { program } = parseSync(file, code);
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const { pattern, flags } = node.regex;
      const line = code.slice(0, node.start).split('\n').length;
      const { reports } = analyse({ source: pattern, flags }, { reportTypes: { Move: true, Self: true, Trade: true } });
      found.push({
        file,
        line,
        text: `/${pattern}/${flags}`,
        slow: [...new Set(reports.map(({ type, exponential }) => (exponential ? `exponential ${type}` : type)))],
        excused: lines.slice(Math.max(0, line - 3), line).some((each) => REASON.test(each)),
      });
    },
  }).visit(program);
  return found;
}

const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
const all = files.flatMap(expressionsIn);
const slow = all.filter(
  ({ slow: kinds, excused }) => kinds.some((kind) => kind.startsWith('exponential')) || (kinds.length > 0 && !excused),
);
for (const { file, line, text, slow: kinds } of slow)
  process.stderr.write(`${file}:${line}: ${kinds.join(', ')}: ${text.slice(0, 160)}\n`);
process.stdout.write(`${all.length} expressions, ${slow.length} not linear and without a reason\n`);
process.exit(slow.length === 0 ? 0 : 1);
