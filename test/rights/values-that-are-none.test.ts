import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';

/** As people, forms, imports and feeds write that they know nothing. */
const NOTHINGS = `
N/A|n/a|N/a|NA|na|n.a.|N.A.|(n/a)|[N/A]|#N/A|n/k|N.K.|-|--|---|–|—|_|.|..|...|…|?|??|???|!|*|**|/|\\|\\N|"|""|''|()|[]|{}|<>|=|+|~|#|:|;|,| |  |
none|None|NONE|(none)|[none]|<none>|none.|null|NULL|(null)|<null>|nil|NIL|nan|NaN|void|undefined|[undefined]|unknown|Unknown|UNKNOWN|(unknown)|
<unknown>|unknown.|Unknown!|unknown?|unk|UNK.|unkown|uknown|unspecified|Unspecified|undisclosed|undetermined|unavailable|unlisted|tbd|TBD|T.B.D|
tba|TBA|tbc|to be determined|To Be Confirmed|to be announced|to be advised|to follow|pending|not available|Not Available|NOT AVAILABLE|not applicable|
Not specified|not provided|not listed|not stated|not known|not given|not disclosed|not entered|not set|not sure|not found|no data|No info|no information|
no value|no description|No description available.|No description provided|other|Other|OTHER|others|various|Various|varies|any|all|misc|Misc.|default|
placeholder|dummy|test|TEST|testing|sample|example|blank|empty|(empty)|missing|select|-- select --|Please select|Select one|choose|see description|
See Description.|see text|see photos|see pictures|see below|see ad|ask|ask seller|Ask dealer|call|Call us!|call for details|contact us|Contact seller|
contact dealer|Please call|please ask|on request|upon request|POA|poa|xx|xxx|XXX|xxxx|XXXXX|zzz|yes|no|true|false|string|value|make|model|vin|color|
colour|engine|transmission|description|inconnu|Inconnue|non renseigné|Non renseigné|non précisé|non communiqué|n.c.|N.C.|n.d.|N.D.|non disponible|
autre|Autres|aucun|aucune|sans objet|voir annonce|sur demande|unbekannt|Unbekannt|keine Angabe|Keine Angaben|k.A.|k. A.|nicht bekannt|nicht angegeben|
nicht verfügbar|ohne Angabe|sonstige|Sonstiges|andere|keine|auf Anfrage|siehe Beschreibung|siehe Text|desconocido|Desconocida|no disponible|
no especificado|sin especificar|sin datos|otro|Otra|otros|ninguno|a consultar|consultar|sconosciuto|non specificato|non indicato|altro|Altri|nessuno|
da definire|desconhecido|não informado|Não informado|nao informado|não especificado|outro|Outros|nenhum|a combinar|sob consulta|onbekend|Onbekend|
niet bekend|niet opgegeven|n.v.t.|overig|Overige|geen|op aanvraag|okänd|Okänt|ej angivet|saknas|annan|annat|ukendt|ikke oplyst|Ikke angivet|ukjent|
ikke oppgitt|andet|annet|tuntematon|ei tiedossa|ei ilmoitettu|muu|nieznany|Nieznane|brak danych|brak|nie podano|inny|neznámý|neuvedeno|Neuvedené|jiné|
iné|ismeretlen|nincs megadva|egyéb|necunoscut|nespecificat|nepoznato|ostalo|neznano|teadmata|nežinoma|nenurodyta|nezināms|bilinmiyor|belirtilmemiş|
diğer|неизвестно|Не указано|НЕ УКАЗАНО|не указан|нет данных|другое|невідомо|не вказано|інше|неизвестен|непознато|άγνωστο|άλλο|不明|未知|その他|なし|
알 수 없음|미상|기타|غير معروف|نامشخص|לא ידוע`
  .split(/\||\n/)
  .filter((text, i, all) => all.indexOf(text) === i);
const VINS = [
  ...NOTHINGS,
  ...[
    'WRONG',
    'ABCDE',
    'VIVA-1234567',
    'VIVA-',
    '1',
    '123',
    '1234',
    '00000',
    '0000000',
    '11111111111111111',
    'XXXXXXXXXXXXXXXXX',
  ],
  ...[
    '12345678901234567',
    '123456789',
    '0123456789',
    'WP0AB2*********45',
    'WBA???????????123',
    'XXXXXXXXXXXXX1234',
    'SEE PHOTOS',
  ],
  ...['00000000000000001', 'no vin 1970 car', 'call me for vin 2', '1111-1111', '_________________'],
];
const YEARS = [0, -1, 1, 20, 99, 1884, 9999, 20225, 2100, 202, -2020, 1_000_000];
const MILEAGES = [-5, -1, 999_999, 1_234_567, 9_999_999, 99_999_999, 2_000_000_000, -2_000_000_000];
const PRICES = [
  0, 1, -1, -5000, 0.01, 1_234_567, 12_345_678, 123_456_789, 9_999_999, 99_999_999, 11_111_111, 1_111_111,
];

