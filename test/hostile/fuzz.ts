/** Inputs nobody thought of: each property over thousands of them, from one seed that is printed. */
import fc from 'fast-check';
import { claimsIn } from '../../src/enrichment/model/model-claims.ts';
import { parseLoose } from '../../src/extraction/document/json.ts';
import { guardHtml } from '../../src/extraction/document/sanitise-html.ts';
import { readPage } from '../../src/extraction/read-page.ts';
import { isPublicAddress } from '../../src/fetching/address.ts';
import { decodeHtml } from '../../src/fetching/charset.ts';
import { FetchFault } from '../../src/fetching/fetch-outcome.ts';
import { parseRetryAfter } from '../../src/fetching/retry-after.ts';
import { admitUrl } from '../../src/fetching/target.ts';
import { manualRunRequest } from '../../src/http/contract.ts';
import { PAYLOADS, readPayload } from '../../src/jobs/payloads.ts';
import { cleanText, escapeControls } from '../../src/runtime/text.ts';
import { mileagesIn } from '../../src/vehicles/values/mileage.ts';
import { moneyIn } from '../../src/vehicles/values/money.ts';
import { readName } from '../../src/vehicles/values/name.ts';
import { figuresIn } from '../../src/vehicles/values/number.ts';
import { colorOf, engineOf, transmissionOf } from '../../src/vehicles/values/wording.ts';
import { yearsInTitle } from '../../src/vehicles/values/year.ts';
import { judgeVin, vinCandidates } from '../../src/vehicles/vin/vin.ts';
import { numberedCarPage } from '../site/cars.ts';
import { anyText, figureText, jsonText, markup, urlText } from './any-input.ts';
import type { Case, Kind } from './case.ts';

const NOBODY: ReadonlySet<string> = new Set();

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come out.
const COMMANDS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
const PAGE = numberedCarPage(7, ['https://img.example/1.jpg']);

type Checked = (seed: number, numRuns: number) => string;

const always =
  <T>(property: fc.IProperty<T>): Checked =>
  (seed, numRuns) => {
    const { failed, counterexample, errorInstance } = fc.check(property, { seed, numRuns });
    return failed ? `not so of ${JSON.stringify(counterexample)?.slice(0, 200)} ${errorInstance ?? ''}` : 'so';
  };

