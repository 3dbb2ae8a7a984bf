/**
 * The names applications give a car's fields in their data, and the names under which other things live.
 * Invariant: a key means one topic; it is compared in lower case without punctuation, then without what only tells the
 * form of its value (`colorName`, `formattedPrice`), then as the label it would be on a page (`rok_produkcji`).
 */

import { memoize } from '../../runtime/memoize.ts';
import type { Topic } from '../claim.ts';
import { labelOf } from '../document/labels.ts';

export interface Key {
  readonly topic: Topic;
  readonly unit?: 'mi' | 'km';
  /** 0..1, as of labels. */
  readonly weight: number;
}

const KEYS: ReadonlyArray<readonly [topic: Topic, keys: string, unit?: 'mi' | 'km' | undefined, weight?: number]> = [
  ['make', 'make manufacturer brand maker carmaker makedisplay mnfctr mnuftr mfr mfg'],
  ['model', 'model modelgroup mdl'],
  ['year', 'year modelyear productionyear modeldate formyear yearmodel modelyr prodyr prdcnyr'],
  // The month a car was first registered in may be of the year before.
  ['year', 'yearmonth registrationyear firstregistration registrationdate', undefined, 0.66],
  [
    'vin',
    'vin vinnumber vinno vinnum vinnr vincode vinid carvin vehiclevin identificationnumber vehicleidentificationnumber chassis chassisnumber chassisno chassisnum chassisnr framenumber frameno framenum framenr serialvin fin',
  ],
  ['mileage', 'mileage odometer odometerreading odo odometervalue milg currentmileage'],
  ['mileage', 'miles mileageinmiles odometermiles', 'mi'],
  ['mileage', 'roadhaul mileageinkmraw mileageinkm kilometers kilometres mileagekm kilometerstand odometerkm', 'km'],
  [
    'color',
    'exteriorcolor exteriorcolour extcolor extcolour extrcolor bodycolor bodycolour colour color paintcolor outercolor colorexterior externalcolor externalcolour',
  ],
  ['transmission', 'transmission transmissiontype gearbox gearboxtype trnsmsn trans'],
  ['engine', 'engine'],
  [
    'price',
    'price pricing prices priceinfo pricedata pricedetails pricedetailed pricedetail priceobject priceblock mainprice askingprice internetprice sellingprice saleprice advertisedprice listingprice currentprice prc',
  ],
];
const TOPIC_OF: ReadonlyMap<string, Key> = new Map(
  KEYS.flatMap(([topic, keys, unit, weight = 1]) =>
    keys.split(' ').map((key) => [key, { topic, weight, ...(unit === undefined ? {} : { unit }) }] as const),
  ),
);
/**
 * Where an object under such a key keeps its value, the best first: `color: {generic, oem}`, `pricing: {list, msrp}`. What
 * is not named here (`msrp`, `docFee`, `monthly`, `previousList`) is another thing; `list` is the price only beside an
 * `msrp`, which it would be otherwise.
 */
export const WITHIN: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  price: [
    ...['sale', 'salePrice', 'special', 'specialPrice', 'discounted', 'internet', 'internetPrice', 'selling'],
    ...['sellingPrice', 'asking', 'askingPrice', 'current', 'currentPrice', 'advertised', 'advertisedPrice', 'final'],
    ...['finalPrice', 'cash', 'cashPrice', 'offer', 'gross', 'amount', 'price', 'value', 'raw', 'display', 'formatted'],
    ...['formattedPrice', 'displayPrice', 'text', 'label', 'displayValue'],
  ],
  color: [
    'oem',
    'manufacturer',
    'marketing',
    'description',
    'name',
    'displayName',
    'label',
    'value',
    'base',
    'generic',
  ],
  transmission: ['description', 'displayName', 'name', 'label', 'text', 'value', 'type'],
  engine: ['description', 'displayName', 'name', 'label', 'text', 'value', 'type', 'size'],
};
const keysOf = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.join(' ').split(' '));

