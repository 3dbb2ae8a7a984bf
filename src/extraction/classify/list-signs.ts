/**
 * Signs that only pages of many vehicles have: words of their headings and first lines, by language, and their cards.
 * Invariant: asked of the first part of a title (`... | the site's name` says nothing), never of prose.
 */
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { readName } from '../../vehicles/values/name.ts';
import type { PageDocument } from '../document/document.ts';
import type { Anchor } from '../subject/identity.ts';

const LISTS = new RegExp(
  [
    // English, German
    /(?:cars|vehicles|trucks|motorhomes|motorcycles|models) (?:for sale|in stock|under [$€£])|(?:our|current|all) (?:stock|inventory|listings)|browse (?:our|all)|(?:used|new) \S+(?: \S+)? (?:inventory|deals|prices)/,
    /gebrauchtwagen|gebrauchte \S+(?: \S+)? kaufen|jahreswagen kaufen|fahrzeugangebote?|fahrzeugbestand|unsere fahrzeuge|alle angebote/,
    // Dutch
    /tweedehands (?:auto|\S+ (?:kopen|te koop))|\boccasions\b|auto['’]?s (?:te koop|kopen)|aanbod auto/,
    // Danish, Norwegian, Swedish
    /brugte? (?:biler|\S+(?: \S+)? (?:til salg|sælges))|biler til salgs?|brukte? ?biler?|bruktbil|bilannoncer|begagnade? (?:bilar|\S+(?: \S+)? till salu)|bilar till salu|bilar i lager/,
    // Polish, Czech, Slovak
    /samochody (?:osobowe|używane|na sprzedaż)|używane (?:samochody|\S+(?: \S+)?$)|ogłoszenia(?: |$)|ojet(?:á|é) (?:auta|vozy)|jazden(?:é|á) (?:autá|vozidlá)|autobaz(?:ar|ár)|inzer(?:áty|cia|ce)/,
    // Turkish
    /ikinci el (?:araba|araç|oto|\S+(?: \S+)?(?: \S+)? (?:fiyatları|ilanları|modelleri))|satılık (?:araba|araç|oto|\S+(?: \S+)?(?: \S+)? (?:fiyatları|ilanları|modelleri))|fiyatları ve/,
    // Serbian, Croatian, Slovene, Bulgarian
    /polovni? (?:automobili|vozila|\S+ (?:automobili|oglasi))|rabljen[ai] (?:vozila|automobili|auta)|prodaja (?:automobila|vozila|polovnih)|oglasi(?: |$)|обяви за|коли втора ръка|половни аутомобили/,
    // Russian, Ukrainian
    /продажа (?:авто|подержанных|бу|б\/у)|автомобили с пробегом|объявлени[яй] (?:о продаже|\d)|купить (?:подержанн|б\/у|бу )|все объявления|продаж авто|вживані авто|оголошення/,
    // Romance
    /voitures? (?:d['’]occasion|à vendre)|annonces? (?:de )?voitures?|véhicules en stock|nos véhicules|coches? (?:de segunda mano|de ocasión|usados|en venta)|(?:autos|carros|coches) (?:usados|seminovos|en venta|à venda)|veículos (?:à venda|seminovos)|auto usate|usate? in vendita|annunci auto|autoturisme (?:second|de vânzare|rulate)|mașini (?:second|de vânzare|rulate)|anunțuri/,
    // Hungarian, Finnish, Baltic, Greek
    /használt ?(?:autó|\S+ hirdetés)|eladó (?:autók|használt)|hirdetések|vaihtoautot|käytetyt autot|autot myytävänä|naudoti automobiliai|automobilių skelbimai|kasutatud autod|lietotas automašīnas|μεταχειρισμένα|αγγελίες/,
    // Korean, Japanese, Chinese, Vietnamese, Arabic
    /중고차 ?(?:검색|목록|매물|시세)|차량 ?(?:검색|목록)|中古車(?:一覧|検索|情報一覧|$)|在庫(?:車|車両)?(?:一覧|リスト)|二手车$|二手车(?:报价|市场)|mua bán (?:xe|ô tô)|سيارات (?:مستعملة|للبيع)|خودروهای/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
);

/** Whether the first part of a title or heading speaks of many vehicles. */
export function speaksOfMany(title: string): boolean {
  const [first = ''] = title
    .slice(0, 200)
    .split(/\s[|–—-]\s|\s?[|≥»:]|_|(?<=\p{sc=Han})[-–—]/u)
    .filter((part) => part.trim() !== '');
  // No flag folds the Turkish capital to the letter of the table.
  return LISTS.test(first.replaceAll('İ', 'i'));
}

const COUNTED =
  'results?|matches|vehicles?|cars|listings|treffer|angebote|fahrzeuge|inserate|annonces?|résultats|véhicules|anuncios|resultados|vehículos|coches|carros|veículos|annunci|risultati|veicoli|resultaten|advertenties|voertuigen|annoncer|resultater|biler|annonser|träffar|bilar|treff|ogłosze(?:ń|nia)|wyników|pojazdów|inzerátů|inzerátov|vozů|vozidel|nabídek|ilan|sonuç|araç|oglasa|rezultata|vozila|oglasov|обяви|объявлени[йея]|предложени[йея]|автомобил(?:ей|я|ь)|оголошен(?:ь|ня)|találat|hirdetés|anunțuri|rezultate|ilmoitusta|tulosta|ajoneuvoa|skelbim(?:ų|ai)|kuulutust|sludinājumi|αγγελίες|αποτελέσματα|대의 차량|대 검색|台中|件中|kết quả|نتيجة|إعلان|آگهی';
const TALLY = new RegExp(
  `^(?:\\p{L}{2,12}:? )?(?:\\d+\\s?[-–]\\s?\\d+ \\p{L}{1,4} )?\\d[\\d,.\\s]{0,10}\\+? (?:${COUNTED})(?:[ :]\\p{L}[\\p{L} ]{0,30})?$`,
  'iu',
);

/** `1 204 ogłoszeń`, `312 advertenties gevonden`: a whole short line that counts results. */
export const countsResults = (line: string): boolean => line.length < 60 && TALLY.test(line.trim());

/** Different distances in short lines, as every card of a list shows one; counted up to `MANY`. */
export function distances(page: PageDocument): number {
  const found = new Set<string>();
  for (const { text, zone } of page.lines) {
    if (zone !== 'main' || text.length > 60 || !/\d\s?(?:k?m|mi|км|тыс|tkm|mil)/iu.test(text)) continue;
    for (const { text: distance } of mileagesIn(text)) found.add(distance);
    if (found.size >= MANY) break;
  }
  return found.size;
}
/** Fewer are those of one vehicle: its reading, a service, a range. */
export const MANY = 5;

/** Different headings below the page's own that begin with a make: cards of sites that put no year first. */
export function titledCards(page: PageDocument, anchor: Anchor): number {
  const own = page.heading.toLowerCase();
  const cards = new Set<string>();
  for (const line of page.lines) {
    if (line.zone !== 'main' || line.level < 2 || line.text.length > 110 || line.text.length < 5) continue;
    const text = line.text.toLowerCase();
    if (own.includes(text) || text === anchor.name.make?.toLowerCase()) continue;
    const name = readName(line.text);
    if (name.make !== undefined && name.model !== undefined && !name.makeFromModel) cards.add(text);
    if (cards.size > 40) break;
  }
  return cards.size;
}