/** What must be so of every input, and of how many of all inputs it gets. */
const PROPERTIES: readonly (readonly [name: string, share: number, check: Checked])[] = [
  [
    'the URL guard admits nothing but the open web, and says why not',
    30,
    always(
      fc.property(urlText, (text) => {
        try {
          const url = admitUrl(text, NOBODY);
          const literal = url.hostname.replace(/^\[|\]$/g, '');
          const isLiteral = /^[\d.]+$|:/.test(literal);
          return /^https?:$/.test(url.protocol) && url.username === '' && (!isLiteral || isPublicAddress(literal));
        } catch (error) {
          return error instanceof FetchFault && error.outcome === 'invalid';
        }
      }),
    ),
  ],
  [
    'no private address is public, however it is written',
    10,
    always(
      fc.property(
        fc.ipV4Extended(),
        fc.constantFrom('10.', '127.', '192.168.', '169.254.', '172.16.', '100.64.'),
        (ip, net) => {
          const inside =
            net +
            ip
              .replace(/[^\d.]/g, '')
              .split('.')
              .filter((part) => Number(part) < 256 && part !== '')
              .concat('0', '0', '0')
              .slice(0, 5 - net.split('.').length)
              .map(Number)
              .join('.');
          return (
            !isPublicAddress(inside) &&
            !isPublicAddress(`::ffff:${inside}`) &&
            !isPublicAddress(`::${inside}`) &&
            !isPublicAddress(`64:ff9b::${inside}`)
          );
        },
      ),
    ),
  ],
  [
    'bytes become text without NUL and without half a character',
    15,
    always(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.oneof(
          fc.constantFrom(
            'text/html',
            'text/html; charset=utf-16',
            'text/html; charset=shift_jis',
            'text/html; charset=gb18030',
            'text/html; charset=iso-2022-jp',
          ),
          anyText,
        ),
        (bytes, type) => {
          const text = decodeHtml(bytes, type);
          return !text.includes('\0') && text.isWellFormed();
        },
      ),
    ),
  ],
  [
    'Retry-After lies between a second and a day ahead',
    5,
    always(
      fc.property(
        fc.oneof(
          anyText,
          fc.integer().map(String),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const now = new Date();
          const until = parseRetryAfter(header, now)?.getTime();
          return until === undefined || (until >= now.getTime() + 1_000 && until <= now.getTime() + 86_400_000);
        },
      ),
    ),
  ],
  [
    'markup passes the guard without NUL and without half a character',
    5,
    always(
      fc.property(markup, (html) => {
        const guarded = guardHtml(html);
        return guarded.ok && !guarded.html.includes('\0') && guarded.html.isWellFormed();
      }),
    ),
  ],
  [
    'broken data is read or left, and no object gets a stranger for an ancestor',
    10,
    always(
      fc.property(jsonText, (text) => {
        parseLoose(text);
        return Object.getPrototypeOf({}) === Object.prototype && !('price' in {});
      }),
    ),
  ],
  [
    'figures, names and wordings of any text are finite',
    20,
    always(
      fc.property(figureText, (text) => {
        const numbers = [
          ...moneyIn(text).map(({ amount }) => amount),
          ...mileagesIn(text).map(({ value }) => value),
          ...figuresIn(text).map(({ value }) => value),
          ...yearsInTitle(text).map(({ year }) => year),
        ];
        for (const vin of vinCandidates(text)) judgeVin(vin);
        readName(text);
        colorOf(text);
        engineOf(text);
        transmissionOf(text);
        return numbers.every(Number.isFinite);
      }),
    ),
  ],
  [
    'a page of any markup is read by every layer, and only a listing has facts',
    4,
    always(
      fc.property(markup, fc.boolean(), (html, beside) => {
        const reading = readPage({
          url: 'https://cars.example/1',
          html: beside ? PAGE.replace('<table>', `${html}<table>`) : html,
        });
        return (
          !reading.reason.startsWith('the page could not be read') &&
          (reading.kind === 'listing' || reading.facts.length === 0)
        );
      }),
    ),
  ],
  [
    'a page of any data is read by every layer',
    3,
    always(
      fc.property(
        jsonText,
        fc.constantFrom(
          '<script type="application/ld+json">',
          '<script id="__NEXT_DATA__" type="application/json">',
          '<script>window.__INITIAL_STATE__=',
        ),
        (json, open) => {
          const { reason } = readPage({
            url: 'https://cars.example/1',
            html: PAGE.replace('</body>', `${open}${json}</script></body>`),
          });
          return !reason.startsWith('the page could not be read');
        },
      ),
    ),
  ],
  [
    'a body of the API is accepted whole or refused with reasons',
    10,
    always(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record(
            { batch_size: fc.anything(), dry_run: fc.anything(), vehicle_ids: fc.anything() },
            { requiredKeys: [] },
          ),
        ),
        (body) => {
          const asked = manualRunRequest.safeParse(body);
          return asked.success
            ? asked.data.batch_size >= 1 && asked.data.batch_size <= 500
            : asked.error.issues.length > 0;
        },
      ),
    ),
  ],
  [
    'a payload is accepted or refused with a sentence',
    6,
    always(
      fc.property(fc.constantFrom(...Object.values(PAYLOADS)), fc.anything(), (schema, payload) => {
        const read = readPayload<unknown>(schema, payload);
        return 'value' in read || read.problem.startsWith('bad payload: ');
      }),
    ),
  ],
  [
    'an answer of a model is a list of claims that can be kept',
    6,
    always(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            facts: fc.array(
              fc.record({ field: fc.constantFrom('price', 'vin', '__proto__'), value: fc.anything(), quote: anyText }),
            ),
          }),
        ),
        (answer) => {
          const claims = claimsIn(answer) ?? [];
          return claims.length <= 20 && claims.every(({ quote }) => quote.isWellFormed() && !quote.includes('\0'));
        },
      ),
    ),
  ],
  [
    'a cleaned text can be stored, commands nothing, and is clean',
    10,
    always(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        return clean.isWellFormed() && !COMMANDS.test(clean.replaceAll('\r', '')) && cleanText(clean) === clean;
      }),
    ),
  ],
  [
    'nothing that commands a terminal reaches one',
    5,
    always(fc.property(anyText, (text) => !COMMANDS.test(escapeControls(text)))),
  ],
];

export const fuzz = (seed: number, inputs: number): Kind => ({
  name: 'any input',
  atOnce: 1,
  cases: () => {
    const all = PROPERTIES.reduce((sum, [, share]) => sum + share, 0);
    return PROPERTIES.map(([name, share, check]): Case => {
      const numRuns = Math.ceil((inputs * share) / all);
      return {
        name: `${name}: ${numRuns} inputs`,
        outcome: 'so',
        limitMs: 300_000,
        run: () => check(seed, numRuns),
      };
    });
  },
});
