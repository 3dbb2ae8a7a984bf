/** French, Italian, Spanish, Portuguese and Romanian. */
import type { Language } from './language.ts';

export const ROMANCE: readonly Language[] = [
  {
    code: 'fr',
    labels: {
      year: 'année|année modèle|millésime|année de fabrication|année de production|année-modèle|année de construction',
      registered:
        'mise en circulation|première immatriculation|date de mise en circulation|année de mise en circulation|1ère mise en circulation|date de première mise en circulation|1ère immatriculation|date de 1ère mise en circulation|1re mise en circulation',
      make: 'marque|constructeur|fabricant|marque & modèle',
      model: 'modèle|modèle de véhicule',
      vin: 'numéro de châssis|n° de châssis|numéro de série|n° vin|numéro VIN|n° de série|NIV|numéro d identification du véhicule|numéro d identification|châssis',
      kilometres:
        'kilométrage|compteur|kilométrage compteur|kilomètres|nombre de kilomètres|kms au compteur|kilométrage (km)|kilometrage réel',
      color:
        'couleur|couleur extérieure|couleur carrosserie|teinte|couleur ext.|teinte extérieure|couleur du véhicule|coloris|peinture',
      makersColor: 'couleur originale|couleur constructeur',
      engine: 'moteur|motorisation|type de moteur|motorisation / moteur',
      displacement: 'cylindrée|cylindrée (cm³)|cylindrée (cc)|cylindrée moteur',
      cylinders: 'cylindres|nombre de cylindres',
      gearbox: 'boîte de vitesses|boîte de vitesse|boîte|transmission|type de boîte|boîte à vitesses|boite vitesse',
      specialPrice: 'prix promo|prix promotionnel|prix remisé|prix réduit',
      price: 'prix|prix de vente|prix TTC|prix comptant|prix demandé|tarif|prix public|prix affiché',
      sold: 'vendu|adjugé|prix d adjudication|vendu à',
      description:
        'description du véhicule|descriptif|commentaires|descriptif du véhicule|informations complémentaires|remarques|description de l annonce',
    },
    manual: 'manuel|mécanique',
    automatic: 'automat|robotis|séquentiel|semi-auto',
    nothing: 'non renseigné|non précisé|non communiqué|inconnu|inconnue|nc',
  },
  {
    code: 'it',
    labels: {
      year: 'anno|anno di produzione|anno modello|anno di costruzione|anno di fabbricazione',
      registered:
        'immatricolazione|prima immatricolazione|anno di immatricolazione|data di immatricolazione|data immatricolazione|anno immatricolazione|1a immatricolazione',
      make: 'marca|casa automobilistica|costruttore|produttore|marca e modello',
      model: 'modello|modello auto',
      vin: 'numero di telaio|telaio|numero telaio|n. telaio|n° telaio|nr. telaio|numero VIN',
      kilometres: 'chilometri|chilometraggio|percorrenza|km percorsi|chilometri percorsi|chilometraggio (km)|km totali',
      color: 'colore|colore esterno|colore esterni|colore carrozzeria|vernice|verniciatura|tinta',
      makersColor: 'colore originale|colore del produttore',
      engine: 'motore|tipo motore|motorizzazione|tipo di motore',
      displacement: 'cilindrata|cilindrata (cc)|cilindrata (cm³)|cilindrata motore',
      cylinders: 'cilindri|numero cilindri|numero di cilindri',
      gearbox: 'cambio|tipo di cambio|trasmissione|tipo cambio|tipo di trasmissione',
      specialPrice: 'prezzo scontato|prezzo promozionale|prezzo in offerta',
      price: 'prezzo|prezzo di vendita|prezzo richiesto|prezzo auto|prezzo iva inclusa|prezzo finale',
      listPrice: 'prezzo di listino',
      sold: 'venduto|aggiudicato|venduta',
      bid: 'offerta attuale|offerta corrente',
      description:
        'descrizione|descrizione del veicolo|note|descrizione veicolo|informazioni aggiuntive|note del venditore',
    },
    manual: 'manual',
    automatic: 'automatic|sequenzial|robotizzat|semiautomatic',
    nothing: 'non specificato|non disponibile|non indicato|nd',
  },
  {
    code: 'es',
    labels: {
      year: 'año|año modelo|año de fabricación|año del modelo|año de producción|modelo año|año fabricación',
      registered:
        'primera matriculación|matriculación|fecha de matriculación|año de matriculación|fecha matriculación|1ª matriculación|año matriculación',
      make: 'marca|fabricante|marca del vehículo|marca y modelo',
      model: 'modelo|modelo del vehículo',
      vin: 'número de bastidor|bastidor|n° de bastidor|nº de bastidor|nº bastidor|número de chasis|chasis|n° de chasis|nº de chasis|número VIN|número de serie|serie',
      kilometres:
        'kilómetros|kilometraje|km recorridos|kilómetros recorridos|recorrido|kilometraje (km)|odómetro|kms recorridos',
      color: 'color exterior|color exteriores|color carrocería|color de carrocería|color del vehículo|pintura',
      makersColor: 'color original|color del fabricante',
      engine: 'motor|tipo de motor|motorización',
      displacement: 'cilindrada|cilindrada (cc)|cubicaje|cilindrada (cm³)|tamaño del motor|cilindraje|desplazamiento',
      cylinders: 'cilindros|número de cilindros|nº de cilindros',
      gearbox:
        'transmisión|caja de cambios|cambio|tipo de cambio|caja|tipo de transmisión|tipo de caja|caja de velocidades|tipo de caja de cambios',
      specialPrice: 'precio oferta|precio de oferta|precio promocional|precio rebajado',
      price:
        'precio|precio contado|precio al contado|precio de venta|precio final|precio total|importe|precio publicado|valor venta',
      listPrice: 'precio de lista',
      sold: 'vendido|vendido por|adjudicado',
      bid: 'puja actual|oferta actual',
      description:
        'descripción|comentarios|comentarios del anunciante|descripción del vehículo|observaciones|descripción del anuncio|comentario del vendedor|comentarios del vendedor',
    },
    manual: 'manual|mecánic|estándar|sincrónic',
    automatic: 'automátic|automatic|secuencial|tiptronic',
    nothing: 'no disponible|no especificado|sin especificar|no indicado|n/d',
  },
  {
    code: 'pt',
    labels: {
      year: 'ano|ano modelo|ano de fabrico|ano de fabricação|ano do modelo|ano de fabrico/modelo|ano/modelo|ano fabricação|ano de produção',
      registered:
        'primeira matrícula|data da primeira matrícula|ano de registo|primeiro registo|registo|data de registo|1º registo|mês de registo',
      make: 'marca|fabricante|montadora|marca do veículo',
      model: 'modelo|modelo do veículo',
      vin: 'chassi|número do chassi|n° do chassi|nº de chassis|número de chassis|nº do chassi|número de quadro|quadro',
      kilometres:
        'quilometragem|quilómetros|quilômetros|hodômetro|km rodados|kms|quilometragem (km)|rodagem|quilómetros percorridos',
      color: 'cor|cor externa|cor exterior|cor do veículo|pintura|cor predominante',
      engine: 'motor|tipo de motor|motorização|potência do motor',
      displacement: 'cilindrada|cilindrada do motor|cilindrada (cc)|cilindrada (cm³)',
      cylinders: 'cilindros|número de cilindros',
      gearbox:
        'câmbio|caixa de velocidades|transmissão|tipo de caixa|caixa|tipo de câmbio|caixa de mudanças|tipo de transmissão',
      specialPrice: 'preço promocional|preço com desconto|preço de oferta',
      price: 'preço|preço de venda|valor|preço final|preço à vista|valor do veículo|preço total',
      sold: 'vendido|vendido por|arrematado',
      bid: 'lance atual|lance actual|maior lance',
      description:
        'descrição|sobre este carro|comentário do vendedor|observações|descrição do veículo|descrição do anúncio|sobre o veículo',
    },
    manual: 'manual|mecânic',
    automatic: 'automátic|automatiz|semi-automátic|cvt|sequencial',
    nothing: 'não informado|não indicado|não disponível|não especificado|sem informação',
  },
  {
    code: 'ro',
    labels: {
      year: 'an fabricație|anul fabricației|an de fabricație|anul fabricatiei|anul|an|anul producției|an model|anul de fabricație',
      registered: 'data primei înmatriculări|prima înmatriculare|data înmatriculării|anul primei înmatriculări',
      make: 'marcă|marca|producător|fabricant',
      model: 'model|modelul|modelul mașinii',
      vin: 'serie șasiu|VIN (serie șasiu)|serie de șasiu|număr șasiu|seria VIN|serie caroserie|număr de identificare|serie VIN',
      kilometres: 'rulaj|kilometraj|km parcurși|kilometri|parcurs|kilometri parcurși|km rulați|rulaj (km)',
      color: 'culoare|culoarea|culoare exterior|culoare exterioară|culoare caroserie',
      engine: 'motor|motorizare|tip motor',
      displacement:
        'capacitate cilindrică|cilindree|capacitate motor|capacitate cilindrica (cm3)|capacitatea motorului|capacitate cilindrică (cm³)',
      gearbox: 'cutie de viteze|cutia de viteze|transmisie|cutie viteze|tip cutie|tip cutie de viteze',
      specialPrice: 'preț promoțional|preț redus|preț special',
      price: 'preț|prețul|preț vânzare|preț total|preț final|preț cu TVA',
      description: 'descriere|descrierea|descriere anunț|detalii anunț',
    },
    manual: 'manual',
    automatic: 'automat|secvențial|semi-automat|robotizat',
    nothing: 'nespecificat|necunoscut|fără informații|nu este specificat',
  },
];
