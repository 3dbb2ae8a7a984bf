/**
 * Words that a vehicle's name is made of besides make and model, and everyday words that are names of makes or models.
 */

/** Makes whose name is an everyday word or too short: a name in lower case, or without a model after it, is no make. */
export const WEAK_MAKES = new Set([
  'ac',
  'ds',
  'mg',
  'mb',
  'mini',
  'ram',
  'smart',
  'indian',
  'standard',
  'eagle',
  'vector',
  'bond',
  'singer',
  'alpine',
  'think',
  'ih',
  'triumph',
  'rover',
  'amg',
  'iso',
  'ariel',
  'noble',
  'international',
  'shelby',
  'lister',
  'cord',
  'saturn',
  'genesis',
  'kaiser',
]);

/** Model names that are everyday words, sizes or trims: they name no make by themselves. */
export const WEAK_MODEL =
  /^(?:\d+|(?!(?:mg[abcf]|tr[3-8]|mr2|rx[78]|nsx|xj[6s]|f[45]0)$).{1,3}|coupe|roadster|spider|spyder|convertible|custom|deluxe|special|super|pickup|wagon|van|bus|classic|express|sprint|sport|speedster|continental|california|victoria|champion|commander|president|gravity|tiger|alpine|eagle|city|model[abjt]|series\w+|type\d+|one|hatch|daily|element|fit|insight|passport|pilot|legend|spark|sonic|volt|bolt|blazer|escape|edge|focus|fusion|flex|escort|probe|tempo|crown|century|echo|matrix|note|quest|cube|leaf|juke|rogue|titan|frontier|pacifica|liberty|patriot|compass|renegade|avenger|magnum|journey|nitro|stealth|charger|hornet|pacer|rebel|classic350|chief|scout|four|twelve|eight|monster|scrambler|duke|adventure|comet|rapide|spectre|ghost|dawn|wraith|phantom|air|sky|ion|vue|aura|outlook|ascent|legacy|outback|baja|carry|every|swift|splash|fox|thing|beetle|rabbit|golf|polo|up|metro|jimmy|canyon|terrain|trophy|stag|herald|vitesse|minor|oxford|mustang2|standard|zephyr|capri|mark\w+)$/;

/** Where a name ends and advertising begins. */
export const END =
  /\s(?:for sale\b|zu verkaufen|à vendre|en venta|te koop|in vendita|na sprzedaż|for £|for \$|für €|sold\b|w\/|with\b|mit\b|avec\b|near\b|in stock|at auction|\||[-–—•·»>]\s)|\s?[|•·]|[,;](?=\s)|\s[-–—]\s|\s\(|\s[$€£]/i;

/** First words that never are a whole model by themselves. */
export const OPENERS = new Set([
  'grand',
  'gran',
  'model',
  'land',
  'el',
  'le',
  'la',
  'super',
  'monte',
  'santa',
  'new',
  'mark',
  'silver',
  'town',
  'park',
  'type',
  'series',
  'serie',
  'série',
  'classe',
  'clase',
  'klasse',
  'id',
  'alfa',
  'the',
]);

export const NOISE = new Set(['used', 'new', 'preowned', 'certified', 'cpo', 'gebraucht', 'occasion', 'usato', 'the']);
