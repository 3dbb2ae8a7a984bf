/**
 * Words that a vehicle's name is made of besides make and model, and everyday words that are names of makes or models.
 */

/** Makes whose name is an everyday word or too short: a name in lower case, or without a model after it, is no make. */
export const WEAK_MAKES = new Set(
  `
ac ds mg mb mini ram smart indian standard eagle vector bond singer alpine think ih triumph rover amg iso ariel noble
international shelby lister cord saturn genesis kaiser man tank victory zero hobby 现代 現代 理想 富豪 大发 迷你 豊田 本田 坦克 福斯 红旗 长城
長城 长安 大众 一汽 东风 東風 江淮 किया কিযা हीरो হিরো کیا كيا جك جاک فاو 平治 ヒノ застава hero saipa force quick mack ora adria gac
jac faw gaz zil vaz nio ldv tata proton voyah greatwall setra fleetwood
`
    .trim()
    .split(/\s+/),
);

/** Makes named as a famous model of another, or spelled as a verb (`किया`, did): they need a model of theirs after it. */
export const MODEL_NAMED = new Set(['fleetwood', 'किया', 'কিযা', 'کیا', 'हीरो', 'হিরো', 'hero', 'فاو']);

/** Names of models that are everyday words, other makes, things of a house or trims: they name no make by themselves. */
const WEAK_WORDS = new Set(
  `
access ace advantage adventure aero agile agility air alpine amigo amulet anthem apache aqua aria ascent atlas aura
aurora avalanche avenger azure baja basecamp bearcat beat beetle besta beta blackhawk blast blazer bolero bolt bongo
boon bora boxer brave bullet bus california canyon capella capri caravan carol carry cast celta century champion
charger chariot chief cima city classic classic350 clipper colt comet commander compact compass continental
convertible coral corsa coupe crown cube custom cyclone daily dawn deluxe dena dex dion discover dolphin dost
downtown dream duet duke dyna eagle echo edge eight element elevate elite elva enjoy eon escape escort esteem every
express falcon fielder fit flair fleetwood flex florida focus forte forward forza four fox free freed frontier fuga
fusion galaxy ghost glamour gloria golf grace granite gravity groove hammer han harrier hatch herald hexa horizon
hornet hunter hustler imperial impulse indy insight inspire interstate intra ion isis ist jade jalpa janus jazz
jimmy jogger journey joy juke jupiter karizma karma kei koral laser latitude leaf legacy legend liana liberty
lightning livewire logan magna magnum magnus manhattan march matrix max mentor merak metro mexico minor mirage
mistral modela modelb modelj modelt monkey monster montana monza morning move mustang2 nano newport nitro noah
norden note nova ocean octane omega omni one optima orlando outback outlook oxford pacer pacifica palette panther
partner passion passionpro passport patriot persona phantom pickup pilot platina polo porte preface premium presage
president pride prisma probe pulsar puma punch quest quick rabbit racer raider rana rapide raum ray rebel renegade
revel ritz roadster robin rocky rodeo rogue roma roomy rusa rush safari saga sail saina sakura sandman saratoga
savoy scorpio scorpion scout scrambler scrum seal senna sens serena shadow shahin shuttle sigma skala sky slingshot
solio solis sonic spade spark special spectre speedster spider spin splash splendor sport spring sprint spyder stag
standard starlight stealth stella stingray strada stream succeed sunny super surf swift symbol taft tang tara tavria
tempo terra terrain thalia thar thing thor tiger titan tracker transporter trend tribute triton trooper trophy
twelve twin twingle up utopia van veloz ventura verso victoria vida view viking vision vista vitesse viva volt vue
wagon wake wildcat wind windsor wish wraith xenon xtreme zen zephyr zest
`
    .trim()
    .split(/\s+/),
);

/** Short names that are well known nevertheless. */
const STRONG = /^(?:mg[abcf]|tr[3-8]|mr2|rx[78]|nsx|xj[6s]|f[45]0)$/;
const WEAK_SHAPE = /^(?:\d+|.{1,3}|series.+|type\d+|mark.+)$/;

