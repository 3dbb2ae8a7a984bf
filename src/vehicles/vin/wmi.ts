/**
 * Who built a car, by the first three characters of its VIN.
 * Invariant: a prefix stands here only when every car under it is of the listed makes; an unknown prefix says nothing.
 */

/** Prefix to makes. A maker that badges cars for several makes lists them all. */
const MAKERS: ReadonlyArray<readonly [prefixes: string, makes: string]> = [
  ['WP0 WP1', 'Porsche'],
  ['WBA WBS WBX WBY 5UX 5UM 5YM 4US WB1 WB3', 'BMW|Alpina'],
  ['WMW', 'MINI'],
  ['WAU WA1 TRU WUA', 'Audi'],
  ['WVW WV1 WV2 WVG 3VW 1VW 9BW 3VV', 'Volkswagen'],
  ['WDB WDD WDC WDF W1K W1N W1V 4JG 55S WMX', 'Mercedes-Benz|Maybach|Mercedes-AMG'],
  ['WME', 'smart'],
  ['W0L W0V', 'Opel|Vauxhall|Saturn|Holden|Cadillac'],
  ['ZFF ZDF', 'Ferrari'],
  ['ZHW ZPB ZA9', 'Lamborghini|Pagani|Bugatti|De Tomaso'],
  ['ZAM ZN6', 'Maserati'],
  ['ZAR ZAS', 'Alfa Romeo'],
  ['ZFA', 'Fiat|Abarth'],
  ['ZDM', 'Ducati'],
  ['SAJ SAD', 'Jaguar'],
  ['SAL', 'Land Rover'],
  ['SCC', 'Lotus'],
  ['SCF', 'Aston Martin|Lagonda'],
  ['SCB', 'Bentley'],
  ['SCA', 'Rolls-Royce'],
  ['SBM', 'McLaren'],
  ['YV1 YV4 LYV 7JR', 'Volvo|Polestar'],
  ['LPS YSM YSR', 'Polestar'],
  ['YS3', 'Saab'],
  ['VF1', 'Renault|Alpine|Dacia'],
  ['VF3', 'Peugeot'],
  ['VF7', 'Citroën|DS'],
  ['VF9', 'Bugatti'],
  ['VSS', 'SEAT|Cupra'],
  ['TMB', 'Škoda'],
  ['UU1', 'Dacia'],
  ['JHM JHL 1HG 2HG 2HK 5FN 5J6 SHH SHS 19X 3HG 7FA 1HF JH2', 'Honda'],
  ['JH4 19U 2HN 5J8 5FR 19V', 'Acura|Honda'],
  ['JTD JTE JTM JTN JT2 JT3 JT4 4T1 4T3 5TD 5TE 5TF 5TB 2T1 2T3 1NX 4TA SB1 JF1ZN JTB', 'Toyota|Scion|Lexus|Subaru'],
  ['JTH JTJ JT6 JT8 2T2 58A 58T', 'Lexus'],
  ['JN1 JN8 1N4 1N6 5N1 3N1 3N6 JN6 SJN 3N8', 'Nissan|Infiniti|Datsun'],
  ['JNK JNR JNX 5N3', 'Infiniti'],
  ['JF1 JF2 4S3 4S4', 'Subaru|Toyota|Saab|Scion'],
  ['JM1 JM3 JMZ 1YV 4F2 4F4 3MZ 3MV 7MM', 'Mazda|Ford|Toyota|Scion'],
  ['JA3 JA4 4A3 4A4 JMB', 'Mitsubishi|Dodge|Eagle|Plymouth'],
  ['JS2 JS3 JSA TSM', 'Suzuki'],
  ['KMH 5NP KM8 5NM', 'Hyundai|Genesis'],
  ['KMT KMU', 'Genesis'],
  ['KNA KND 5XX 5XY 3KP U5Y', 'Kia'],
  ['1FA 1FB 1FC 1FD 1FM 1FT 2FA 2FM 2FT 3FA 3FM WF0 MAJ NM0', 'Ford|Mercury|Shelby|Roush|Saleen'],
  ['1ZV', 'Ford|Mercury|Mazda'],
  ['1LN 5LM 2LM 3LN 5LT', 'Lincoln'],
  ['1ME 2ME 4M2', 'Mercury'],
  ['1G1 1GC 1GN 2G1 2GC 2GN 3G1 3GC 3GN 1GB KL1 KL7 KL8', 'Chevrolet|Pontiac|GMC|Daewoo'],
  ['1G2 2G2 3G2 5Y2 6G2', 'Pontiac'],
  ['1G3', 'Oldsmobile'],
  ['1G4 2G4 3G4 5GA KL4 LRB', 'Buick'],
  ['1G6 1GY 3GY', 'Cadillac'],
  ['1GT 1GK 2GT 3GT 1GD 2GK 3GK 3GD', 'GMC|Chevrolet'],
  ['1G8 5GZ', 'Saturn'],
  ['5GR 5GT 5GN', 'Hummer'],
  ['1C3 2C3 3C3 1C4 2C4 3C4 1C6 3C6 3C7', 'Chrysler|Dodge|Jeep|Ram|Fiat|Lancia|Plymouth|Volkswagen'],
  ['1B3 2B3 3B3 1B4 2B4 1B7 3B7 1D3 1D4 1D7 1D8 2D4 2D8 3D3 3D7 2B1 1B6', 'Dodge|Ram|Plymouth|Chrysler'],
  ['1J4 1J8 1JC', 'Jeep'],
  ['1P3 2P4 3P3 1P4', 'Plymouth|Chrysler'],
  ['5YJ 7SA LRW XP7', 'Tesla'],
  ['7FC 7PD', 'Rivian'],
  ['50E', 'Lucid'],
  ['1HD 5HD', 'Harley-Davidson'],
  ['SMT', 'Triumph'],
  ['JYA', 'Yamaha'],
  ['JKA JKB', 'Kawasaki'],
  ['SCE', 'DeLorean'],
];

const BY_PREFIX: ReadonlyMap<string, readonly string[]> = new Map(
  MAKERS.flatMap(([prefixes, makes]) => prefixes.split(' ').map((prefix) => [prefix, makes.split('|')] as const)),
);

/** Makes the VIN can belong to; `undefined` when the prefix is unknown. */
export function makesOfVin(vin: string): readonly string[] | undefined {
  return BY_PREFIX.get(vin.slice(0, 3).toUpperCase());
}

const CODED: ReadonlySet<string> = new Set(MAKERS.flatMap(([, makes]) => makes.split('|')));

/** Whether the make's cars carry a code of the table: who builds on the chassis of others (motorhomes) has theirs. */
export function hasMakersCode(make: string): boolean {
  return CODED.has(make);
}
