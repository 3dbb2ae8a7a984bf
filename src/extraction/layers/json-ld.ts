/**
 * JSON-LD blocks of a page. Invariant: every block that can be read or repaired is read, as long as there is not
 * more than a page needs; a broken one costs only itself.
 */
import type { PageDocument } from '../document/document.ts';
import { parseLoose, repairBudget, valueBudget } from '../document/json.ts';

const MAX_BLOCKS = 200;

/** The parsed blocks, in page order. */
export function jsonLdBlocks(page: PageDocument): unknown[] {
  const fits = valueBudget();
  const mayRepair = repairBudget();
  return page.scripts
    .filter((script) => script.type.includes('ld+json'))
    .slice(0, MAX_BLOCKS)
    .filter(({ text }) => fits(text))
    .map((script) => {
      const block = parseLoose(script.text, mayRepair);
      // Encoded twice: a string of JSON.
      return typeof block === 'string' ? parseLoose(block, mayRepair) : block;
    })
    .filter((block) => block !== undefined);
}
