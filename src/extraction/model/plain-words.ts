/**
 * The words of which a sentence may consist that states a value of the car and nothing else.
 * Invariant: a closed vocabulary; a word that is not in it may turn the sentence into another one (`the brother of this
 * car shows`, `no`, `like a`, `to hold it`), so it makes the sentence prove nothing. Tables only, by language.
 */
import { hasWordFor, type Quotable } from './quote-words.ts';

const setOf = (...words: readonly string[]): ReadonlySet<string> => new Set(words.flatMap((line) => line.split(' ')));

const COMMON = setOf(
  "a an the this that it its it's is are has and of in on at to by with as so very really only just now currently presently today still here there up under sits wears carries comes shows showing stands reads offered",
  'car vehicle truck van wagon estate saloon sedan coupe coupé convertible cabriolet roadster hatchback suv pickup motorcycle bike bus example one she her which whose whole entire all overall throughout',
  'lovely nice great good excellent clean tidy beautiful stunning gorgeous handsome attractive fine rich deep bright original genuine actual true exact exactly approximately approx about around roughly total morning date writing',
  'der die das ein eine einen er sie es ist sind hat und mit in im an am auf bei zu zum von vom aus sehr nur noch jetzt aktuell derzeit heute genau etwa rund ca fahrzeug auto wagen limousine kombi cabrio coupé exemplar dieser diese dieses schöne schöner schönes tolle tolles originale originaler verfügt steht gehalten wird',
  'le la les un une il elle est a et de du des en au avec à très seulement actuellement environ exactement cette ce voiture véhicule auto berline break belle beau superbe',
  'el la los un una es tiene y de del en al con muy solo sólo actualmente aproximadamente este esta coche auto carro vehículo berlina bonito precioso',
  'il lo la i un una è ha e di del della in al con molto solo attualmente circa questa questo auto macchina vettura berlina bella',
  'de het een is heeft en van in op met zeer slechts nu momenteel ongeveer deze dit auto wagen mooie prachtige',
  'jest ma i w z na bardzo tylko obecnie około ten to samochód auto piękny',
);

const OWN: Readonly<Record<Quotable, ReadonlySet<string>>> = {
  year: setOf('model year modell baujahr modelljahr année modèle año modelo anno bouwjaar rok vintage'),
  make: setOf('make model by built made'),
  model: setOf('make model by built made'),
  vin: setOf('number no plate plates log book agree agrees stamped full code'),
  mileage: setOf(
    'miles mi km kms kilometers kilometres kilometer kilometern kilomètres kilómetros chilometri kilometer run done been gone covered travelled traveled driven clock',
  ),
  color: setOf('shade tone body metallic pearl lovely coat gloss shines shining matching factory'),
  engine: setOf(
    'litre liter bonnet hood petrol gasoline diesel turbo turbocharged supercharged cylinder motor powered driven strong smooth pulls well nicely runs',
  ),
  transmission: setOf(
    'changed change changes through via box lever short smooth smoothly slick well nicely sweetly manual automatic hand stirred drives driven mated coupled geschaltet über wird schaltet gängen',
  ),
  price: setOf(
    "i i'm am we are we're happy let go sell for only it yours or nearest best offer reasonable sensible fair ono obo firm him take takes",
  ),
};

/** The first word that a plain statement of the topic does not have. `name`: the words that name the car. */
export function strangeWord(topic: Quotable, text: string, name: ReadonlySet<string>): string | undefined {
  for (const [written] of text.matchAll(/[\p{L}\p{M}\d][\p{L}\p{M}\d'-]*/gu)) {
    const word = written.toLowerCase().replace(/(?<!['-])['-]+$/, '');
    if (!COMMON.has(word) && !OWN[topic].has(word) && !name.has(word) && !hasWordFor(topic, word)) return written;
  }
  return undefined;
}