const INSERT = `
  insert into vehicles (year, make, model, vin, sale_price, asking_price, mileage, color, engine, transmission, description, discovery_url)
  select year, make, model, vin, price, price, mileage, color, engine, transmission, description, 'https://cars.example/' || n
  from jsonb_to_recordset($1::jsonb) as r (n int, year int, make text, model text, vin text, price numeric, mileage int, color text,
    engine text, transmission text, description text)`;
const ASSESSED = `
  select v.*, micro_scrape.gaps(v, 0) as gaps, micro_scrape.score(micro_scrape.gaps(v, 0)) as score from vehicles v order by discovery_url`;

describe('a value that is none', () => {
  test('gives no point, in 10,000 rows of what people and forms write where they know nothing', async ({
    database,
  }) => {
    expect(NOTHINGS.length).toBeGreaterThan(200);
    const pick = <T>(from: readonly T[], n: number) => from[n % from.length];
    // Steps without a common factor, so that every value meets many others.
    const rows = Array.from({ length: 10_000 }, (_, n) => ({
      n,
      year: pick(YEARS, n * 5),
      make: pick(NOTHINGS, n),
      model: pick(NOTHINGS, n * 3 + 1),
      vin: pick(VINS, n * 7 + 2),
      price: pick(PRICES, n * 5 + 1),
      mileage: pick(MILEAGES, n * 3 + 2),
      color: pick(NOTHINGS, n * 11 + 3),
      engine: pick(NOTHINGS, n * 13 + 5),
      transmission: pick(NOTHINGS, n * 17 + 7),
      description: pick(NOTHINGS, n * 19 + 9),
    }));
    const client = await connect(database);
    try {
      await client.query(INSERT, [JSON.stringify(rows)]);
      const { rows: scored } = await client.query(`select * from (${ASSESSED}) a where score > 0`);
      expect(scored.map(({ gaps, ...row }) => row)).toEqual([]);
      const { seen } = await one(
        client,
        'select count(*)::int as seen from vehicles_needing_micro_scrape where quality_score = 0 and missing_vin and missing_price and missing_description',
      );
      expect(seen).toBe(10_000);
    } finally {
      await client.end();
    }
  });

  test('is told from a real but odd one, which stands', async ({ database }) => {
    const odd = [
      {
        year: 1885,
        make: 'Benz',
        model: '1',
        vin: '45/6789',
        price: 500,
        mileage: 0,
        color: 'Red',
        engine: '2',
        transmission: 'A',
        description: 'Runs.',
      },
      {
        year: 1920,
        make: 'Alta',
        model: 'X',
        vin: '12345',
        price: 2,
        mileage: 1,
        color: 'Tan',
        engine: 'V8',
        transmission: 'M',
        description: 'x-ray view: no rust',
      },
      {
        year: 2027,
        make: 'GM',
        model: 'Ka',
        vin: 'BNR32-212345',
        price: 123_456,
        mileage: 123_456,
        color: '白',
        engine: '13B',
        transmission: '오토',
        description: 'no' + ' rust',
      },
      {
        year: 1963,
        make: 'AC',
        model: 'NC',
        vin: 'AM/300/2345',
        price: 1_000_000,
        mileage: 999_998,
        color: 'Nero',
        engine: '3',
        transmission: 'CVT',
        description: 'N/A is not what this is',
      },
      {
        year: 2004,
        make: '기아',
        model: '3',
        vin: '1HGCM82633A004352',
        price: 999,
        mileage: 2_999_999,
        color: 'ND',
        engine: 'I4',
        transmission: '5',
        description: 'None better!',
      },
      {
        year: 1971,
        make: 'MG',
        model: 'Y',
        vin: 'ARE24-040130',
        price: 11_111,
        mileage: 111_111,
        color: 'Testarossa',
        engine: 'KA24',
        transmission: 'DCT',
        description: 'Unknown history',
      },
    ];
    const client = await connect(database);
    try {
      await client.query(INSERT, [JSON.stringify(odd.map((row, n) => ({ n, ...row })))]);
      const { rows } = await client.query(ASSESSED);
      expect(rows.map(({ gaps }) => gaps)).toEqual(odd.map(() => ['images_extracted']));
    } finally {
      await client.end();
    }
  });
});