/** Under these an object keeps the seller's text, compared as all keys are. */
export const DESCRIPTIONS = keysOf(
  'description descriptions sellerdescription vehicledescription cardescription addescription itemdescription descriptionhtml descriptiontext descriptionfull longdescription fulldescription detaileddescription desc cardesc vehicledesc addesc longdesc descr body comments comment sellercomments sellercomment dealercomments dealercomment ownercomment ownercomments shopcomment staffcomment salescomment carcomment vehiclecomments commenttext sellernotes sellernote dealernotes vehiclenotes remark remarks carremark sellerremarks memo adtext adbody listingtext freetext sellertext sellersays sellersay sellerdesc ownerdesc dealerdesc sellerwords sellerstory sellercontent ownersays usercomment salesdesc',
  'beschreibung fahrzeugbeschreibung bemerkung bemerkungen freitext omschrijving opmerkingen beskrivelse beskrivning annonstext annoncetekst kuvaus lisatiedot lysing kirjeldus lisainfo apraksts aprasymas komentaras opis popis poznamka leiras megjegyzes descriere descrizione descripcion descricao observacoes observaciones commentaire commentaires descriptif aciklama ilanaciklamasi tesvir opisanie tavsif deskripsi keterangan mota noidung',
);
/** Under these as often another text stands: one with sentences, longer than a label, is the seller's. */
export const TEXTS = keysOf(
  'text content contents details detail message note notes summary overview about narrative story introduction intro html fulltext texte texto testo tekst teksti',
);
export const PICTURES = [
  'images',
  'photos',
  'gallery',
  'galleryImages',
  'imageUrls',
  'pictures',
  'imageList',
  'media',
  'vehicleImages',
];
/** Where none of those is there. */
export const OTHER_PICTURES = keysOf(
  'imagelist images photolist photos photourls pictureurls picturelist pics piclist imgs imglist imgurls carimages carphotos vehiclephotos adimages adphotos listingimages galleryitems galleryphotos mediagallery mediaitems mediaurls slides bilder fotos foto billeder kuvat nuotraukos zdjecia obrazky fotky slike snimki fotografie immagini imagenes imagens fotosurls resimler hinhanh gambar',
);
const ELSEWHERE =
  /similar|related|recommend|connected|suggest|compar|carousel|result|search|filter|facet|aggregat(?:e|ion)|translation|featureflag|history|finance|insurance|tradein|menu|navigation|breadcrumb|footer|seo|experiment|recentlyviewed|otherl|moref|alternativ|inventory|upsell|dealerlisting|valuation|recall/i;
const OTHER_PARTY =
  /seller|dealer|owner|user|customer|contact|account|bank|loan|leas|rent|month|tax|fee|deliver|shipping|warrant|deposit|msrp|origin|interior|address|location|translat|config|setting|cookie|option|equipment|market|predict|estimat|bid/i;

/** Longer keys are no names of fields, and are not kept. */
const MAX_KEY = 44;
function asked(of: (key: string) => boolean): (key: string) => boolean {
  const known = memoize(of);
  return (key) => (key.length > MAX_KEY ? of(key) : known(key));
}

/** Whether other cars, forms and texts of the program live under a key. */
export const isElsewhere = asked((key) => ELSEWHERE.test(key));

/** Whether a key beside a car holds another party's value or another sum. */
export const isOfOthers = asked((key) => OTHER_PARTY.test(key));

export const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A key that no photograph has and every car's card does. */
export const namesACar = asked((key) => {
  const topic = TOPIC_OF.get(plainKey(key))?.topic;
  return topic !== undefined && topic !== 'color' && topic !== 'engine' && topic !== 'transmission';
});

/** What tells the form of a value, not what it is of. */
const FORM_BEFORE = /^(?:vehicle|car|auto|item|raw|display|formatted|localized|advertised)(?=[a-z]{2})/;
const FORM_AFTER =
  /(?<=[a-z]{2})(?:name|label|text|title|value|display|formatted|english|localized|description|desc|string|str|raw|tekst|texto|texte|testo|bezeichnung|naam|navn|namn|nombre)$/;

export function topicOfKey(key: string): Key | undefined {
  return key.length > MAX_KEY ? undefined : lookUp(key);
}

const lookUp = memoize((key): Key | undefined => {
  // `modelNm`, `trnsmsn_nm`: a name cut short.
  let plain = plainKey(key.replace(/[_-](?:en|ko|kr|ja|jp|de)$/, '').replace(/(?<=[a-z])(?:Nm|_nm)$/, ''));
  for (let turn = 0; turn < 4; turn++) {
    const direct = TOPIC_OF.get(plain);
    if (direct !== undefined) return direct;
    const shorter = plain.replace(FORM_AFTER, '');
    const next = shorter === plain ? plain.replace(FORM_BEFORE, '') : shorter;
    if (next === plain) break;
    plain = next;
  }
  const words = key.replace(/(?<=\p{Ll}|\d)(?=\p{Lu})/gu, ' ').replace(/[_.-]+/g, ' ');
  const label = labelOf(words) ?? labelOf(plain);
  if (label === undefined || ['description', 'sold', 'bid', 'name'].includes(label.topic)) return undefined;
  return {
    topic: label.topic,
    weight: Math.min(1, label.weight / 0.9),
    ...(label.unit === undefined ? {} : { unit: label.unit }),
  };
});
