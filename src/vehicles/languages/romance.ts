/** French, Italian, Spanish, Portuguese and Romanian. */
import type { Languages } from './language.ts';

export const ROMANCE: Languages = {
  fr: {
    year: 'année|année modèle|millésime|année de fabrication|année de production|année-modèle|année de construction|millesime|année-modele|année du véhicule|année mod.|année fabrication|année/modèle|annee|année constr.',
    registered:
      'mise en circulation|première immatriculation|date de mise en circulation|année de mise en circulation|1ère mise en circulation|date de première mise en circulation|1ère immatriculation|date de 1ère mise en circulation|1re mise en circulation|1ère mec|mec|date de mec|date mise en circulation|1ère mise en circ.|1ère circulation|première mise en circulation|1re immatriculation|1ère imm.|date 1ère immatriculation|date de 1ère immatriculation|1ère inscription|première inscription|date d immatriculation|mise en circ.|mise en service|mise en circulation le|année d immatriculation|date de première immatriculation|1e immatriculation|année de 1ère immat|1ère mise en service',
    make: 'marque|constructeur|fabricant|marque & modèle|marque du véhicule|marque auto|marque / modèle|marque et modèle',
    model: 'modèle|modèle de véhicule|gamme / modèle|modele|modèle du véhicule|modèle/version',
    vin: 'numéro de châssis|n° de châssis|numéro de série|n° vin|numéro VIN|n° de série|NIV|numéro d identification du véhicule|numéro d identification|châssis|n° châssis|no de châssis|numéro VIN (châssis)|NIV (VIN)|n° de serie|n° d identification|numéro de série (VIN)|no. de série|numéro châssis|no de série|n° de châssis (VIN)|VIN / n° de châssis',
    kilometres:
      'kilométrage|compteur|kilométrage compteur|kilomètres|nombre de kilomètres|kms au compteur|kilométrage (km)|kilometrage réel|km|kms|km compteur|km affichés|km parcourus|kilométrage affiché|kilométrage certifié|kilométrage garanti|kilomètres parcourus|compteur (km)|kilometrage|kilométrage non garanti|km au compteur|odomètre|kilométrage du véhicule|kilométrage actuel|distance parcourue|kilomètres au compteur|kilométrage réel|nbre de km|nb de km|km réels|kilométrage annoncé|nombre de km',
    color:
      'couleur|couleur extérieure|couleur carrosserie|teinte|couleur ext.|teinte extérieure|couleur du véhicule|coloris|peinture|couleur ext|couleur exterieure|couleur de la carrosserie|teinte carrosserie|peinture extérieure|coul. ext.|extérieur (couleur)|couleur exterieur|couleur extérieur|couleur de carrosserie|teinte ext.|couleur principale',
    makersColor: 'couleur originale|couleur constructeur',
    engine:
      'moteur|motorisation|type de moteur|motorisation / moteur|type moteur|groupe motopropulseur|moteur / carburant|motorisation moteur|mécanique moteur',
    displacement:
      'cylindrée|cylindrée (cm³)|cylindrée (cc)|cylindrée moteur|cylindree|cc|cylindrée cm3|cylindrée en cm³|cylindrée (l)|cylindrée en cc|taille du moteur|cylindrée moteur (cm³)|volume moteur|capacité moteur|cylindrée (litres)|cm3',
    cylinders: 'cylindres|nombre de cylindres',
    transmission:
      'boîte de vitesses|boîte de vitesse|boîte|transmission|type de boîte|boîte à vitesses|boite vitesse|bv|boîte vitesses|boite de vitesses|boite|boite de vitesse|type de transmission|type boîte|boîte / transmission|type boite de vitesses|vitesse|vitesses|boîte de vit.|type de boite de vitesse|transmissions|type boîte de vitesses',
    specialPrice: 'prix promo|prix promotionnel|prix remisé|prix réduit',
    price: 'prix|prix de vente|prix TTC|prix comptant|prix demandé|tarif|prix public|prix affiché',
    sold: 'vendu|adjugé|prix d adjudication|vendu à|adjugé à|prix adjugé|prix marteau',
    bid: 'enchère actuelle|enchère en cours|dernière enchère|meilleure enchère|mise à prix',
    description:
      'description du véhicule|descriptif|commentaires|descriptif du véhicule|informations complémentaires|remarques|description de l annonce',
    manual: 'manuel|mécanique',
    automatic: 'automat|robotis|séquentiel|semi-auto',
    nothing: 'non renseigné|non précisé|non communiqué|inconnu|inconnue|nc',
  },
  it: {
    year: 'anno|anno di produzione|anno modello|anno di costruzione|anno di fabbricazione|anno costruzione|anno di prod.|anno produzione|anno veicolo|anno del modello|anno d immatricolazione/produzione|anno fabbricazione',
    registered:
      'immatricolazione|prima immatricolazione|anno di immatricolazione|data di immatricolazione|data immatricolazione|anno immatricolazione|1a immatricolazione|imm.|immatr.|immatricolata|immatricolato|data prima immatricolazione|data di prima immatricolazione|1° immatricolazione|1ª immatricolazione|prima imm.|data 1a immatricolazione|anno imm.|immatricolazione (mese/anno)|messa in circolazione|prima messa in circolazione|1. messa in circolazione|anno prima immatricolazione|anno d immatricolazione|data 1ª immatricolazione|mese/anno immatricolazione|anno di immatr.',
    make: 'marca|casa automobilistica|costruttore|produttore|marca e modello|marchio|marca auto|marca veicolo|marca/modello',
    model: 'modello|modello auto|modello veicolo|nome modello',
    vin: 'numero di telaio|telaio|numero telaio|n. telaio|n° telaio|nr. telaio|numero VIN|telaio n.|vin / telaio|n. di telaio|n.telaio|numero di telaio (VIN)|codice telaio|nr. di telaio',
    kilometres:
      'chilometri|chilometraggio|percorrenza|km percorsi|chilometri percorsi|chilometraggio (km)|km totali|km|kilometraggio|km effettuati|chilometri effettivi|km reali|chilometri (km)|chilometraggio certificato|km attuali|strada percorsa|km percorsi circa|km certificati|chilometri attuali|km dichiarati|percorsi|chilometri totali|kilometri|km segnati|contachilometri|km auto',
    color:
      'colore|colore esterno|colore esterni|colore carrozzeria|vernice|verniciatura|tinta|colore ext.|colore est.|esterno (colore)|colore esterna|colore auto|colore vettura|col. esterno|tinta esterna|colorazione|vernice esterna|colore carrozzeria esterna',
    makersColor: 'colore originale|colore del produttore',
    engine:
      'motore|tipo motore|motorizzazione|tipo di motore|motore tipo|propulsore|unità motrice|motore / alimentazione',
    displacement:
      'cilindrata|cilindrata (cc)|cilindrata (cm³)|cilindrata motore|cilindrata cc|cc|cilindrata (l)|cil.|cilindrata cm³|cilindrata cm3|cubatura|cilindrata (cm3)',
    cylinders: 'cilindri|numero cilindri|numero di cilindri',
    transmission:
      'cambio|tipo di cambio|trasmissione|tipo cambio|tipo di trasmissione|tipologia cambio|cambio/marce|tipo cambio/trasmissione|cambio tipo|trasmissione/cambio|tipologia di cambio|marce/cambio|trasm.',
    specialPrice: 'prezzo scontato|prezzo promozionale|prezzo in offerta',
    price: 'prezzo|prezzo di vendita|prezzo richiesto|prezzo auto|prezzo iva inclusa|prezzo finale',
    listPrice: 'prezzo di listino',
    sold: 'venduto|aggiudicato|venduta|aggiudicato a|prezzo di aggiudicazione',
    bid: 'offerta attuale|offerta corrente',
    description:
      'descrizione|descrizione del veicolo|note|descrizione veicolo|informazioni aggiuntive|note del venditore',
    manual: 'manual',
    automatic: 'automatic|sequenzial|robotizzat|semiautomatic',
    nothing: 'non specificato|non disponibile|non indicato|nd',
  },
  es: {
    year: 'año|año modelo|año de fabricación|año del modelo|año de producción|modelo año|año fabricación|ano|año/modelo|año - modelo|año del vehículo|modelo/año|año vehículo|anio|año de fab.|año de construcción|año auto|año de modelo',
    registered:
      'primera matriculación|matriculación|fecha de matriculación|año de matriculación|fecha matriculación|1ª matriculación|año matriculación|fecha de 1ª matriculación|fecha 1ª matriculación|fecha primera matriculación|fecha de primera matriculación|1ª matrícula|primera matrícula|matriculado|año matrícula|año de primera matriculación|fecha de alta|año de inscripción|matriculado en|mes/año matriculación',
    make: 'marca|fabricante|marca del vehículo|marca y modelo|marca auto|marca coche|marca del coche|marca/modelo',
    model: 'modelo|modelo del vehículo|modelo auto|modelo del auto|modelo coche',
    vin: 'número de bastidor|bastidor|n° de bastidor|nº de bastidor|nº bastidor|número de chasis|chasis|n° de chasis|nº de chasis|número VIN|número de serie|serie|vin (número de chasis)|nº chasis|nº de serie|número de bastidor (VIN)|no. de serie|numero de serie|n. de chasis|niv|bastidor (VIN)|numero de bastidor|número de motor/chasis|chasis (VIN)|serial|serial de carrocería',
    kilometres:
      'kilómetros|kilometraje|km recorridos|kilómetros recorridos|recorrido|kilometraje (km)|odómetro|kms recorridos|km|kms|kilometros|km reales|kilometraje aprox|kms.|kilometraje real|kilómetros reales|kilometraje actual|km actuales|kms reales|km totales|cuentakilómetros|kilometraje aproximado|recorrido (km)|kilometraje del vehículo|kilómetros (km)|millaje|kilometrage|km.|lectura del odómetro|odometro|kilometraje (kms)',
    color:
      'color exterior|color exteriores|color carrocería|color de carrocería|color del vehículo|pintura|color|color ext.|color externo|color auto|color del auto|color del coche|color (exterior)|color de la carrocería|color de pintura|color pintura|exterior color',
    makersColor: 'color original|color del fabricante',
    engine: 'motor|tipo de motor|motorización|motor/versión|tipo motor|motor tipo|motor / combustible|propulsor',
    displacement:
      'cilindrada|cilindrada (cc)|cubicaje|cilindrada (cm³)|tamaño del motor|cilindraje|desplazamiento|cilindrada (l)|cilindrada (litros)|cilindrada en cc|cc|capacidad del motor|cilindrada motor|litros de motor|tamaño motor|motor (cc)|motor (litros)|cilindrada cm3|cubicaje (cc)|cilindrada del motor|cc del motor|motor cc',
    cylinders: 'cilindros|número de cilindros|nº de cilindros',
    transmission:
      'transmisión|caja de cambios|cambio|tipo de cambio|caja|tipo de transmisión|tipo de caja|caja de velocidades|tipo de caja de cambios|transmision|caja de velocidad|cambios|caja/transmisión|tipo transmisión|tipo cambio|tipo caja|cambio de marchas|transmisión/caja|velocidades|marchas/cambio|caja cambios|tipo de transmision|transmisión (caja)|trasmisión|marchas',
    specialPrice: 'precio oferta|precio de oferta|precio promocional|precio rebajado',
    price:
      'precio|precio contado|precio al contado|precio de venta|precio final|precio total|importe|precio publicado|valor venta',
    listPrice: 'precio de lista',
    sold: 'vendido|vendido por|adjudicado|adjudicado en|adjudicado por|precio de adjudicación|precio de remate|puja ganadora',
    bid: 'puja actual|oferta actual',
    description:
      'descripción|comentarios|comentarios del anunciante|descripción del vehículo|observaciones|descripción del anuncio|comentario del vendedor|comentarios del vendedor',
    manual: 'manual|mecánic|estándar|sincrónic',
    automatic: 'automátic|automatic|secuencial|tiptronic',
    nothing: 'no disponible|no especificado|sin especificar|no indicado|n/d',
  },
  pt: {
    year: 'ano|ano modelo|ano de fabrico|ano de fabricação|ano do modelo|ano de fabrico/modelo|ano/modelo|ano fabricação|ano de produção|ano de construção|ano/mod.|ano do veículo|ano fab./mod.|ano mod.|ano-modelo|ano fab.|ano da viatura|ano fabrico|ano de fabricação/modelo',
    registered:
      'primeira matrícula|data da primeira matrícula|ano de registo|primeiro registo|registo|data de registo|1º registo|mês de registo|matrícula (data)|data de matrícula|data 1ª matrícula|1ª matrícula|data da matrícula|ano de matrícula|data do 1º registo|data de 1º registo|ano da matrícula|ano da 1ª matrícula|ano do registo|data registo|ano de registro',
    make: 'marca|fabricante|montadora|marca do veículo|marca da viatura|marca/modelo|marca do carro',
    model: 'modelo|modelo do veículo|modelo da viatura|modelo do carro|modelo/versão',
    vin: 'chassi|número do chassi|n° do chassi|nº de chassis|número de chassis|nº do chassi|número de quadro|quadro|VIN (chassi)|nº chassi|nº do chassis|chassis|nº de quadro|n.º de quadro|número VIN|n.º de chassis|nº chassis|número do chassi (VIN)',
    kilometres:
      'quilometragem|quilómetros|quilômetros|hodômetro|km rodados|kms|quilometragem (km)|rodagem|quilómetros percorridos|km|kms reais|km atual|quilometros|kilometragem|km rodado|km percorridos|quilómetros reais|km total|km do veículo|kilometros|quilometragem atual|km (rodados)|km atuais|rodados|kms percorridos|quilômetros rodados|odômetro|nº de km|hodômetro (km)|kms.|kms atuais',
    color:
      'cor|cor externa|cor exterior|cor do veículo|pintura|cor predominante|cor da carroçaria|cor da viatura|cor do carro|cor ext.|cor (exterior)|cor da pintura|cor principal|cor de fábrica|cor exterior da viatura',
    engine: 'motor|tipo de motor|motorização|potência do motor|motorização/motor|motor/combustível',
    displacement:
      'cilindrada|cilindrada do motor|cilindrada (cc)|cilindrada (cm³)|cilindrada (l)|cc|cilindrada (cm3)|cilindradas|capacidade do motor|tamanho do motor|motor (litros)|cilindrada em cc|litragem|cil.',
    cylinders: 'cilindros|número de cilindros',
    transmission:
      'câmbio|caixa de velocidades|transmissão|tipo de caixa|caixa|tipo de câmbio|caixa de mudanças|tipo de transmissão|cambio|caixa de velocidade|tipo de caixa de velocidades|caixa/transmissão|marchas|tipo câmbio|transmissão/câmbio|caixa vel.|mudanças|câmbio/transmissão|transmissao|tipo transmissão|tipo da caixa',
    specialPrice: 'preço promocional|preço com desconto|preço de oferta',
    price:
      'preço|preço de venda|valor|preço final|preço à vista|valor do veículo|preço total|preço chave na mão|preço chave-na-mão',
    sold: 'vendido|vendido por|arrematado|arrematado por|valor de arremate|lance vencedor',
    bid: 'lance atual|lance actual|maior lance',
    description:
      'descrição|sobre este carro|comentário do vendedor|observações|descrição do veículo|descrição do anúncio|sobre o veículo',
    manual: 'manual|mecânic',
    automatic: 'automátic|automatiz|semi-automátic|cvt|sequencial',
    nothing: 'não informado|não indicado|não disponível|não especificado|sem informação',
  },
  ro: {
    year: 'an fabricație|anul fabricației|an de fabricație|anul fabricatiei|anul|an|anul producției|an model|anul de fabricație|an fabricatie|an de fabricatie|an fabr.|an productie|an producție|anul modelului|an de producție|an constructie|data fabricației|data fabricatiei|an fabricație (an)',
    registered:
      'data primei înmatriculări|prima înmatriculare|data înmatriculării|anul primei înmatriculări|data primei inmatriculari|prima inmatriculare|data primei înmatriculari|an prima înmatriculare|an primei inmatriculari|înmatriculat|anul înmatriculării|prima înscriere|data inmatricularii|an inmatriculare|an înmatriculare',
    make: 'marcă|marca|producător|fabricant|marca auto|marcă auto|marca mașinii|brand auto|producator',
    model: 'model|modelul|modelul mașinii|model auto|model mașină|model masina',
    vin: 'serie șasiu|VIN (serie șasiu)|serie de șasiu|număr șasiu|seria VIN|serie caroserie|număr de identificare|serie VIN|serie sasiu|serie de sasiu|numar sasiu|vin (serie sasiu)|nr. șasiu|nr. sasiu|cod VIN|număr VIN|serie șasiu (VIN)|seria de șasiu|nr șasiu',
    kilometres:
      'rulaj|kilometraj|km parcurși|kilometri|parcurs|kilometri parcurși|km rulați|rulaj (km)|km|kilometri reali|km reali|km bord|kilometri (km)|km parcursi|kilometraj real|rulaj real|rulaj certificat|kilometri rulati|kilometri rulați|kilometri la bord|kilometraj (km)|km rulati|parcurs (km)|rulaj actual',
    color:
      'culoare|culoarea|culoare exterior|culoare exterioară|culoare caroserie|culoare mașină|culoare exterioara|culoarea exterioară|culoare ext.|culoare (exterior)|vopsea|culoarea mașinii|culoare vehicul|culoare masina',
    engine: 'motor|motorizare|tip motor|tip motor / versiune|motor/combustibil|motorizarea',
    displacement:
      'capacitate cilindrică|cilindree|capacitate motor|capacitate cilindrica (cm3)|capacitatea motorului|capacitate cilindrică (cm³)|capacitate cilindrica|capacitate motor (cm3)|cilindree (cm3)|cc|capacitate (cm³)|capacitate (cc)|cap. cilindrica|volum motor|motor (cmc)|cmc|capacitate motor (cmc)|capacitate cilindrică (cmc)|cilindree (cmc)',
    transmission:
      'cutie de viteze|cutia de viteze|transmisie|cutie viteze|tip cutie|tip cutie de viteze|cutie|cutie de viteza|transmisia|tip transmisie|cutia|tip de transmisie|tipul cutiei de viteze|cutie (viteze)|tipul transmisiei|tipul cutiei|schimbător de viteze',
    specialPrice: 'preț promoțional|preț redus|preț special',
    price: 'preț|prețul|preț vânzare|preț total|preț final|preț cu TVA',
    description: 'descriere|descrierea|descriere anunț|detalii anunț',
    manual: 'manual',
    automatic: 'automat|secvențial|semi-automat|robotizat',
    nothing: 'nespecificat|necunoscut|fără informații|nu este specificat',
  },
};
