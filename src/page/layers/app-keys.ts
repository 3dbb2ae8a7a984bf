/**
 * The names applications give a car's fields in their data, and the names under which other things live.
 * Invariant: a key means one topic; it is compared in lower case without punctuation.
 */
import type { Topic } from '../claim.ts';

const KEYS: ReadonlyArray<readonly [topic: Topic, keys: string, unit?: 'mi' | 'km']> = [
  ['make', 'make makename manufacturer brand brandname vehiclemake'],
  ['model', 'model modelname vehiclemodel'],
  ['year', 'year modelyear vehicleyear productionyear vehiclemodeldate'],
  ['vin', 'vin vinnumber vehicleidentificationnumber vincode'],
  ['mileage', 'mileage odometer odometerreading mileagevalue vehiclemileage odometervalue'],
  ['mileage', 'miles mileageinmiles', 'mi'],
  ['mileage', 'mileageinkmraw mileageinkm kilometers kilometres mileagekm kilometerstand', 'km'],
  ['color', 'exteriorcolor exteriorcolour extcolor bodycolor bodycolour colour color paintcolor'],
  ['transmission', 'transmission transmissiontype gearbox transmissiondescription'],
  ['engine', 'engine enginedescription enginename'],
  ['price', 'price askingprice priceraw internetprice sellingprice advertisedprice listingprice'],
];
export const TOPIC_OF: ReadonlyMap<string, { topic: Topic; unit?: 'mi' | 'km' }> = new Map(
  KEYS.flatMap(([topic, keys, unit]) =>
    keys.split(' ').map((key) => [key, { topic, ...(unit === undefined ? {} : { unit }) }] as const),
  ),
);
export const DESCRIPTIONS = [
  'description',
  'sellerDescription',
  'vehicleDescription',
  'dealerComments',
  'sellerNotes',
  'sellerComments',
  'comments',
  'descriptionHtml',
  'body',
];
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
/** Keys under which other cars, forms and texts of the program live. */
export const ELSEWHERE =
  /similar|related|recommend|connected|suggest|compar|carousel|result|search|filter|facet|aggregat|translation|featureflag|history|finance|insurance|tradein|menu|navigation|breadcrumb|footer|seo|experiment|recentlyviewed|otherl|moref|alternativ|inventory|upsell|dealerlisting|valuation|recall/i;

export const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');
