import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { ROOT, startProgram } from '../support/program.ts';

const ended = z.object({
  vehicles: z.array(z.object({ outcome: z.string(), score: z.number(), score_before: z.number() })),
});

/** `...` stands for anything, and columns may be wider. */
function shownAs(line: string): RegExp {
  const words = line.trim().split(/\s+/);
  return new RegExp(
    words.map((word) => (word === '...' ? '.*' : word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('\\s*'),
    'm',
  );
}

describe('the demo', () => {
  test('ends with 0, with every vehicle as the sample site says it must be, and prints times and monitoring, and one document for machines', async () => {
    const program = startProgram(['demo', '--json'], { PORT: '0' });
    let answer = '';
    program.child.stdout?.on('data', (text: string) => {
      answer += text;
    });
    const code = await program.ended;
    const said = program.output();
    expect([code, said]).toEqual([0, said]);
    const complete = SAMPLE_LISTINGS.filter((listing) => listing.end.outcome === 'complete').length;
    expect(said).toContain(`${complete} of ${SAMPLE_LISTINGS.length} vehicles are complete`);
    expect(said).toMatch(/pages with photographs\s+median \d+ ms/);
    expect(said).toMatch(/pages without photographs\s+median \d+ ms/);
    expect(said).toMatch(/metrics\s+http:\/\/127\.0\.0\.1:\d+\/metrics/);
    expect(said).toMatch(/2018 Jaguar F-Type +47 +47 +blocked/);
    expect(said).toContain('no discovery_url');
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    const shown = /^\$ npm run demo\n([\s\S]*?)^```/m.exec(readme)?.[1]?.trim().split('\n') ?? [];
    expect(shown.length).toBeGreaterThan(6);
    for (const line of shown) expect(said).toMatch(shownAs(line));
    const { vehicles } = ended.parse(JSON.parse(answer));
    expect(vehicles).toHaveLength(SAMPLE_LISTINGS.length);
    expect(vehicles.filter((vehicle) => vehicle.outcome === 'complete')).toHaveLength(complete);
    expect(vehicles.every((vehicle) => vehicle.score_before <= vehicle.score)).toBe(true);
  });
});
