/** Lithuanian, Latvian, Estonian, Finnish and Hungarian. */
import type { Languages } from './language.ts';

export const BALTIC_FINNIC: Languages = {
  lt: {
    year: 'pagaminimo metai|gamybos metai|metai|modelio metai|pagaminimo data|gamybos data|pagaminimo m.|metai (pagaminimo)|modelio m.|pagaminta|pagam. metai|pagaminimo metai ir mėnuo|gamybos m.|gaminimo metai',
    registered:
      'pirma registracija|pirmoji registracija|pirmos registracijos data|pirma registracijos data|registracijos metai|pirmos registr. metai|pirmosios registracijos data|pirmos registracijos metai|pirmoji reg.|pirma reg.',
    make: 'markė|gamintojas|automobilio markė|markė ir modelis|prekės ženklas|mašinos markė',
    model: 'modelis|automobilio modelis|modelis ir variantas|mašinos modelis',
    vin: 'kėbulo numeris (VIN)|kėbulo numeris|VIN kodas|VIN numeris|kėbulo nr.|identifikavimo numeris|VIN kodas (kėbulo numeris)|VIN|kėbulo numeris / VIN|šasi numeris|VIN (kėbulo numeris)|kėbulo Nr. (VIN)|VIN nr.',
    kilometres:
      'rida|rida (km)|kilometražas|rida, km|km|rida km|nuvažiuota|nuvažiuota km|ridos parodymai|odometras|odometro parodymai|rida (tūkst. km)|nuvažiuotas atstumas|reali rida|rida, tūkst. km',
    color:
      'spalva|kėbulo spalva|automobilio spalva|išorės spalva|kėbulo spalva (išorė)|išorinė spalva|spalva (išorė)|mašinos spalva|dažų spalva',
    engine: 'variklis|variklio tipas|variklio modelis|variklio tipas ir tūris|variklis / kuras|motoras',
    displacement:
      'darbinis tūris|darbinis tūris, cm³|variklio tūris|darbinis tūris (cm³)|variklio darbinis tūris|darbinis tūris (l)|variklio tūris (cm³)|darbinis tūris, l|variklio tūris, l|variklio tūris (l)|tūris, cm³|variklio tūris, cm³|variklio darbinis tūris (cm³)|kubatūra',
    transmission:
      'pavarų dėžė|pavarų dėžės tipas|transmisija|greičių dėžė|pavarų d.|pavarų dėžės rūšis|pavarų perjungimas|bėgių dėžė|pavarų dėžė (tipas)|pavaros',
    specialPrice: 'akcijos kaina|kaina su nuolaida|speciali kaina',
    price: 'kaina|pardavimo kaina|kaina (EUR)|galutinė kaina|kaina su PVM',
    description: 'aprašymas|komentaras|pardavėjo komentaras|skelbimo aprašymas|papildoma informacija',
    manual: 'mechanin|rankin',
    automatic: 'automatin|pusiau automatin|robotizuot|variator',
    nothing: 'nenurodyta|nenurodytas|nežinoma|nėra duomenų|nenurodytas VIN kodas',
  },
  lv: {
    year: 'izlaiduma gads|gads|ražošanas gads|modeļa gads|izlaides gads|izl. gads|izgatavošanas gads|izlaists|gads (izlaiduma)|izlaiduma gads un mēnesis|ražots|izgatavots|modelis (gads)',
    registered:
      'pirmā reģistrācija|pirmās reģistrācijas datums|reģistrācijas gads|pirmā reģ.|pirmā reģistrācija (gads)|1. reģistrācija|pirmreiz reģistrēts|pirmās reģ. datums',
    make: 'marka|ražotājs|automašīnas marka|marka un modelis|auto marka|zīmols',
    model: 'modelis|automašīnas modelis|auto modelis|modelis un versija',
    vin: 'VIN kods|virsbūves numurs|šasijas numurs|VIN numurs|šasijas nr.|VIN|VIN numurs (šasija)|šasijas numurs (VIN)|virsbūves nr.|VIN nr.|VIN-kods',
    kilometres:
      'nobraukums|nobraukums, km|nobraukums (km)|nobrauktie kilometri|noskrējiens|odometrs|km|nobraukts|nobraukums km|odometra rādījums|nobrauktie km|nobraukti km|nobraukums tūkst. km|nobraukums (tūkst. km)|reālais nobraukums|nobraukti|noskrējiens (km)',
    color:
      'krāsa|virsbūves krāsa|automašīnas krāsa|ārējā krāsa|krāsa (ārpuse)|auto krāsa|krāsa no ārpuses|virsbūves krāsa (ārējā)',
    engine: 'dzinējs|motors|dzinēja tips|motora tips|dzinējs / degviela|motora modelis|dzinēja modelis',
    displacement:
      'dzinēja tilpums|motora tilpums|tilpums|dzinēja tilpums (cm³)|motora tilpums, cm³|tilpums (l)|tilpums, l|motora tilpums (l)|dzinēja tilpums, l|motora tilpums (cm³)|tilpums, cm³|tilpums (cm³)|darba tilpums|dzinēja darba tilpums|kubatūra|motora tilpums, l|dzinējs (tilpums)',
    transmission:
      'ātrumkārba|ātr. kārba|pārnesumkārba|ātrumu kārba|transmisija|ātrumkārbas tips|ātr. kārbas tips|kārba|pārnesumu kārba|ātrumi|ātrumkārba (tips)|pārnesumkārbas tips|ātr.kārba|transmisijas tips',
    specialPrice: 'akcijas cena|cena ar atlaidi|īpašā cena',
    price: 'cena|pārdošanas cena|cena ar PVN|auto cena',
    description: 'apraksts|papildu informācija|pārdevēja komentārs|sludinājuma apraksts',
    manual: 'manuāl|mehānisk',
    automatic: 'automāt|pusautomāt|robotizēt|variator',
    nothing: 'nav norādīts|nav norādīta|nav zināms|nezināms',
  },
  et: {
    year: 'väljalaskeaasta|aasta|tootmisaasta|mudeliaasta|valmistamisaasta|aastakäik|aasta (väljalase)|väljalaske aasta|tootmise aasta|ehitusaasta|mudeliaasta (aasta)|väljalase',
    registered:
      'esmane reg|esmaregistreerimine|esmane registreerimine|esmaregistreerimise kuupäev|esmane registreering|esmaregistreering|esmane registreerimisaeg|esmareg.|esmaregistreerimise aasta|esmane reg.|esmaregistr.|esmane registr.|esmareg',
    make: 'mark|tootja|automark|mark ja mudel|sõiduki mark|bränd',
    model: 'mudel|automudel|mark/mudel mudel|sõiduki mudel|mudeli nimi',
    vin: 'VIN-kood|tehasetähis|VIN kood|keretähis|kerenumber|VIN|VIN-number|kere number|VIN number|kere nr|VIN-kood (tehasetähis)|šassii number',
    kilometres:
      'läbisõit|läbisõidumõõdiku näit|odomeetri näit|läbisõit (km)|sõidetud km|km|sõitnud|sõidetud kilomeetrid|näit|spidomeetri näit|sõidetud|kilometraaž|läbisõit km|läbitud km|läbisõidumõõdik|odomeeter|läbisõit, km',
    color:
      'värvus|värv|kere värv|auto värv|kere värvus|välisvärv|värvitoon|sõiduki värv|auto värvus|väline värv|värv (väljast)|välisvärvus',
    engine: 'mootor|mootori tüüp|mootor ja kütus|mootori nimetus|mootori mudel',
    displacement:
      'töömaht|mootori maht|mootori töömaht|mootori maht (cm³)|mootor (cm³)|töömaht (cm³)|mootori maht (l)|mootori kubatuur|silindrimaht|mootori maht, cm³|mootori töömaht (cm³)|töömaht, cm³',
    transmission:
      'käigukast|käigukasti tüüp|käigukast/vedu|käigud|kast|transmissioon|käigukasti liik|käiguvahetus|käigukast (tüüp)',
    specialPrice: 'soodushind|erihind|kampaaniahind',
    price: 'hind|müügihind|hind km-ga|hind (EUR)',
    description: 'kirjeldus|lisainfo|muu info|müüja kommentaar',
    manual: 'manuaal|mehaanili|käsikäigukast',
    automatic: 'automaat|poolautomaat|robotkäigukast',
    nothing: 'määramata|teadmata|puudub|pole teada',
  },
  fi: {
    year: 'vuosimalli|vuosi|valmistusvuosi|mallivuosi|vm|vuosimalli (vm)|vuosim.|malli vuosi|valm. vuosi|v.m.|auton vuosimalli|rakennusvuosi|vuosi malli',
    registered:
      'käyttöönotto|ensirekisteröinti|käyttöönottopäivä|rekisteröity|ensimmäinen rekisteröinti|1. rekisteröinti|käyttöönottovuosi|1. rek.|käyttöönotto pvm|rekisteröintivuosi|ensimmäinen käyttöönotto|1. käyttöönotto|ensirek.|rek. vuosi|ensirekisteröintipäivä|1. rekisteröity|ensirekisteröity|käyttöönottopvm|ensimmäinen käyttöönottopäivä|rekisteröintipäivä',
    make: 'merkki|automerkki|valmistaja|merkki ja malli|merkki/malli|auton merkki|ajoneuvon merkki|valmistajan nimi',
    model: 'malli|automalli|mallimerkintä|auton malli|ajoneuvon malli|mallisarja|malli/tyyppi',
    vin: 'valmistenumero|alustanumero|VIN-numero|alustan numero|runkonumero|VIN|VIN-koodi|alustanro|runkonro|valmistenro|valmistenumero (VIN)|alustanumero (VIN)',
    kilometres:
      'mittarilukema|ajettu|ajokilometrit|kilometrit|ajomäärä|mittarilukema (km)|ajettu km|kilometrimäärä|km|mittarissa|mittarilukema km|ajettu matka|ajokm|ajokilometrejä|kilometriä|ajettu (km)|ajettuja kilometrejä|mittarin lukema|matkamittari|ajomatka|kilometrit (km)|kilsat|kilometrejä|mittarilukema noin|ajettu n.|ajettua',
    color:
      'väri|ulkoväri|korin väri|auton väri|maalipinta|väri ulkoa|ulkoväri/maali|värisävy|väri (ulko)|auton ulkoväri|korin väri (ulko)|maali|väri ulkopuoli|perusväri',
    engine: 'moottori|moottorin tyyppi|moottorityyppi|moottori/voimansiirto|voimanlähde|kone',
    displacement:
      'iskutilavuus|moottorin tilavuus|moottorin koko|kuutiotilavuus|moottoritilavuus|sylinteritilavuus|moottorin koko (l)|sylinteritilavuus (cm³)|moottorin tilavuus (cm³)|moottorin iskutilavuus|iskutilavuus (cm³)|kuutiot|cc|litratilavuus|moottori (l)|iskutilavuus (l)|kuutiotilavuus (cm³)',
    transmission:
      'vaihteisto|vaihteet|vaihdelaatikko|vaihteistotyyppi|vaihteiston tyyppi|voimansiirto|vaihteisto (tyyppi)|vaihteiston malli|vaihdelaatikon tyyppi|vaihteiden tyyppi|vaihteisto/vaihteet|vaihtaminen',
    specialPrice: 'tarjoushinta|kampanjahinta|alennettu hinta|alehinta',
    price: 'hinta|myyntihinta|käteishinta|hintapyyntö|pyyntihinta|velaton hinta',
    description: 'lisätiedot|kuvaus|myyjän kuvaus|lisätietoja|lisätieto|kuvaus ajoneuvosta',
    manual: 'manuaali|käsivalint|manuaalinen',
    automatic: 'automaatti|puoliautomaatti|portaaton',
    nothing: 'ei tiedossa|ei ilmoitettu|tuntematon|ei määritelty',
  },
  hu: {
    year: 'évjárat|gyártási év|gyártás éve|modellév|gyártási idő|gyártási éve|évjárat (gyártás)|gyártási idő (év)|gyártás|évj.|gyártva|évjárat/hónap|modell éve|gyártási év/hónap|gyárt. év|modellévjárat',
    registered:
      'első forgalomba helyezés|forgalomba helyezés|első regisztráció|első nyilvántartásba vétel|forgalomba helyezés ideje|első forg. hely.|első forgalomba hely.|1. forgalomba helyezés|magyarországi forgalomba helyezés|forgalomba hely.|első forgalomba helyezés dátuma|forg. hely. ideje|első nyilvántartásba vétel éve|első forgalomba helyezés éve|forgalomba helyezve|első üzembe helyezés|első forgalombahelyezés',
    make: 'gyártmány|márka|gyártó|autómárka|márka és típus|autó márka|gyártó/márka|márkája|jármű márkája',
    model: 'modell|típus modell|modell típus|típus/modell|autó típusa|modellje|modell neve',
    vin: 'alvázszám|alvázszám (VIN)|VIN szám|alváz szám|járműazonosító szám|VIN|VIN kód|VIN-kód|VIN (alvázszám)|alvázsz.|alvázszáma',
    kilometres:
      'kilométeróra állása|km óra állás|futott km|futásteljesítmény|kilométeróra állás|km állás|kilométer|megtett km|km-óra állása|futott kilométer|km|megtett kilométer|km óra|futás|futott|kilométeróra|km-óra|óraállás|km. óra állás|kilométeróra állása (km)|futott km-ek|megtett út|km óraállás|kilométer óra állása|km. állás|futása|kilométerek|kilóméter|km-óra állás|futott kilométerek|km (óra szerint)',
    color:
      'szín|külső szín|karosszéria színe|fényezés|szín (külső)|autó színe|színe|kocsi színe|szín kívül|külső szín (fényezés)|fényezés színe|karosszéria szín|autó színe (külső)|jármű színe|kaszni színe|színe (külső)|kárpit/szín külső',
    engine: 'motor|motor típusa|motortípus|motor/üzemanyag|hajtómű|motor kódja|motor jellege',
    displacement:
      'hengerűrtartalom|lökettérfogat|motor mérete|hengerűrtartalom (cm³)|motor térfogat|hengerűrt.|köbcenti|cm3|hengerűrtartalom (cm3)|hengerűrtartalom (ccm)|lökettérfogat (cm3)|lökettérfogat (cm³)|ccm|űrtartalom|motor űrtartalma|hengerűrtartalma|motor mérete (l)|köbcentiméter|lökettérfogata',
    transmission:
      'sebességváltó|sebességváltó fajtája|váltó|váltó típusa|sebességváltó típusa|sebváltó|váltó fajtája|sebességváltó (típus)|sebesség váltó|váltója|sebességváltó kivitele|seb.váltó|seb. váltó|váltó típus|sebességváltó jellege',
    specialPrice: 'akciós ár|kedvezményes ár',
    price: 'ár|vételár|eladási ár|vételár HUF|irányár|fogyasztói ár|bruttó ár|készpénzes ár',
    description: 'leírás|bővebb leírás|hirdetés leírása|egyéb információ|megjegyzés|jármű leírása',
    manual: 'manuális|mechanikus|kézi',
    automatic: 'automata|félautomata|szekvenciális|fokozatmentes|tiptronic',
    nothing: 'nincs megadva|ismeretlen|nem ismert|nincs adat',
  },
};
