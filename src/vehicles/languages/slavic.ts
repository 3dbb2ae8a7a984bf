/** The Slavic languages, in Latin and Cyrillic letters. */
import type { Languages } from './language.ts';

export const SLAVIC: Languages = {
  pl: {
    year: 'rok produkcji|rocznik|rok|rok modelowy|rok prod.|rok modelu|data produkcji|rok budowy|rok wyprodukowania|rok prod|rok produkcji pojazdu',
    registered:
      'pierwsza rejestracja|data pierwszej rejestracji|data pierwszej rejestracji w historii pojazdu|rok pierwszej rejestracji|data pierwszej rej.|data 1. rejestracji|pierwsza rej.|1. rejestracja|data rejestracji|pierwsza rejestracja w kraju|rok rejestracji|data pierwszej rejestracji pojazdu|1-sza rejestracja|zarejestrowany od|rejestracja pierwsza',
    make: 'marka|marka pojazdu|producent|marka samochodu|marka i model|marka auta|marka/model',
    model: 'model|model pojazdu|model samochodu|model auta|model/wersja',
    vin: 'numer VIN|nr VIN|numer nadwozia|nr nadwozia|numer identyfikacyjny|numer podwozia|VIN (nr nadwozia)|nr podwozia|numer VIN (nadwozia)|nr ramy|numer ramy|identyfikator VIN',
    kilometres:
      'przebieg|przebieg (km)|stan licznika|przebieg w km|przebieg [km]|przejechane|przejechane km|przejechane kilometry|przebieg auta|przebieg pojazdu|licznik|kilometry|ilość km|wskazanie licznika|aktualny przebieg|liczba kilometrów|przebieg rzeczywisty|przebieg udokumentowany|przejechał',
    color:
      'kolor|kolor nadwozia|kolor zewnętrzny|barwa|kolor lakieru|lakier|kolor pojazdu|kolor auta|kolor samochodu|kolor karoserii|kolor (nadwozie)|lakier nadwozia|kolor zewn.|kolor lakieru zewn.',
    engine:
      'silnik|typ silnika|wersja silnika|jednostka napędowa|silnik / napęd|rodzaj silnika|typ/wersja silnika|motor',
    displacement:
      'pojemność skokowa|pojemność silnika|pojemność|poj. silnika|pojemność skokowa (cm3)|pojemność silnika (cm³)|pojemność [cm³]|poj. skokowa|pojemność silnika (cm3)|pojemność cm3|pojemność (cm3)|pojemność [cm3]|poj.|pojemność skokowa [cm³]|pojemność (l)|pojemność cylindrów|pojemność skokowa silnika|poj. skok.',
    cylinders: 'liczba cylindrów',
    transmission:
      'skrzynia biegów|skrzynia|rodzaj skrzyni biegów|typ skrzyni biegów|przekładnia|skrzynia bieg.|typ skrzyni|rodzaj skrzyni|biegi|zmiana biegów|skrz. biegów|przeniesienie napędu/skrzynia|skrzynia bieg',
    specialPrice: 'cena promocyjna|cena po obniżce|cena specjalna',
    price: 'cena|cena brutto|cena sprzedaży|cena pojazdu|cena samochodu|cena końcowa',
    bid: 'aktualna oferta|najwyższa oferta',
    description: 'opis|opis pojazdu|opis ogłoszenia|opis sprzedawcy|uwagi|dodatkowe informacje',
    manual: 'manualn|mechaniczn|ręczn',
    automatic: 'automat|półautomat|sekwencyjn|zautomatyzowan|bezstopniow',
    nothing: 'brak|nie podano|nieznany|nieznana|brak danych|inny|inna',
  },
  cs: {
    year: 'rok výroby|rok|modelový rok|ročník|vyrobeno|datum výroby|vyrobeno v roce|r. v.|r.v.|rok výr.|rok modelu|datum výroby vozu|modelový ročník|rok uvedení na trh',
    registered:
      'první registrace|v provozu od|uvedení do provozu|datum první registrace|rok uvedení do provozu|1. registrace|do provozu|rok první registrace|rok 1. registrace|datum 1. registrace|1. reg.|první uvedení do provozu|datum uvedení do provozu|uvedeno do provozu|první reg.|první přihlášení|poprvé registrováno|v provozu|rok registrace',
    make: 'značka|výrobce|tovární značka|značka vozu|značka a model|značka vozidla|značka auta',
    model: 'model|model vozu|typ vozu|model vozidla|model auta|modelová řada',
    vin: 'VIN kód|číslo karoserie|číslo podvozku|výrobní číslo|identifikační číslo vozidla|vin (číslo karoserie)|č. karoserie|výrobní číslo (VIN)|VIN vozidla|číslo VIN|číslo rámu',
    kilometres:
      'najeto|stav tachometru|tachometr|najeto km|nájezd|ujeto|počet km|najeté km|najeto (km)|stav tachometru (km)|ujeté km|km|najeto kilometrů|najeté kilometry|najetých km|nájezd (km)|nájezd km|tachometr (km)|stav km|počet najetých km|ujetých km|najetých kilometrů|kilometry|stav tachometru v km|ujeté kilometry|najezd|kilometráž|km najeto|proběh|nájezd kilometrů',
    color:
      'barva|barva karoserie|barva exteriéru|barva laku|barva vozu|vnější barva|lak|barva vozidla|barva auta|barva (karoserie)|barva laku/karoserie|vnější barva karoserie|odstín|barva vně|barva zvenčí',
    engine: 'motor|typ motoru|motorizace|motorová verze|motor vozu|druh motoru|pohonná jednotka|motor/výkon',
    displacement:
      'objem|objem motoru|zdvihový objem|objem motoru (ccm)|objem (ccm)|objem válců|obsah motoru|objem motoru (cm³)|zdvihový objem motoru|zdvihový objem (cm³)|objem cm3|objem motoru (l)|kubatura|objem (cm3)|obsah (ccm)|objem motoru [ccm]|obsah motoru (ccm)',
    transmission:
      'převodovka|typ převodovky|řazení|druh převodovky|převod|převodovka typ|typ převodu|prevodovka|převodové ústrojí|druh řazení|převodovka (stupňů)|rychlostní skříň',
    specialPrice: 'akční cena|cena po slevě|zvýhodněná cena',
    price: 'cena|cena vozu|prodejní cena|cena s DPH|cena celkem|konečná cena|cena včetně DPH',
    bid: 'aktuální nabídka',
    description: 'popis|popis vozu|poznámka|popis vozidla|doplňující informace|popis inzerátu',
    manual: 'manuáln|mechanick|ručn',
    automatic: 'automat|poloautomat|sekvenčn|plynul|robotizovan',
    nothing: 'neuvedeno|neznámý|neznámá|neznámé|nezadáno|není uvedeno',
  },
  sk: {
    year: 'rok výroby|modelový rok|ročník|dátum výroby|rok|rok výr.|vyrobené|rok modelu|r.v.|r. v.|modelový ročník',
    registered:
      'prvá registrácia|prvá evidencia|dátum prvej evidencie|v prevádzke od|uvedené do prevádzky|rok prvej evidencie|prvé prihlásenie|dátum prvej registrácie|rok prvej registrácie|1. evidencia|dátum 1. evidencie|1. registrácia|prvé uvedenie do prevádzky|dátum uvedenia do prevádzky|uvedenie do prevádzky|prvýkrát registrované|rok evidencie|dátum prvého prihlásenia|rok 1. evidencie',
    make: 'značka|výrobca|značka vozidla|továrenská značka|značka a model|značka auta|značka vozu',
    model: 'model|model vozidla|model auta|model vozu|modelový rad',
    vin: 'VIN číslo|číslo karosérie|VIN kód|číslo podvozku|výrobné číslo|číslo VIN|výrobné číslo (VIN)|VIN (číslo karosérie)|VIN vozidla',
    kilometres:
      'najazdené|najazdené km|stav tachometra|najazdené kilometre|počet km|stav km|nájazd|najazdených km|tachometer|počet najazdených km|km|nájazd km|najazdené (km)|tachometer (km)|stav tachometra (km)|najazdene km|kilometre|kilometráž|najazdene|ubehnuté km|ubehnuté kilometre|počet kilometrov|najazdené kilometrov|prejdené km|prejazdené km',
    color:
      'farba|farba karosérie|farba exteriéru|vonkajšia farba|farba vozidla|farba auta|farba vozu|farba laku|farba (exteriér)|odtieň|farba zvonku',
    engine: 'motor|typ motora|motorizácia|motor vozidla|druh motora|pohonná jednotka',
    displacement:
      'objem|objem motora|zdvihový objem|objem motora (ccm)|objem valcov|obsah motora|zdvihový objem motora|objem motora (cm³)|objem motora (l)|objem (cm3)|kubatúra|zdvihový objem (cm³)|objem motora cm3',
    transmission:
      'prevodovka|typ prevodovky|druh prevodovky|radenie|prevod|typ prevodu|prevodovka typ|druh radenia|rýchlostná skriňa|prevodové ústrojenstvo',
    specialPrice: 'akciová cena|cena po zľave|zľavnená cena',
    price: 'cena|predajná cena|cena s DPH|cena vozidla|konečná cena',
    description: 'popis|popis vozidla|poznámka|ďalšie informácie|popis inzerátu',
    manual: 'manuáln|mechanick|ručn',
    automatic: 'automat|poloautomat|sekvenčn|robotizovan',
    nothing: 'neuvedené|neznáme|neznáma|nezadané|neuvedená',
  },
  sl: {
    year: 'leto proizvodnje|letnik|leto izdelave|modelno leto|leto izdelave vozila|leto|model leta|leto modela|leto proizv.|letnik vozila',
    registered:
      'prva registracija|leto prve registracije|datum prve registracije|1. registracija|1.registracija|leto 1. registracije|datum 1. registracije|prva reg.|1. reg.|leto prve reg.|prva registracija (leto)|prvič registrirano|leto registracije',
    make: 'znamka|proizvajalec|znamka vozila|znamka avtomobila|znamka in model',
    model: 'model|model vozila|model avtomobila|tip/model',
    vin: 'številka šasije|VIN številka|identifikacijska številka|VIN / številka šasije|št. šasije|VIN oz. številka šasije|št. VIN|številka VIN|številka šasije (VIN)',
    kilometres:
      'prevoženi km|prevoženi kilometri|prevoženih|število kilometrov|stanje števca|kilometri|prevoženo|prevoženih km|stanje km|km|prevoženi km (km)|število prevoženih km|kilometrina|prevožena razdalja|prevoženi|stanje kilometrov|kilometraža|število prevoženih kilometrov|stanje števca km|kilometrov|prevoženi kilometri (km)',
    color:
      'barva|barva karoserije|zunanja barva|barva vozila|barva zunanjosti|barva zunanja|zunanja barva vozila|barva avtomobila|barva (zunanja)|barva laka|lak',
    engine: 'motor|tip motorja|vrsta motorja|pogonski motor|motor vozila',
    displacement:
      'prostornina motorja|prostornina|delovna prostornina|gibna prostornina|prostornina (ccm)|motor (ccm)|prostornina motorja (ccm)|volumen motorja|delovna prostornina (ccm)|prostornina motorja (cm3)|gibna prostornina motorja|prostornina motorja cm3',
    transmission: 'menjalnik|vrsta menjalnika|tip menjalnika|prenos|menjalnik (tip)|vrsta prenosa|tip prenosa',
    specialPrice: 'akcijska cena|znižana cena',
    price: 'cena|prodajna cena|cena vozila|cena z DDV|končna cena',
    description: 'opis|opis vozila|opombe|dodaten opis|komentar prodajalca',
    manual: 'ročn|mehansk',
    automatic: 'avtomat|polavtomat|sekvenčn|robotiziran',
    nothing: 'ni podatka|neznano|ni znano|ni navedeno',
  },
  hr: {
    year: 'godina proizvodnje|godište|godina|model godine|godina modela|godina izdavanja|god. proizvodnje|godina proizv.|god.|godina modela vozila|godina proizvodnje vozila|datum proizvodnje|model godina|god. proizv.|godište vozila',
    registered:
      'prva registracija|godina prve registracije|datum prve registracije|u prometu od|1. registracija|prva reg.|prvi put registriran|prvi put registrovan|godina prve reg.|datum 1. registracije|godina 1. registracije|u prometu od god.|datum prve reg.|prvi upis',
    make: 'marka|proizvođač|marka vozila|marka automobila|proizvođač vozila|marka i model|marka/model|brend',
    model: 'model|model vozila|model automobila|model/tip|naziv modela',
    vin: 'broj šasije|VIN broj|broj šasije (VIN)|broj karoserije|VIN oznaka|br. šasije|šasija|broj sasije|VIN (broj šasije)|identifikacijski broj|VIN (šasija)|br. šasije (VIN)|broj šasije / VIN',
    kilometres:
      'kilometraža|prijeđeni kilometri|prijeđeno|prijeđeno km|pređeno|pređeni kilometri|kilometara|stanje kilometara|pređena kilometraža|prešao km|prijeđeni km|pređeno km|prešao|km|prijeđena kilometraža|kilometri|prijeđeni put|stanje km|prešlo|prešla|prešlo km|kilometraza|predeno|pređenih km|prijeđenih km|prijeđenih kilometara|pređenih kilometara|broj kilometara|broj km|pređeni put|stanje na satu|prijeđeno kilometara|kilometraža (km)|prošao',
    color:
      'boja|boja vozila|boja karoserije|vanjska boja|spoljna boja|boja automobila|boja eksterijera|boja spoljašnjosti|vanjska boja vozila|boja vanjska|spoljašnja boja|boja auta|boja (vanjska)|boja laka|boja spolja|boja vozila (vanjska)',
    engine: 'motor|tip motora|vrsta motora|pogonski motor|motor vozila|motor / gorivo',
    displacement:
      'kubikaža|radni obujam|zapremina|zapremina motora|obujam motora|radni obujam (cm3)|kubikaža motora|zapremina motora (cm³)|kubika|radna zapremina|zapremina motora (cm3)|kubikaža (cm3)|kubikaža (ccm)|kubici|zapremina (cm3)|obujam|radni obujam (cm³)|obujam motora (cm3)|volumen motora|kubikaža (l)|kubikaza|radni obujam motora|radna zapremina (cm3)|zapremina (ccm)|ccm|obujam (ccm)|kubik',
    transmission:
      'mjenjač|menjač|vrsta mjenjača|vrsta menjača|tip menjača|transmisija|tip mjenjača|prijenos|transmisija/mjenjač|vrsta prijenosa|prenos|tip prenosa|vrsta transmisije|mjenjac|menjac|menjač / brzine|mjenjač / brzine|prijenos (mjenjač)',
    specialPrice: 'akcijska cijena|snižena cijena',
    price:
      'cijena|cena|prodajna cijena|prodajna cena|cijena vozila|gotovinska cijena|konačna cijena|cena vozila|fiksna cijena',
    description: 'opis|opis oglasa|opis vozila|detaljan opis|napomena|dodatni opis|napomene prodavca',
    manual: 'manuel|ručn|mehaničk|mehanič',
    automatic: 'automat|poluautomat|sekvencijsk|robotizovan|robotiziran',
    nothing: 'nije navedeno|nepoznato|nema podataka|nije uneto|nije uneseno',
  },
  sr: {
    year: 'година производње|годиште|година|модел године|година модела|год. производње|годиште возила',
    registered: 'прва регистрација|година прве регистрације|датум прве регистрације|прва рег.|у саобраћају од',
    make: 'марка|произвођач|марка возила|бренд|марка и модел',
    model: 'модел|модел возила|назив модела',
    vin: 'број шасије|VIN број|број шасије (VIN)|број каросерије|шасија|бр. шасије',
    kilometres:
      'километража|пређени километри|пређено|пређена километража|прешао|пређено км|прешао км|километри|км|пређених км|број километара|стање километара|пређени км|прошао',
    color: 'боја|боја возила|боја каросерије|спољна боја|боја спољашња|боја аутомобила|спољашња боја',
    engine: 'мотор|тип мотора|врста мотора|погонски мотор',
    displacement:
      'кубикажа|запремина|запремина мотора|радна запремина|кубикажа мотора|кубикажа (cm3)|запремина мотора (cm3)|кубика|радна запремина (cm³)|кубикажа (ccm)',
    transmission: 'мењач|врста мењача|тип мењача|трансмисија|пренос|врста преноса|мењач / брзине',
    specialPrice: 'akcijska cena|snižena cena|акцијска цена',
    price: 'цена|продајна цена|цена возила|фиксна цена',
    description: 'опис|опис огласа|опис возила|напомена',
    manual: 'мануелн|ручн|механичк',
    automatic: 'аутоматск|полуаутоматск|роботизован',
    nothing: 'није наведено|непознато|нема података',
  },
  mk: {
    year: 'година|година на производство|годиште|производство|год. на производство|произведено|модел година|година на производство (модел)|год.',
    registered:
      'прва регистрација|датум на прва регистрација|година на прва регистрација|прв пат регистрирано|1. регистрација|прва рег.|датум на 1ва регистрација',
    make: 'марка|производител|марка на возило|бренд|марка и модел|марка на автомобил|произведувач',
    model: 'модел|модел на возило|модел на автомобил|тип/модел',
    vin: 'број на шасија|VIN број|шасија|број на шасија (VIN)|VIN број (шасија)|бр. на шасија|идентификационен број',
    kilometres:
      'поминати километри|изминати километри|километража|километри|поминати км|изминати км|поминато|км|поминат пат|поминати|изминати|поминати километри (км)|вкупно километри|поминато км|изминато|километража (км)|минати километри|број на километри',
    color:
      'боја|надворешна боја|боја на возилото|боја на возило|боја надворешна|боја на автомобилот|боја на каросерија|надворешна боја на возилото|боја (надворешна)',
    engine: 'мотор|тип на мотор|вид на мотор|погонски мотор|мотор и погон',
    displacement:
      'кубикажа|зафатнина на мотор|зафатнина|работна зафатнина|кубици|зафатнина (cm3)|кубикажа (cm3)|зафатнина на моторот|волумен на мотор|работен волумен|кубикажа на мотор|кубатура',
    transmission:
      'менувач|тип на менувач|вид на менувач|менувач (тип)|трансмисија|вид менувач|тип менувач|пренос|скоростна кутија|менувачка кутија',
    price: 'цена|продажна цена|цена на возилото',
    description: 'опис|опис на огласот|опис на возилото',
    manual: 'рачен|рачн|мануелен|мануелн',
    automatic: 'автоматик|автоматск|полуавтоматск',
    nothing: 'не е наведено|непознато|нема податок',
  },
  bg: {
    year: 'година|година на производство|дата на производство|произведен|година на производство/модел|произведено|г. на производство|год. на производство|произведена|г. производство|година производство|месец и година на производство|дата производство|производство|модел/година|година на модела|дата на произв.',
    registered:
      'първа регистрация|дата на първа регистрация|година на първа регистрация|дата на регистрация|първа рег.|1-ва регистрация|година на регистрация|дата на 1-ва регистрация|първоначална регистрация|дата на първоначална регистрация',
    make: 'марка|производител|марка на автомобила|марка и модел|марка автомобил|бранд|марка кола',
    model: 'модел|модел на автомобила|модел автомобил|модел на колата',
    vin: 'VIN номер|номер на рама|VIN номер на рама|VIN номер (рама)|рама|номер на шаси|шаси номер|рама №|VIN|шаси №|номер на шасито|VIN код|шаси|рама (VIN)|номер на рамата|VIN номер/рама',
    kilometres:
      'пробег|пробег [км]|километраж|изминати километри|километри|пробег в км|изминати км|км|пробег (км)|пробег, км|пробег км|километри (км)|реални километри|реален пробег|изминато разстояние|изминат пробег|навъртени километри|показание на километража|изминати',
    color:
      'цвят|външен цвят|цвят на купето|цвят екстериор|цвят на автомобила|цвят (екстериор)|цвят отвън|екстериорен цвят|цвят на колата|цвят купе|боя|цвят каросерия',
    engine:
      'двигател|мотор|тип двигател|вид двигател|тип на двигателя|двигател (тип)|вид на двигателя|модел двигател|двигател и гориво',
    displacement:
      'кубатура|кубатура [куб.см]|обем|работен обем|обем на двигателя|кубатура (куб.см)|кубатура [см3]|обем на двигателя (куб.см)|обем (куб.см)|обем двигател|работен обем (куб.см)|кубици|кубатура (см3)|кубатура [cm3]|обем (см3)|обем на двигател|работен обем на двигателя|обем [куб.см]|куб. см',
    transmission:
      'скоростна кутия|скорости|предавателна кутия|трансмисия|тип скоростна кутия|вид скоростна кутия|скор. кутия|ск. кутия|вид трансмисия|тип трансмисия|скоростна к-я|предаване|кутия|скоростен лост|скоростна кутия (вид)|предавки',
    specialPrice: 'промоционална цена|намалена цена',
    price: 'цена|продажна цена|цена на автомобила|крайна цена|цена с ддс',
    description: 'описание|допълнителна информация|описание на обявата|коментар на продавача',
    manual: 'ръчн|механичн',
    automatic: 'автоматич|автоматик|полуавтоматич|роботизиран|вариатор',
    nothing: 'не е посочено|неизвестно|не е указано|няма данни',
  },
  ru: {
    year: 'год выпуска|год|год производства|модельный год|г.в.|год изготовления|год модели|дата выпуска|год вып.|год авто|г. выпуска|год изг.|год выпуска авто|год постройки|год выпуска автомобиля|дата производства|год пр-ва|год выпуска по птс',
    registered:
      'первая регистрация|дата первой регистрации|год регистрации|дата регистрации|год первой регистрации|год первой регистр.|постановка на учет|дата постановки на учет|дата первой рег.|дата первого учета|в эксплуатации с|дата ввода в эксплуатацию|начало эксплуатации',
    make: 'марка|производитель|марка автомобиля|марка авто|изготовитель|бренд|марка/модель|марка и модель|фирма|марка машины|марка тс|автопроизводитель',
    model: 'модель|модель автомобиля|модель авто|модель машины|модель тс|модельный ряд',
    vin: 'идентификационный номер|вин|vin-код|вин код|vin код|номер кузова|vin номер|vin-номер|идентификационный номер (vin)|vin или номер кузова|номер шасси|вин-код|вин номер|№ кузова|номер кузова (vin)|vin-код (вин)|№ шасси|номер рамы|кузов №|номер vin|номер шасси (рамы)|vin / номер кузова',
    kilometres:
      'пробег|пробег, км|пробег (км)|пробег км|показания одометра|километраж|пробег автомобиля|пробег [км]|пробег по одометру|одометр|км|пробег, тыс. км|пробег (тыс. км)|километров|пройдено|пройдено км|пройденный путь|пробег по спидометру|пробег авто|пробег, тыс.км|пробег в км|пробег на одометре|спидометр|показания спидометра|общий пробег|текущий пробег|пробег машины|реальный пробег|километры',
    color:
      'цвет|цвет кузова|окрас|цвет автомобиля|цвет экстерьера|цвет авто|внешний цвет|цвет машины|цвет (кузов)|цвет тс|окраска|цвет кузова авто|цвет снаружи|расцветка|наружный цвет|цвет краски|внешний цвет кузова',
    engine:
      'двигатель|мотор|силовой агрегат|модель двигателя|тип двигателя и объем|двс|мотор/двигатель|двигатель авто|тип двигателя/объем|агрегат|модификация двигателя',
    displacement:
      'объем двигателя|объем|рабочий объем|объем двигателя, л|объем двигателя (л)|объем двигателя, см³|объем двигателя (см³)|литраж|рабочий объем двигателя|рабочий объем [см³]|объем двигателя, куб.см|объем, л|объем двигателя, cc|объём двигателя, куб. см|объём двс|объем мотора|объём мотора|объём двигателя (куб.см)|рабочий объем, куб. см|рабочий объем, см3|объем (л)|объем, см3|объем, куб. см|объем двигателя, см3|объем двигателя (см3)|кубатура|куб. см|объем куб. см|рабочий объем (см3)|объем двигателя, куб. см|объем двигателя (куб. см)|рабочий объем, см³|объем двс|v двигателя|объём двиг.',
    transmission:
      'коробка|коробка передач|кпп|трансмиссия|тип кпп|тип коробки передач|коробка (кпп)|тип коробки|тип трансмиссии|коробка скоростей|коробка переключения передач|к.п.п.|тип коробки переключения передач|вид кпп|вид коробки передач|трансмиссия/кпп|привод/кпп|передача|переключение передач|коробка пер.|тип трансмиссии (кпп)|коробка передач (кпп)|кпп тип|вид трансмиссии',
    specialPrice: 'цена со скидкой|специальная цена|спеццена|цена по акции',
    price: 'цена|стоимость|цена продажи|цена автомобиля|стоимость авто|цена авто|стоимость автомобиля',
    sold: 'продано за|продан за',
    bid: 'текущая ставка|ставка|последняя ставка',
    description:
      'описание|комментарий продавца|комментарий|дополнительная информация|описание автомобиля|примечание|комментарий владельца|описание от продавца|комментарий дилера',
    manual: 'механик|механич|мкпп|ручн',
    automatic: 'автомат|акпп|робот|вариатор|типтроник',
    nothing: 'не указано|не указан|не указана|неизвестно|нет данных|не известно|н/д|уточняйте',
  },
  uk: {
    year: 'рік випуску|рік|рік виробництва|модельний рік|рік виготовлення|рік моделі|рік вип.|рік авто|рік виготов.|рік випуску авто|рік моделі авто|дата випуску|рік в-ва',
    registered:
      'перша реєстрація|дата першої реєстрації|рік реєстрації|рік першої реєстрації|перша рег.|дата реєстрації|перша реєстрація авто|в експлуатації з|дата першої рег.',
    make: 'марка|виробник|марка авто|марка автомобіля|бренд|марка та модель|марка і модель|марка/модель|марка машини',
    model: 'модель|модель авто|модель автомобіля|модель машини|модельний ряд',
    vin: 'vin-код|він-код|він код|ідентифікаційний номер|номер кузова|vin код|номер шасі|vin номер|номер vin|№ кузова|vin-номер|вин-код|вин код|номер кузова (vin)|vin код авто',
    kilometres:
      'пробіг|пробіг, км|пробіг (км)|пробіг (тис. км)|показники одометра|кілометраж|пробіг від продавця|пробіг авто|км|пробіг (тис.км)|пробіг, тис. км|пройдено|пройдено км|пробіг по одометру|одометр|пробіг км|загальний пробіг|показники спідометра|кілометри|пробіг автомобіля|реальний пробіг',
    color:
      'колір|колір кузова|колір авто|колір автомобіля|зовнішній колір|колір машини|забарвлення|колір зовні|колір кузову|колір екстер’єру',
    engine: 'двигун|мотор|тип двигуна|двз|мотор/двигун|двигун авто|модель двигуна|силовий агрегат',
    displacement:
      "об'єм двигуна|об'єм|робочий об'єм|об'єм двигуна (л)|об'єм двигуна, л|об'єм двигуна, см³|робочий об'єм двигуна|об'єм двигуна, куб. см|об'єм двз|об'єм мотора|об'єм, л|об'єм (л)|літраж|об'єм двигуна (см3)|об'єм двигуна, см3|робочий об'єм, см3|об'єм двигуна (см³)|об'єм двигуна авто|кубатура|об’єм двигуна, л.",
    transmission:
      'коробка передач|кпп|коробка|трансмісія|тип кпп|тип коробки передач|тип коробки|коробка пер.|кп|тип трансмісії|вид кпп|коробка перемикання передач|перемикання передач|кпп тип|трансмісія/кпп|коробка передач (кпп)',
    specialPrice: 'ціна зі знижкою|акційна ціна|спеціальна ціна',
    price: 'ціна|вартість|ціна продажу|ціна авто|вартість авто',
    description: 'опис|опис авто|коментар продавця|додаткова інформація|опис автомобіля|опис від продавця',
    manual: 'механік|механіч|ручна / механіка|ручн',
    automatic: 'автомат|варіатор|робот|типтронік',
    nothing: 'не вказано|не вказаний|невідомо|немає даних',
  },
  be: {
    year: 'год выпуску|год|год вытворчасці|мадэльны год|год вырабу',
    registered: 'першая рэгістрацыя|дата першай рэгістрацыі|год рэгістрацыі',
    make: 'марка|вытворца|марка аўто|марка аўтамабіля',
    model: 'мадэль|мадэль аўтамабіля|мадэль аўто',
    vin: 'VIN-код|нумар кузава|він-код|ідэнтыфікацыйны нумар',
    kilometres: 'прабег|прабег, км|прабег (км)|паказчыкі адометра|прабег аўто|адометр',
    color: 'колер|колер кузава|колер аўто|знешні колер',
    engine: 'рухавік|матор|тып рухавіка',
    displacement: 'аб’ём рухавіка|аб’ём|рабочы аб’ём|аб’ём рухавіка, л|аб’ём рухавіка, см³|аб’ём рухавіка (л)',
    transmission: 'каробка перадач|кпп|каробка|трансмісія|тып каробкі|тып каробкі перадач|тып кпп',
    specialPrice: 'цана са зніжкай|акцыйная цана|кошт са зніжкай',
    price: 'цана|кошт|цана продажу|кошт аўто|цана аўто',
    description: 'апісанне|каментарый прадаўца|дадатковая інфармацыя|апісанне аўто|каментар прадаўца',
    manual: 'механік|механічн|ручн',
    automatic: 'аўтамат|робат|варыятар',
    nothing: 'не ўказана|не ўказаны|невядома|няма звестак|не пазначана',
  },
};
