/**
 * The labels pages put in front of a value, in the languages of the markets served.
 * Invariant: a label means one topic wherever it stands; labels that mean different things on different sites are not here.
 */
import type { Topic } from './claim.ts';

export interface Label {
  readonly topic: Topic;
  readonly unit?: 'mi' | 'km';
  /** Lower for labels that name something near the topic (the year of registration is not the model year). */
  readonly weight: number;
}

const ROWS: ReadonlyArray<readonly [topic: Topic, weight: number, unit: 'mi' | 'km' | '', labels: string]> = [
  [
    'year',
    0.9,
    '',
    'year|model year|year of manufacture|year built|manufacture year|production year|baujahr|modelljahr|annee|annee modele|ano|ano modelo|anno|anno di produzione|bouwjaar|rok produkcji|rocznik|arsmodell|arsmodel|vuosimalli|jahr',
  ],
  [
    'year',
    0.6,
    '',
    'first registration|registration|registered|registration year|reg year|erstzulassung|ez|mise en circulation|premiere immatriculation|date de mise en circulation|primera matriculacion|matriculacion|immatricolazione|prima immatricolazione|eerste registratie|datum eerste toelating|pierwsza rejestracja|data pierwszej rejestracji|1. registrering|forsta registrering|annee de mise en circulation|inverkehrsetzung|1. inverkehrsetzung|erste inverkehrsetzung|1. inverkehrssetzung|anno di immatricolazione',
  ],
  [
    'make',
    0.9,
    '',
    'make|manufacturer|brand|marke|hersteller|marque|marca|merk|marka|marka pojazdu|marke & modell|make/model|make & model|make and model|marke, modell',
  ],
  ['model', 0.9, '', 'model|modell|modele|modelo|modello|model pojazdu|vehicle model'],
  [
    'vin',
    0.95,
    '',
    'vin|vin #|vin no|vin number|vin no.|vin code|vehicle identification number|vehicle identification number (vin)|vin/serial|vin/chassis|serial number|serial no|serial|chassis|chassis no|chassis no.|chassis number|chassis #|chassis nr|frame number|frame no|frame no.|fahrgestellnummer|fahrgestell-nr.|fahrzeug-identifizierungsnummer|fin|numero de chassis|n° de chassis|numero de serie|numero de bastidor|bastidor|numero di telaio|telaio|chassisnummer|numer vin|nr vin|n° vin|vin / chassis|vin (chassis)|car vin|vehicle vin|numer nadwozia|stelnummer|vin:#|chassis-nr.|chassis-nr|frame|frame #',
  ],
  [
    'mileage',
    0.92,
    '',
    'mileage|odometer|odometer reads|odometer shows|miles showing|odometer reading|milage|current mileage|indicated mileage|recorded mileage|exact mileage|laufleistung|odo|vehicle mileage|odometer (miles)|mileage reading|mileage on odometer|odometer mileage',
  ],
  ['mileage', 0.92, 'mi', 'miles|mileage (miles)|mileage (mi)|total miles|actual miles'],
  [
    'mileage',
    0.92,
    'km',
    'kilometerstand|km-stand|km stand|kilometers|kilometres|kilometer|kilometrage|compteur|kms|km|chilometri|chilometraggio|percorrenza|kilometros|kilometraje|tellerstand|przebieg|mileage (km)|odometer (km)|gelaufene kilometer|matarstallning|miltal|kilometrage compteur|km. stand',
  ],
  [
    'color',
    0.92,
    '',
    'exterior color|exterior colour|ext. color|ext color|ext. colour|exterior paint|paint|paint color|paint colour|body color|body colour|exterior|color|colour|colour exterior|color exterior|farbe|aussenfarbe|couleur|couleur exterieure|couleur carrosserie|colore|colore esterno|color exterior|kleur|carrosseriekleur|lakkleur|kolor|kolor nadwozia|lackfarbe|lack|farg|farve|manufacturer color|manufacturer exterior color|external colour|external color|kolor zewnetrzny|body paint|car color|colour outside|primary color|primary colour|main color|bodywork color|bodywork colour',
  ],
  [
    'color',
    0.7,
    '',
    'farbe laut hersteller|farbe (hersteller)|aussenfarbe (hersteller)|couleur originale|colore originale|color original|oorspronkelijke kleur',
  ],
  [
    'engine',
    0.9,
    '',
    'engine|engine type|engine description|engine / drivetrain|motor|moteur|motore|motorisierung|motorisation|silnik|powertrain|engine model|engine make/model|engine specs|engine specification|engine details|motorvariante',
  ],
  [
    'engine',
    0.7,
    '',
    'engine size|engine capacity|displacement|hubraum|cylindree|cilindrada|cilindrata|cilinderinhoud|pojemnosc skokowa|pojemnosc silnika|motorinhoud|engine displacement|motorvolum|cylinder capacity|cubic capacity|slagvolume|cylinderinhoud|engine cc|cc|engine size (cc)',
  ],
  ['engine', 0.5, '', 'cylinders|number of cylinders|zylinder'],
  [
    'transmission',
    0.92,
    '',
    'transmission|transmission type|gearbox|gear box|trans|trans.|getriebe|getriebeart|schaltung|boite de vitesses|boite de vitesse|boite|transmision|caja de cambios|cambio|tipo di cambio|versnellingsbak|transmissie|skrzynia biegow|vaxellada|girkasse|gear|gears|transaxle|transmission/drivetrain|gearbox type|transmission description|type of transmission',
  ],
  [
    'price',
    0.9,
    '',
    'price|asking price|our price|internet price|sale price|sales price|cash price|selling price|vehicle price|dealer price|listing price|advertised price|buy it now|buy now|buy it now price|buy now price|preis|kaufpreis|verkaufspreis|barzahlungspreis|prix|prix de vente|precio|precio contado|precio al contado|prezzo|prijs|vraagprijs|cena|pris|no-haggle price|no haggle price|final price|online price|e-price|eprice|special price|your price|best price|current price|endpreis|preco|asking|fixed price|value price|clearance price|today s price|price usd|price (usd)|price (eur)|price eur|price gbp|bruttopreis|hinta',
  ],
  // Beside another price these are the larger figure that nobody asks.
  ['price', 0.7, '', 'list price|retail price|total price|gesamtpreis|prezzo di listino|precio de lista'],
  [
    'sold',
    0.92,
    '',
    'sold|sold for|sold price|sold at|hammer price|winning bid|price realized|price realised|final bid|sold amount|vendu|verkauft fur|zuschlag',
  ],
  [
    'bid',
    0.9,
    '',
    'current bid|high bid|highest bid|bid|bid to|bid to $|last bid|top bid|starting bid|opening bid|hoogste bod|gebot|aktuelles gebot|bid goes to|not sold|reserve not met|bid amount',
  ],
  [
    'description',
    0.85,
    '',
    'description|vehicle description|seller description|seller s description|seller notes|seller s notes|seller comments|seller s comments|owner s comments|owner comments|item description from the seller|description from the seller|dealer comments|dealer notes|comments|remarks|notes|about this vehicle|about this car|vehicle overview|vehicle details|item description|beschreibung|fahrzeugbeschreibung|fahrzeugbeschreibung laut anbieter|beschreibung des fahrzeugs|description du vehicule|descriptif|commentaires|descripcion|comentarios|descrizione|descrizione del veicolo|note|omschrijving|opmerkingen|opis|opis pojazdu|beskrivning|additional info|vehicle information from seller|from the seller|the car|overview|highlights|full description|dealer s comments|details from the seller|consignor comments|vehicle story|history and overview|seller s remarks|comments from the seller|comments from the dealer|comentarios del anunciante|vehicle comments|vehicle notes|vehicle remarks|lot description|about the vehicle|about the car',
  ],
];

