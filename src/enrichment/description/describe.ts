/**
 * A description composed from the facts of a row, when its page has none.
 * Invariant: every word of fact in it stands in the row; the VIN never does, and nothing is praised or guessed.
 */
import type { VehicleRow } from '../../vehicles/vehicle.ts';

/** What a description may speak of, whoever words it. */
export const DESCRIBED_FACTS = [
  'year',
  'make',
  'model',
  'mileage',
  'color',
  'engine',
  'transmission',
  'sale_price',
  'asking_price',
  'currency',
] as const satisfies readonly (keyof VehicleRow)[];

export type DescribedFacts = Pick<VehicleRow, (typeof DESCRIBED_FACTS)[number]>;

/** Nothing when year, make or model is unknown, or when there is no fact beside them worth a sentence. */
export function describeVehicle(facts: DescribedFacts): string | undefined {
  const { year, make, model } = facts;
  if (year === null || make === null || model === null) {
    return undefined;
  }
  const name = `${year} ${make} ${model}`;
  const drive = [
    facts.engine === null ? undefined : `the engine is listed as ${facts.engine}`,
    facts.transmission === null ? undefined : `the transmission as ${facts.transmission}`,
  ].filter((part) => part !== undefined);
  const sentences = [
    `This is a ${name}${facts.color === null ? '' : `, color ${facts.color}`}.`,
    facts.mileage === null ? undefined : `It shows ${facts.mileage.toLocaleString('en-US')} miles.`,
    drive.length === 0 ? undefined : sentence(drive.length === 1 ? asAlone(drive[0]) : drive.join(' and ')),
    price(facts),
  ].filter((part) => part !== undefined);
  return sentences.length === 1 && facts.color === null ? undefined : sentences.join(' ');
}

function price(facts: DescribedFacts): string | undefined {
  const money = moneyText(facts.sale_price ?? facts.asking_price, facts.currency);
  if (money === undefined) {
    return undefined;
  }
  return facts.sale_price === null ? `The asking price is ${money}.` : `It sold for ${money}.`;
}

/** As both texts write it: 21,500 USD. */
export function moneyText(amount: number | null, currency: string | null): string | undefined {
  return amount === null || amount <= 0
    ? undefined
    : `${amount.toLocaleString('en-US')}${currency === null ? '' : ` ${currency}`}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function asAlone(text: string | undefined): string {
  return (text ?? '').replace(/^the transmission as /, 'the transmission is listed as ');
}
