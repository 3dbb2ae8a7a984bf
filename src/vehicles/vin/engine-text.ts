/**
 * An engine in the words of a catalogue, from what vPIC says of it: `3.0L V6`, `2.5L 4-Cylinder Hybrid`, `Electric`.
 * Invariant: every part is one of the given facts; without displacement or number of cylinders there is no text.
 */

/** As vPIC words them; null where it does not say or says different things. */
export interface EngineFacts {
  readonly litres: string | null;
  readonly cubicCentimetres: string | null;
  readonly cylinders: string | null;
  /** `V-Shaped`, `In-Line`, `Horizontally opposed (boxer)`, `W Shaped`, `Rotary` */
  readonly configuration: string | null;
  readonly fuel: string | null;
  readonly secondFuel: string | null;
  /** `Yes` or `No` */
  readonly turbo: string | null;
}

const LAYOUTS: Readonly<Record<string, string>> = {
  'V-Shaped': 'V',
  'In-Line': 'I',
  'W Shaped': 'W',
  'Horizontally opposed (boxer)': 'Flat-',
};

export function engineText(facts: EngineFacts): string | null {
  if (facts.fuel === 'Electric' && facts.secondFuel === null) {
    return facts.cylinders === null ? 'Electric' : null;
  }
  const litres = displacement(facts);
  if (litres === 'contradiction') {
    return null;
  }
  const block = cylinders(facts);
  if (litres === null && block === null) {
    return null;
  }
  const parts = [
    litres === null ? null : `${litres}L`,
    block,
    facts.turbo === 'Yes' ? 'Turbo' : null,
    facts.fuel === 'Diesel' ? 'Diesel' : null,
    facts.secondFuel === 'Electric' ? 'Hybrid' : null,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

/** Litres with one place. vPIC gives litres or cubic centimetres or both, and rounds the former as makers do. */
function displacement({ litres, cubicCentimetres }: EngineFacts): string | null | 'contradiction' {
  const given = [
    litres === null ? null : Number(litres),
    cubicCentimetres === null ? null : Number(cubicCentimetres) / 1000,
  ]
    .filter((value) => value !== null)
    // Motorcycles aside, no road car has less than 0.3 or more than 16 litres: such a figure is another unit.
    .filter((value) => value >= 0.3 && value <= 16);
  const [first, second] = given;
  if (first === undefined) {
    return null;
  }
  return second !== undefined && Math.abs(first - second) > 0.1 ? 'contradiction' : first.toFixed(1);
}

function cylinders({ cylinders: count, configuration }: EngineFacts): string | null {
  if (configuration === 'Rotary') {
    return 'Rotary';
  }
  const n = Number(count);
  if (count === null || !Number.isInteger(n) || n < 1 || n > 16) {
    return null;
  }
  const layout = configuration === null ? undefined : LAYOUTS[configuration];
  return layout === undefined ? `${n}-Cylinder` : `${layout}${n}`;
}