/** Markets whose pages label in their own script or language beside those above. */
const MORE_ROWS: typeof ROWS = [
  [
    'year',
    0.9,
    '',
    '연식|年式|год выпуска|rok vyroby|arsmodel|argang|modellar|arsmodell|vuosi|uretim yili|model yili|yil|godina proizvodnje|evjarat|an fabricatie',
  ],
  ['year', 0.6, '', '1. gang registrert|forste registrering|初度登録|최초등록|ano/modelo|ano fabricacao'],
  ['make', 0.9, '', '제조사|メーカー|марка|znacka|merke|merkki|maerke|marka/model|fabricante|gyartmany'],
  ['model', 0.9, '', '모델|モデル|модель|model vozu|malli|modelis'],
  [
    'vin',
    0.95,
    '',
    '차대번호|車台番号|идентификационный номер|chassis nr. (vin)|chassis nr (vin)|valmistenumero|sasi no|alvazszam|serie sasiu',
  ],
  [
    'mileage',
    0.92,
    'km',
    '주행거리|走行距離|пробег|najeto|stav tachometru|tachometr|km-tal|km. tal|kilometer stand|mittarilukema|ajettu|kilometre|quilometragem|hodometro|kilometers driven|kms driven|distance travelled|km driven',
  ],
  ['color', 0.92, '', '색상|車体色|ボディカラー|цвет|barva|farge|vari|renk|cor|cor externa|szin|culoare|外装色'],
  ['engine', 0.9, '', '엔진|エンジン|двигатель|moottori|motor tipi'],
  [
    'engine',
    0.7,
    '',
    '배기량|排気量|объем двигателя|objem|objem motoru|slagvolum|motorkapasitet|iskutilavuus|motor hacmi|cilindrada do motor|hengerurtartalom',
  ],
  [
    'transmission',
    0.92,
    '',
    '변속기|ミッション|коробка|коробка передач|кпп|prevodovka|vaihteisto|vites|vites tipi|gearkasse|geartype|sebessegvalto|cutie de viteze',
  ],
  [
    'price',
    0.9,
    '',
    '가격|価格|車両価格|本体価格|車両本体価格|цена|cena vozu|totalpris|kontantpris|hinta|fiyat|ar|pret',
  ],
  ['price', 0.7, '', '支払総額'],
  [
    'description',
    0.85,
    '',
    '설명|комментарий продавца|описание|popis|beskrivelse|lisatiedot|aciklama|sobre este carro|descricao|comentario do vendedor|observacoes|leiras|descriere',
  ],
];

