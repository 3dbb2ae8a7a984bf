/**
 * Goods that are sold under the names of makes and models, by language: told by a title, a category or the path of the
 * shop's sections. Invariant: asked only where no VIN, no reading and no typed vehicle speaks for a vehicle.
 */
import type { PageDocument } from '../document/document.ts';
import { get, scalar } from '../document/json.ts';
import { plainText } from '../document/text-of-markup.ts';
import type { SchemaCar } from '../layers/schema-org.ts';

const GOODS = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    // Home and garden
    '(?<!(?:short|long|flat|truck|foot|ft\\.?|dump|stake|utility|wood|steel)[- ])beds?|boxspring|mattress(?:es)?|sofas?|couch(?:es)?|sectionals?|recliners?|loveseats?|ottomans?|furniture|wardrobes?|lamps?|vacuum cleaners?|ovens?|range cookers?|sewing machines?|lawn ?mowers?|mowers?|chain ?saws?|trimmers?|generators?|pressure washers?|snow ?blowers?|betten|bett|matratzen?|möbel|schränke|sessel|couchtisch(?:e)?|rasenmäher|kettensägen?|stromerzeuger|lits|matelas|canapés?|fauteuils?|meubles|tondeuses?|camas?|sof[áà]s?|sillon(?:es)?|colchón(?:es)?|muebles|letti|letto|divan[oi]|poltron[ae]|mobili|bedden|matras(?:sen)?|meubels|łóżk[oa]|meble|kosiark[ai]|postel[ei]?|nábytek|кроват[ьи]|мебель|матрас(?:ы)?|газонокосилк[аи]|yatak|mobilya|침대|가구|ベッド|家具',
    // Clothes and things to wear
    'shoes?|sneakers?|trainers|boots|jeans|jackets?|t-?shirts?|hoodies?|clothing|apparel|caps?|sunglasses|watch(?:es)?|wristwatch(?:es)?|perfumes?|fragrances?|eau de (?:toilette|parfum)|aftershave|helmets?|gloves|backpacks?|rucksacks?|bags?|schuhe|kleidung|jacken?|uhren|armbanduhr(?:en)?|parfum|chaussures|baskets|vêtements|montres?|casques?|zapat(?:os|illas)|ropa|relojes|scarpe|abbigliamento|orologi|schoenen|kleding|horloges?|buty|odzież|zegarki|boty|oblečení|обувь|кроссовки|одежда|часы|духи|ayakkabı|giyim|saat|신발|의류|시계|靴|腕時計',
    // Electronics, music, play
    'tablets?|smartphones?|phones?|laptops?|notebooks?|headphones|televisions?|tvs?|cameras?|pianos?|keyboards?|guitars?|amplifiers?|toys?|ride-?ons?|model cars?|puzzles?|board games?|lego|spielzeug|handys?|jouets?|juguetes?|giocattoli|speelgoed|zabawk[ai]|hračky|игрушк[аи]|телефоны?|смартфоны?|планшеты?|oyuncak|장난감|휴대폰|おもちゃ',
    // Sport and the rest
    'bicycles?|bikes? (?:rack|trailer)|city bikes?|e-?bikes?|mountain bikes?|road bikes?|strollers?|prams?|golf (?:clubs?|bags?|carts?)|outboards?(?: motors?)?|fahrrad|fahrräder|kinderwagen|vélos?|bicicletas?|biciclett[ae]|fietsen|fiets|rower(?:y)?|jízdní kola|велосипеды?|bisiklet|자전거|自転車|books?|magazines?|calendars?|bücher|livres?|libros|libri|boeken|książki|книги',
  ].join('|')})(?![\\p{L}\\d])`,
  'iu',
);
/** `with a bike rack`, `incl. winter boots for two`: what comes with a vehicle stands behind such a word. */
const WITH =
  /\s(?:with|w\/|incl?\.?|including|and|plus|mit|inkl\.?|und|avec|et|con|y|met|en|z|i|с|и)\s.*|[+&,(|].*|\s[-–—]\s.*/isu;

/** The sections above the page, as its breadcrumb tells them to search engines. */
function sectionsOf(page: PageDocument): string[] {
  return page.scripts
    .filter(({ type, text }) => type.includes('ld+json') && text.length < 20_000 && text.includes('BreadcrumbList'))
    .flatMap(({ text }) => [...text.matchAll(/"name"\s*:\s*"([^"\\]{2,80})"/g)].map((match) => match[1] ?? ''));
}

/** The goods a title or a section names, or `undefined`. */
export function otherGoods(
  page: PageDocument,
  titles: readonly string[],
  cars: readonly SchemaCar[],
): string | undefined {
  const categories = cars.map(({ node }) => plainText(scalar(get(node, 'category')), 200));
  for (const text of [...titles.map((title) => title.replace(WITH, '')), ...categories, ...sectionsOf(page)]) {
    const found = GOODS.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}