export function isWeakModel(key: string): boolean {
  return WEAK_WORDS.has(key) || (WEAK_SHAPE.test(key) && !STRONG.test(key));
}

/** Where a name ends and advertising begins. */
export const END =
  /\s(?:for sale\b|zu verkaufen|à vendre|en venta|te koop|in vendita|na sprzedaż|for £|for \$|für €|sold\b|w\/|with\b|mit\b|avec\b|near\b|in stock|at auction|\||[-–—•·»>]\s)|\s?[|•·]|[,;](?=\s)|\s[-–—]\s|\s\(|\s[$€£]/i;

/** First words that never are a whole model by themselves. */
export const OPENERS = new Set(
  'grand gran model land el le la super monte santa new mark silver town park type series serie série classe clase klasse id alfa the'.split(
    ' ',
  ),
);

export const NOISE = new Set(
  'used new preowned certified cpo gebraucht occasion usato the 올 뉴 더 올뉴 더뉴 신형 all'
    .split(' ')
    .map((word) => word.normalize('NFKD')),
);

/** Words for a line of models in the languages of the markets: `Seria 3`, `Klasa C`, `3er`, `C-Klasse`, `6시리즈`. */
const LINE_WORDS =
  'series|serie|seria|serija|serijos|sarja|rada|sorozat|seri|серия|серии|серія|серија|σειρα|시리즈|シリーズ|系';
const CLASS_WORDS =
  'class|classe|clase|klasse|klasa|klass|klase|trida|trieda|osztaly|luokka|sinif|sinifi|klasė|clasa|класс|класа|клас|класе|클래스|クラス|级';
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '');
const shape = (words: string, more = ''): RegExp =>
  new RegExp(`^(?:([a-z]{1,3}|\\d)(?:${plain(words)}${more})|(?:${plain(words)})([a-z]{1,3}|\\d))$`, 'u');
const LINE = shape(LINE_WORDS, '|er');
const CLASS = shape(CLASS_WORDS);

/** `Seria 3`, `3er` and `3 Series` as one key, `Klasa C` and `C-Class` as another; any other key as it is. */
export function lineKey(key: string): string {
  const line = LINE.exec(key);
  if (line !== null) return `${line[1] ?? line[2]}series`;
  const model = CLASS.exec(key);
  return model === null ? key : `${model[1] ?? model[2]}class`;
}

export const OF_LINE = new RegExp(`^(?:${plain(`${LINE_WORDS}|${CLASS_WORDS}`)})$`, 'u');

/** Words that join or tell about things: none is a model because it stands behind a make. */
export const NO_MODEL = new Set(
  `
a all an and any are as at by for from has have in is it my of off on only or our the this to was were with without your
car cars truck trucks vehicle vehicles suv suvs van vans auto autos automobile automobiles parts part dealer dealers
dealership centre center specialist specialists garage motors group ltd limited owners club models model range lineup twin turbo biturbo gt sale used new other others motorcycle motorcycles bike bikes motorhome motorhomes
und oder der die das ein eine mit fur aus im am zu von bei gebrauchtwagen neuwagen modelle fahrzeuge ersatzteile
et ou le les des du une un avec pour dans sur de occasion occasions voitures voiture modeles pieces
y o el los las con para en del coches coche usados modelos repuestos carro carros usado
e il lo gli i con per di da usate usata ricambi modelli
en of de het een met voor van te koop tweedehands onderdelen
og i med til fra brugte brugt biler bil och eller till fran begagnade begagnad bilar
w z na do i oraz uzywane samochody czesci ogloszenia
ve ile icin satilik ikinci el araba arabalar
delovi polovni automobili prodaja
на в с и для от продажа купить авто запчасти
`
    .trim()
    .split(/\s+/),
);

/** The same where words are not parted by blanks: `(トヨタ)の中古車`. */
export const NO_MODEL_START = /^の?(?:中古|新車|未使用車|二手|중고|신차|자동차|차량)/u;