/** Lower case, accents and punctuation around gone, one blank between words. */
function plainLabel(text: string): string {
  // Most labels are plain ASCII, and this is asked of every line of a page.
  if (!/[^\x20-\x7e]/.test(text)) return text.toLowerCase().replace(/['`]/g, ' ').replace(/ {2,}/g, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßẞ]/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/[æÆ]/g, 'ae')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/[’'`´]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const TABLE: ReadonlyMap<string, Label> = new Map(
  [...MORE_ROWS, ...ROWS].flatMap(([topic, weight, unit, labels]) =>
    labels.split('|').map((label) => [plainLabel(label), { topic, weight, ...(unit === '' ? {} : { unit }) }] as const),
  ),
);

const VIN_WORDING =
  /^(?:full |vehicle |car )?vin(?:[\s/()#:.-]+(?:serial|chassis|frame|no|nr|num|number|code|vehicle|identification))*[\s)#.]*$/;

/** The topic of a label text such as `VIN #:`, `Außenfarbe`, `Exterior Color *`; `undefined` for any other text. */
export function labelOf(text: string): Label | undefined {
  if (text.length > 44) return undefined;
  const plain = plainLabel(text);
  const bare = plain.replace(/^[^\p{L}\d]+|[\s:#*.?\-–—>]+$/gu, '');
  // `VIN / Serial`, `VIN (Vehicle Identification Number)`: any wording made of these words alone.
  const known = TABLE.get(plain) ?? TABLE.get(bare) ?? TABLE.get(bare.replace(/[\s.:]*\([^)]{0,30}\)?$/, ''));
  return known ?? (VIN_WORDING.test(bare) ? TABLE.get('vin') : undefined);
}
