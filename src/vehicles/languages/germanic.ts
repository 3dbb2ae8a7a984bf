/** German, Dutch and the languages of the north. */
import type { Languages } from './language.ts';

export const GERMANIC: Languages = {
  de: {
    year: 'Baujahr|Modelljahr|Jahr|Jahrgang|Herstellungsjahr|Bj.|Bj|Produktionsjahr|Herst.-Jahr|Modell-Jahr|Fahrzeug-Baujahr|Baujahr (Fahrzeug)|Baujahr ca.|Herstellungsdatum|Produktionsdatum',
    registered:
      'Erstzulassung|EZ|Inverkehrsetzung|1. Inverkehrsetzung|Erste Inverkehrsetzung|1. Inverkehrssetzung|Zulassung|Erstzulassungsdatum|1. Inv.|Erst-Zulassung|Erstzulassung (EZ)|EZ (Erstzulassung)|Erstzul.|Erstzulassung am|1. Zulassung|Erste Zulassung|Tag der Erstzulassung|Tag der ersten Zulassung|Inverkehrsetzung (1.)|1. Inverkehrssetzung am|1. Inverkehrsetzung am|1.Inverkehrsetzung|1. Immatrikulation|Zulassungsdatum|Zulassungsjahr|Erstimmatrikulation|EZ Datum|Datum der Erstzulassung|Erstzulassung Monat/Jahr',
    make: 'Marke|Hersteller|Marke & Modell|Marke, Modell|Automarke|Fahrzeugmarke|Fabrikat|Kfz-Hersteller|Fahrzeughersteller|Marke des Fahrzeugs|Fahrzeug-Marke',
    model:
      'Modell|Fahrzeugmodell|Modellbezeichnung|Modellreihe|Fahrzeug-Modell|Baureihe|Typ/Modell|Modell / Typ|Modell/Typ|Fahrzeugtyp/Modell',
    vin: 'Fahrgestellnummer|Fahrzeug-Identnr.|Fahrzeug-Ident-Nr.|Fahrzeugident-Nr.|Fahrgestell-Nr.|Fahrzeug-Identifizierungsnummer|FIN|Chassis-Nr.|Chassis-Nr|Fahrgestellnr.|Fahrzeugidentifikationsnummer|FIN/VIN|Fahrgestellnummer (VIN)|Fahrgestell-Nummer|Fahrg.-Nr.|VIN/FIN|Fahrgestellnr|Chassisnummer|Chassis-Nummer|Fgst.-Nr.|FIN-Nummer|Fahrzeug-Identifikationsnummer|FIN (Fahrgestellnummer)|Rahmennummer|Stammnummer/Chassis',
    mileage: 'Laufleistung',
    kilometres:
      'Kilometerstand|km-Stand|km Stand|km. Stand|Kilometer|gelaufene Kilometer|Kilometerstand (km)|KM|Tachostand|Fahrleistung|Gesamtfahrleistung|km Leistung|km-Leistung|gefahrene Kilometer|gefahrene km|Kilometerleistung|Lauf-Leistung|Kilometer-Stand|abgelesener Kilometerstand|Laufleistung (km)|Laufleistung in km|Laufleistung lt. Tacho|Gelaufen|Fahrzeugkilometer|Kilometer gesamt|km abgelesen|km Stand abgelesen|km ca.|km gelaufen|Kilometer ca.|Kilometerstand ca.|gelaufen km|Tacho-Stand|Tachostand (km)|Laufleistung ca.|Kilometer (abgelesen)',
    color:
      'Farbe|Außenfarbe|Lackfarbe|Lack|Lackierung|Wagenfarbe|Farbe außen|Fahrzeugfarbe|Aussenfarbe|Farbton|Farbe (außen)|Farbe aussen|Karosseriefarbe|Exterieurfarbe|Lackierung außen|Lackierung (außen)|Wagenfarbe außen|Farbe Exterieur|Farbe/Lack|Autofarbe|Farbe der Karosserie|Außenlackierung|Grundfarbe|Aussenlackierung|Farbe (aussen)',
    makersColor: 'Farbe laut Hersteller|Farbe (Hersteller)|Außenfarbe (Hersteller)|Herstellerfarbe',
    engine:
      'Motor|Motorisierung|Motorvariante|Motortyp|Antrieb/Motor|Motorbezeichnung|Motor-Typ|Triebwerk|Motor / Antrieb|Motoren',
    displacement:
      'Hubraum|Hubraum (ccm)|Hubraum (cm³)|Hubraum in ccm|Motorgröße|Hubraum (Liter)|Hubraum in cm³|Hubraum in Liter|ccm|Hubvolumen|Motorhubraum|Hubraum / ccm|cm³|Hubr.|Hubraum [ccm]',
    cylinders: 'Zylinder|Zylinderanzahl|Anzahl Zylinder',
    transmission:
      'Getriebe|Getriebeart|Schaltung|Getriebetyp|Getriebe-Art|Schaltungsart|Art des Getriebes|Getriebeart/Schaltung|Schaltgetriebe/Automatik|Gangschaltung|Getriebebauart|Kraftübertragung|Getriebe/Schaltung|Getriebe / Gänge|Schaltung/Getriebe|Getriebe Typ',
    specialPrice: 'Aktionspreis|Sonderpreis|Angebotspreis',
    price:
      'Preis|Kaufpreis|Verkaufspreis|Barzahlungspreis|Endpreis|Bruttopreis|Fahrzeugpreis|Festpreis|Verhandlungsbasis|Preis (brutto)|Barpreis|Hauspreis',
    listPrice: 'Gesamtpreis',
    sold: 'verkauft für|Zuschlag|Zuschlagspreis',
    bid: 'Gebot|aktuelles Gebot|Höchstgebot',
    description:
      'Beschreibung|Fahrzeugbeschreibung|Fahrzeugbeschreibung laut Anbieter|Beschreibung des Fahrzeugs|Bemerkungen|Anmerkungen|Verkäuferbeschreibung',
    manual: 'schalt|handschalt|manuell',
    automatic: 'automat|doppelkupplung|halbautomatik',
    nothing: 'keine Angabe|keine Angaben|k. A.|nicht angegeben|unbekannt',
  },
  nl: {
    year: 'bouwjaar|modeljaar|productiejaar|jaar|bouwjaar voertuig|jaar van bouw|bj.|jaartal|bouw jaar|fabricagejaar|bouwjaar (model)',
    registered:
      'eerste registratie|datum eerste toelating|eerste inschrijving|1ste inschrijving|1e inschrijving|datum eerste inschrijving|datum eerste registratie|eerste toelating|1e registratie|datum 1e toelating|datum eerste tenaamstelling|eerste afgifte|1ste registratie|1e toelating|bouwjaar/registratie|eerste inschrijvingsdatum|inschrijvingsdatum|eerste ingebruikname|datum 1ste inschrijving|1e inschrijving (datum)',
    make: 'merk|automerk|fabrikant|merk & model|merknaam|merk auto|merk voertuig',
    model: 'model|uitvoering model|type/model|model auto|modelnaam|modelserie',
    vin: 'chassisnummer|chassisnr|chassisnr.|VIN-nummer|voertuigidentificatienummer|chassis nummer|meldcode/chassisnummer|framenummer|chassis nr|VIN nummer|VIN (chassisnummer)',
    kilometres:
      'tellerstand|kilometerstand|km-stand|aantal kilometers|kilometrage|afgelezen km-stand|km stand|km|km.stand|gereden kilometers|km-stand (afgelezen)|kilometers|gelopen kilometers|kilometer stand|kilometer|tellerstand (km)|afgelezen kilometerstand|gereden km|actuele kilometerstand|km teller|kms',
    color:
      'kleur|carrosseriekleur|lakkleur|buitenkleur|exterieurkleur|kleur exterieur|carrosserie kleur|kleur carrosserie|kleur buitenkant|lak|kleur (exterieur)|basiskleur|kleur buiten|externe kleur',
    makersColor: 'oorspronkelijke kleur|fabriekskleur',
    engine: 'motor|motortype|motorisering|motoruitvoering|motor type|type motor|aandrijving/motor',
    displacement:
      'cilinderinhoud|motorinhoud|cilinderinhoud (cc)|cylinderinhoud|motorinhoud (cc)|motorinhoud cc|slagvolume|cylinder inhoud|cilinderinhoud (cm³)|inhoud motor|cc|cilinder inhoud|motor inhoud',
    cylinders: 'aantal cilinders|cilinders',
    transmission:
      'transmissie|versnellingsbak|versnelling|type versnellingsbak|schakeling|soort transmissie|transmissietype|schakelbak|bak|type transmissie|versnellingen/transmissie|versnellingsbak type|schakeltype|type schakeling',
    specialPrice: 'actieprijs|aanbiedingsprijs',
    price: 'prijs|vraagprijs|verkoopprijs|koopprijs|totaalprijs',
    sold: 'hamerprijs|winnend bod|verkocht voor',
    bid: 'hoogste bod|huidig bod|openingsbod',
    description: 'omschrijving|opmerkingen|beschrijving|extra informatie',
    manual: 'handgeschakeld|handmatig|manueel|handbak|schakel',
    automatic: 'automaat|automatisch|halfautomaat|cvt',
    nothing: 'onbekend|niet opgegeven|overig|n.v.t.',
  },
  sv: {
    sold: 'slutpris|klubbat pris|vinnande bud|slutbud|såld för',
    bid: 'högsta bud|ledande bud|aktuellt bud|nuvarande bud|utropspris|startbud',
    year: 'årsmodell|modellår|tillverkningsår|år|årsmod.|modellår (MY)|fordonsår|bilår|modell år|fordonsår/modellår|byggår|tillv.år',
    registered:
      'första registrering|i trafik|datum i trafik|första registreringsdatum|i trafik första gången|registrerad|1:a registrering|i trafik första gång|första gången i trafik|första registrerad|första reg.|första trafikdatum|reg.datum|i trafik sedan|i trafik fr.o.m|första ibruktagning',
    make: 'märke|bilmärke|tillverkare|fabrikat|märke/modell',
    model: 'modell|bilmodell|modellbeteckning|modellnamn',
    vin: 'chassinummer|chassinr|chassinr.|VIN-nummer|ramnummer|chassi nr|chassi|ramnr|VIN|identifieringsnummer|chassinummer (VIN)',
    kilometres:
      'mätarställning|miltal|körsträcka|kilometer|mätarställning (km)|mil|körsträcka (mil)|mätarställning (mil)|gått|gångna mil|antal mil|milantal|körda mil|körda kilometer|miltal (mil)|körd sträcka|mil körda',
    color:
      'färg|karossfärg|utvändig färg|lackfärg|exteriörfärg|färg exteriör|kulör|bilens färg|ytterfärg|färg (utvändig)|lack|grundfärg|färg utvändigt',
    engine: 'motor|motortyp|drivlina/motor|motorvariant|motoralternativ',
    displacement:
      'motorvolym|slagvolym|cylindervolym|motorstorlek|cylindervolym (cc)|cylinder volym|motorns volym|motorstorlek (cc)|slagvolym (cc)|cylindervolym (cm³)|kubik',
    transmission: 'växellåda|växellådstyp|växel|växling|transmission|växelsystem|växellåda/typ|typ av växellåda',
    specialPrice: 'kampanjpris|extrapris|nedsatt pris',
    price: 'pris|försäljningspris|kontantpris|utgångspris',
    description: 'beskrivning|om bilen|säljarens beskrivning|övrig information',
    manual: 'manuell|manuel',
    automatic: 'automat',
    nothing: 'ej angivet|okänd|okänt|uppgift saknas',
  },
  da: {
    sold: 'hammerslag|hammerslagspris|vindende bud|solgt for',
    bid: 'højeste bud|aktuelt bud|nuværende bud|næste bud',
    year: 'modelår|årgang|produktionsår|årgang/1. reg.|byggeår|år',
    registered:
      '1. registrering|første registrering|1. reg.|1. indregistrering|1. reg|første registreringsdato|1. registreringsdato|første indregistrering|1.registrering|1.reg.|1. reg. dato|indregistreret|første reg.|1. registreringsår|registreringsår|første indreg.|1. indreg.',
    make: 'mærke|bilmærke|fabrikat|bilens mærke|fabrikant',
    model: 'model|bilmodel|model navn|modelnavn',
    vin: 'stelnummer|stelnr|stelnr.|VIN-nummer|stel nr.|stel nr|VIN nummer|stelnummer (VIN)|chassisnummer',
    kilometres:
      'kilometertal|km-tal|kilometerstand|kørte km|kilometer|antal km|km. tal|kørt|kørte kilometer|km|km kørt|km.|kilometer kørt|km-stand|kørt km|kørt (km)|kilometer tal|antal kørte km|kørsel|km stand|kørselslængde|tachometer',
    color:
      'farve|udvendig farve|lakfarve|bilens farve|udv. farve|farve udvendig|farve (udvendig)|karrosserifarve|bilfarve|lakering|ekstern farve|farve ude',
    engine: 'motor|motortype|motorvariant|motor type|drivlinje',
    displacement:
      'motorstørrelse|slagvolumen|motorvolumen|slagvolume|cylindervolumen|motor størrelse|ccm|slagvolumen (ccm)|motorstørrelse (l)|kubik',
    transmission:
      'gearkasse|geartype|gear|gearkassetype|transmission|gear type|gearsystem|gear/transmission|gear kasse|type gear|antal gear/type',
    specialPrice: 'tilbudspris|kampagnepris|nedsat pris',
    price: 'pris|kontantpris|salgspris|totalpris',
    description: 'beskrivelse|sælgers beskrivelse|om bilen|bemærkninger',
    manual: 'manuel|manuelt',
    automatic: 'automat',
    nothing: 'ikke angivet|ukendt|ikke oplyst|uoplyst',
  },
  nb: {
    makersColor: 'fargebeskrivelse|fargekode|produsentens farge',
    sold: 'tilslag|tilslagspris|vinnerbud|solgt for',
    bid: 'høyeste bud|gjeldende bud|nåværende bud',
    year: 'årsmodell|modellår|årsmodell/modellår|produksjonsår|modell år|år|årgang|årsmod.|bilens årsmodell|byggeår|modellår (årsmodell)',
    registered:
      'første registrering|1. gang registrert|første gang registrert|1. registrering|1.gang registrert|førstegangsregistrert|reg. første gang|registrert første gang|førstegangsregistrert dato|reg.år|første gang reg.|1.g. registrert|1. gang reg.|første reg.|først registrert|reg.dato',
    make: 'merke|bilmerke|fabrikat|merke/modell|produsent',
    model: 'modell|bilmodell|modellnavn|modellbetegnelse',
    vin: 'chassis nr. (vin)|chassis nr (vin)|understellsnummer|chassisnummer|chassisnr|understellsnr|understellsnummer (VIN)|chassis nr.|chassis|rammenummer|VIN-nummer|VIN|chassisnummer (VIN)|understellsnr.',
    kilometres:
      'kilometerstand|kilometer|km.stand|kjørte km|km-stand|kjørelengde|kilometer stand|km. stand|km|kjørt|kjørte kilometer|kjørt lengde|km kjørt|antall km|kilometer kjørt|kjørt km|kjørelengde (km)|km.|kjørt distanse|kjørelengde km|gått',
    color:
      'farge|utvendig farge|karosserifarge|hovedfarge|lakk|farge utvendig|farge (utvendig)|lakkfarge|bilens farge|eksteriørfarge|ytre farge|farge ute',
    engine: 'motor|motortype|motoralternativ|motorvariant|drivlinje',
    displacement:
      'slagvolum|motorvolum|motorstørrelse|sylindervolum|sylindervolum (cm³)|motor volum|slagvolum (ccm)|slagvolum (l)|sylinder volum|motorvolum (l)|motorstørrelse (l)',
    transmission: 'girkasse|gir|girtype|girsystem|transmisjon|gir kasse|girvalg|giring|girkassetype|gir type',
    specialPrice: 'kampanjepris|tilbudspris|nedsatt pris',
    price: 'pris|totalpris|salgspris|prisantydning',
    description: 'beskrivelse|om bilen|beskrivelse av bilen|annen informasjon',
    manual: 'manuell|manuelt',
    automatic: 'automat',
    nothing: 'ikke oppgitt|ukjent|ikke angitt',
  },
  is: {
    year: 'árgerð|ár|framleiðsluár|módelár|árgerðir|árg.|árg|framleiðsluárgerð|módel ár',
    registered:
      'nýskráning|nýskráður|fyrst skráð|nýskráð|fyrsta skráning|nýskráningardagur|fyrsta skráningarár|skráður fyrst|fyrsti skráningardagur|skráð fyrst|nýskráningarár',
    make: 'framleiðandi|tegund|bílategund|merki|bíltegund|bílaframleiðandi|merki bíls|vörumerki',
    model: 'módel|undirtegund|gerð|módel bíls|týpa',
    vin: 'verksmiðjunúmer|VIN-númer|grindarnúmer|VIN númer|verksmiðjunr.|fastanúmer VIN|undirvagnsnúmer',
    kilometres:
      'akstur|ekinn|ekið|akstursmælir|ekinn km|ekin|akstur (km)|kílómetrar|ekinn (km)|kílómetrastaða|akstur, km|ekinn þús.|akstur í km|akstur þ.km|staða akstursmælis|ekið km',
    color: 'litur|ytri litur|litur að utan|litur bíls|ytra byrði litur|aðallitur|lakk|litur að utanverðu',
    engine: 'vél|vélargerð|vélartegund|gerð vélar|mótor',
    displacement:
      'slagrými|vélarstærð|rúmtak vélar|vélarstærð (cc)|slagrými (cc)|cc|rúmsentimetrar|slagrúmmál|rúmmál vélar|stærð vélar',
    transmission: 'skipting|gírkassi|gírskipting|gírar|skiptingar|gírskipting gerð|tegund skiptingar|gerð skiptingar',
    price: 'verð|ásett verð|staðgreiðsluverð|söluverð',
    description: 'lýsing|nánari lýsing|frekari upplýsingar',
    manual: 'beinskipt|handskipt',
    automatic: 'sjálfskipt|sjálf',
    nothing: 'ekki skráð|óþekkt|ekki vitað',
  },
};
