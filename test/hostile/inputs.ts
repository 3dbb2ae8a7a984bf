/** What programs beside us send: payloads of jobs, answers of a model. */
import { claimsIn } from '../../src/enrichment/model/model-claims.ts';
import { proveAnswer } from '../../src/extraction/model/model-answer.ts';
import { PAYLOADS, readPayload } from '../../src/jobs/payloads.ts';
import { LIES } from '../site/model-claims.ts';
import { PROSE_CARS } from '../site/prose-cars.ts';
import { type Case, corpus, distinct, type Kind, named } from './case.ts';

export const payloads: Kind = {
  name: 'payloads of jobs',
  atOnce: 1,
  cases: () =>
    distinct(
      corpus('payloads').map(([outcome, input]) => ({
        name: named(input),
        outcome,
        run: () => {
          const [kind, payload] = JSON.parse(input) as [keyof typeof PAYLOADS, unknown];
          const read = readPayload<unknown>(PAYLOADS[kind], payload);
          return 'problem' in read ? read.problem : 'accepted';
        },
      })),
    ),
};

const NOBODY = { year: null, make: null, model: null, vin: null };
const ANSWERS: readonly unknown[] = [
  null,
  1,
  'x',
  [],
  {},
  { facts: null },
  { facts: 'x' },
  { facts: {} },
  { facts: [null, 1, 'x', [], {}] },
  { facts: [{ field: 'price' }] },
  { facts: [{ field: '__proto__', value: 1, quote: 'x' }] },
  { facts: [{ field: 'sql', value: "'; drop table vehicles", quote: 'x' }] },
  { facts: [{ field: 'price', value: Number.NaN, quote: 'x' }] },
  { facts: [{ field: 'price', value: { a: 1 }, quote: 'x' }] },
  { facts: [{ field: 'vin', value: 'x'.repeat(501), quote: 'x' }] },
  { facts: [{ field: 'vin', value: 'x', quote: 'x'.repeat(8_001) }] },
];

export const modelAnswers: Kind = {
  name: 'model answers',
  atOnce: 1,
  cases: () => [
    ...LIES.map(
      ([name, page, claim]): Case => ({
        name,
        outcome: 'nothing proven',
        run: () => proven(PROSE_CARS[page], [claim]),
      }),
    ),
    ...ANSWERS.map(
      (answer): Case => ({
        name: `the answer ${named(JSON.stringify(answer))}`,
        outcome: 'no claim',
        run: () => ((claimsIn(answer) ?? []).length === 0 ? 'no claim' : 'a claim'),
      }),
    ),
    {
      name: 'a thousand claims',
      outcome: '20',
      run: () =>
        String(
          claimsIn({ facts: Array.from({ length: 1_000 }, () => ({ field: 'price', value: 1, quote: 'x' })) })?.length,
        ),
    },
    {
      name: 'a claim with NUL and half a character',
      outcome: 'ab',
      run: () => claimsIn({ facts: [{ field: 'color', value: 'x', quote: 'a\u0000b\ud800' }] })?.[0]?.quote ?? 'none',
    },
    {
      name: 'words that stand in a thousand places',
      outcome: 'nothing proven',
      run: () =>
        proven(
          {
            url: 'https://cars.example/1',
            html: `<title>1995 Volvo 850 for sale</title><h1>1995 Volvo 850</h1><p>$4,850</p>${'<p>It is red.</p>'.repeat(1_000)}`,
          },
          [{ field: 'color', value: 'red', quote: 'It is red' }],
        ),
    },
  ],
};

function proven(page: string | { url: string; html: string }, claims: Parameters<typeof proveAnswer>[1]): string {
  const input = typeof page === 'string' ? { url: 'https://cars.example/1', html: page } : page;
  const { facts } = proveAnswer(input, claims, NOBODY);
  return facts.length === 0
    ? 'nothing proven'
    : `proven ${facts.map(({ field, value }) => `${field} ${value}`).join(', ')}`;
}
