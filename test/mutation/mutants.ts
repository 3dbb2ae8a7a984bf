/**
 * The rules of reconciliation, each with a patch that breaks it.
 * Invariant: `find` stands exactly once in its file, so that a rule that moved is noticed and not skipped.
 */

export interface Mutant {
  /** Under `src/page` or `src/vehicle`. */
  readonly file: string;
  /** The rule that the patch breaks. */
  readonly rule: string;
  readonly find: string;
  readonly put: string;
}

const of =
  (file: string) =>
  (rule: string, find: string, put: string): Mutant => ({ file, rule, find, put });
const reconcile = of('src/page/reconcile.ts');
const agreement = of('src/page/agreement.ts');
const believe = of('src/page/believe.ts');
const beliefs = of('src/page/beliefs.ts');
const price = of('src/page/price-facts.ts');
const vin = of('src/page/vin-fact.ts');
const agrees = of('src/vehicle/vin-agreement.ts');
const judge = of('src/page/judge.ts');
const none = of('src/page/no-offer.ts');
const sale = of('src/page/sale.ts');
const main = of('src/page/main-car.ts');
const anchor = of('src/page/anchor.ts');
const words = of('src/page/price-words.ts');
const end = of('src/page/auction-end.ts');

export const MUTANTS: readonly Mutant[] = [
  reconcile('contradiction drops both', 'second !== undefined && first.score - second.score < margin', 'false'),
  reconcile('contradiction lowers confidence', '(second === undefined ? 1 : 1 - second.score * 0.2)', '1'),
  reconcile('weak values are not kept', 'confidence < ENOUGH', 'confidence < 0'),
  reconcile('a trusted place wins over several weak ones', 'first.best.weight - second.best.weight < 0.15', 'true'),
  reconcile('0 gives way to a real mileage', 'Number(candidate.value) > 0', 'true'),
  reconcile('an old car has been driven', 'year.value < LATEST_YEAR - 3', 'false'),
  reconcile('an interior color is no color', '/interior|interieur|innen/i.test', '/^$/.test'),
  reconcile('a dropped value is told', 'refused.length < MAX_REFUSALS', 'false'),
  reconcile('mileage carries its unit', "field === 'mileage' && candidate.unit !== undefined", 'false'),
  reconcile('the fuller wording of an engine speaks', 'candidate.weight >= strongest - 0.03', 'false'),
  reconcile('found counts as found', "outcomes[field] = 'found'", "outcomes[field] = 'absent'"),
  reconcile('what the page rightly lacks is absent', '!RIGHTLY.has(entry.reason)', 'true'),
  reconcile('a lost landmark is a selector miss', "missed.has(topic) ? 'selector_miss' : 'absent'", "'absent'"),
  agreement(
    'a layer counts once',
    'Math.max(byMethod.get(claim.method) ?? 0, weight)',
    '1 - (1 - (byMethod.get(claim.method) ?? 0)) * (1 - weight)',
  ),
  agreement('agreeing layers raise confidence', 'doubt *= 1 - weight', 'doubt = Math.min(doubt, 1 - weight)'),
  agreement('the strongest candidate speaks for its group', 'b.weight - a.weight)) {', 'a.weight - b.weight)) {'),
  agreement('the strongest group comes first', 'b.score - a.score', 'a.score - b.score'),
  agreement(
    'a part of a name agrees with the whole',
    'a.key.includes(b.key) || b.key.includes(a.key)',
    'a.key === b.key',
  ),
  agreement('an unnamed gearbox fits both kinds', "a.key === '' || b.key === '' || a.key === b.key", 'a.key === b.key'),
  agreement('engines of different size contradict', 'Math.abs(x.litres - y.litres) > 0.11', 'false'),
  agreement('engines of other cylinders contradict', 'x.cylinders === y.cylinders);', 'true);'),
  agreement('two named gearboxes must agree', "a.key === '' || b.key === '' || a.key === b.key", 'true'),
  agreement('a rounded reading agrees with the exact one', '(isRounded(x) || isRounded(y))', 'false'),
  agreement('miles and kilometres are compared', "x * (a.unit === 'mi' ? 1.609344 : 1)", 'x'),
  agreement('readings far apart contradict', '<= 0.005 * Math.max(x, y)', '<= 5 * Math.max(x, y)'),
  believe('"N/A" is no value', '&& saysNothing(text)', '&& false'),
  believe(
    'a make outside the table weighs less',
    'weight: claim.weight * 0.6 })\n        :',
    'weight: claim.weight })\n        :',
  ),
  believe('a vague label needs a word of color', 'if (vague &&', 'if (false &&'),
  believe('a driven axle is no transmission', 'transmission === undefined', 'false'),
  believe('a power is no engine', 'engine === undefined ?', 'false ?'),
  believe("the title's model is the model", '!titled && !knowsModel(make, value)', 'false'),
  believe('a wrong check digit is no VIN', "verdict === 'bad_check'", 'false'),
  believe('a VIN without check digit weighs less', 'weight: claim.weight * 0.92', 'weight: claim.weight'),
  believe('an unknown mileage is none', 'if (mileageUnknown(text)) return', 'if (false) return'),
  believe("the figure's own unit comes first", 'own ?? claim.unit ?? home', 'claim.unit ?? home'),
  believe('the country decides on a bare figure', 'MILES.has(page.country) ||', 'true ||'),
  believe('the exact figure is the better one', '/\\dk\\b/i.test(text) ? 0.9 : 1', '1'),
  believe('a saving after the price is no rate', "text.replace(/\\s+\\(?(?:you )?save\\b.*$/i, '')", 'text'),
  believe('a rate is no price', 'NO_PRICE.test(stated)', 'false'),
  believe('a placeholder is no price', 'amount < 100', 'false'),
  believe('12345 is no price', 'PLACEHOLDERS.has(amount)', 'false'),
  believe('a sold amount needs a currency', "claim.topic === 'sold' && money.currency === undefined", 'false'),
  believe('a neighbouring field names the currency', 'named ?? claim.currency ??', 'named ??'),
  beliefs('a refused claim is told', '!told.has(line) && refused.length < MAX_REFUSALS', 'false'),
  beliefs('a refusal is told once', '!told.has(line) &&', ''),
  beliefs('a make read off a model weighs less', 'name.makeFromModel ? 0.85 : 1', '1'),
  beliefs('an unknown model weighs less', 'name.knownModel ? 0.95 : 0.8', '0.95'),
  price('a bid is told as none', "hands.refuse('sale_price', bid, NO_VALUE.bid)", 'void bid'),
  price('a classified page asks its price', "state === 'classified'", 'false'),
  price('a sale is what the page says was paid', "state === 'sold'", 'false'),
  price('structured prices do not state a sale', 'amounts.has(candidate.key)', 'true'),
  price('a running auction has no price', "/buy (?:it )?now|asking/i.test(candidate.claim.label ?? '')", 'true'),
  price('several currencies give none', 'new Set(named.map((candidate) => candidate.currency)).size > 1', 'false'),
  price('the currency belongs to the amount', 'candidate.key === amount &&', ''),
  vin('a short number needs an old car or a label', "verdict === 'chassis'", 'false'),
  vin('prose gives no short number', "candidate.claim.method === 'prose' ||", ''),
  vin('a short number is believed on an old car', 'year <= 1981', 'false'),
  vin('a contradicted VIN is refused', 'contradiction !== undefined', 'false'),
  vin('one year apart is allowed', 'vinContradiction(vin, known, 1)', 'vinContradiction(vin, known)'),
  vin('two VINs that nothing tells apart give none', 'first.best.weight - second.best.weight < 0.05', 'false'),
  agrees('the year must fit', 'years.length > 0 &&', 'false &&'),
  agrees('the maker must fit', '!makes.includes(make)', 'false'),
  agrees('an unknown make contradicts nothing', 'canonicalMake(known.make);', 'known.make;'),
  judge('many cars and none singled out are a list', 'car.nodes.length === 0 && car.distinct >= 2', 'false'),
  judge('a list of the site is a list', '!isListing && adapter?.list?.test(path) === true', 'false'),
  judge('a page that counts results is a list', 'tally !== undefined', 'false'),
  judge('the title of a list is one', 'LIST_TITLE.test(page.title) &&', 'false &&'),
  judge('cards of cars are a list', '!single && cards >= 4', 'false'),
  judge('application data of many is a list', '!single && appCars >= 4', 'false'),
  judge('a robot check is blocked', 'challenge !== undefined && !hasCar', 'false'),
  judge('a refusal is blocked', 'words !== undefined && !hasCar', 'false'),
  judge('a gone listing is gone', 'if (gone !== undefined) return', 'if (false) return'),
  judge('a page that offers nothing is none', 'none !== undefined', 'false'),
  judge('something must name a vehicle', "!named && !(proven.has('make') && proven.has('model'))", 'false'),
  judge(
    'a name alone is no listing',
    "return { kind: 'not_a_vehicle', reason: 'a vehicle is named, but",
    "return { kind: 'listing', reason: 'a vehicle is named, but",
  ),
  none('a wanted ad offers nothing', 'titles.some((text) => WANTED.test(text))', 'false'),
  none(
    'a rental is no offer',
    'titles.some((text) => RENTAL.test(text)) || lines.slice(0, 60).some((line) => DAILY.test(line.text))',
    'false',
  ),
  none('a report is no offer', 'REPORT.test(page.title) || REPORT.test(title) ||', ''),
  none('a comparison is no offer', 'versus(page.title) || versus(title)', 'false'),
  none('a toy is no vehicle', 'titles.some((text) => TOY.test(text))', 'false'),
  none('a part is no vehicle', 'if (namesPart(titled)) return', 'if (false) return'),
  none('a range of years is no vehicle', 'YEAR_RANGE.test(title)', 'false'),
  none('the data of a model are no offer', 'SPECS.test(page.title) || SPECS.test(title)', 'false'),
  none('a proven vehicle is no part', 'if (identified) return undefined', 'if (false) return undefined'),
  sale('sold needs the page to say so', '(SOLD.test(titles) || !UNSOLD.test(titles))', 'true'),
  sale('an auction that failed is unsold', "if (unsold && (bid || adapter?.auction === true)) return 'unsold'", ''),
  sale('a bid makes an auction', 'if (bid || adapter?.auction === true)\n', 'if (adapter?.auction === true)\n'),
  sale('an auction site runs auctions', 'if (bid || adapter?.auction === true)\n', 'if (bid)\n'),
  sale('a lot whose status is sold was sold', 'if (status &&', 'if (false &&'),
  main('a car that contradicts the title is another', 'nodes.filter((car) => !contradicts(anchor, car.name))', 'nodes'),
  main('a model-level product is no car', 'typed.length > 0 ? typed : all', 'all'),
  main("the page's own address singles a car out", 'sameAddress.length > 0 &&', 'false &&'),
  anchor('another year is another car', 'name.year !== other.year) return true', 'false) return true'),
  anchor('another make is another car', 'name.make !== other.make) return true', 'false) return true'),
  anchor('another model is another car', '!anchor.key.includes(theirs) &&', 'false &&'),
  anchor('labels name the car where no title does', 'labelledName(labelled);', 'undefined;'),
  words('words before an amount count', 'estimate|estimated|starting at', 'zzz'),
  end('only a running auction ends', "state !== 'live'", 'false'),
];
