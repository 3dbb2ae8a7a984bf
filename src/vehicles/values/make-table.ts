/**
 * Makes of cars and motorcycles with the spellings pages use and the models they sell.
 * Invariant: one entry a make; the first name is the one stored. A model listed under one make only names that make.
 */

/** `name | other spellings, comma separated | models, comma separated (longer names need not precede shorter)` */
const TABLE = `
Abarth||124 Spider,595,695
AC||Ace,Aceca,Cobra
Acura||Integra,Legend,NSX,MDX,RDX,TLX,TSX,ILX,RSX,TL,CL,RL,ZDX
ADLY||
Adria||Twin,Coral,Matrix,Compact,Sonic
Airstream||Bambi,Interstate,Basecamp,Argosy,Flying Cloud
Aito||M5,M7,M9
Aiways||U5,U6
Aixam||City,Crossline,Coupé
Alfa Romeo|Alfa,Alfa-Romeo|Giulia,Giulietta,Stelvio,Spider,GTV,GTV6,4C,Montreal,Alfetta,Tonale,MiTo,Brera,Giulia Sprint GT,147,156,159,164
Allard||J2,J2X,K2
Alpina||B3,B5,B6,B7,B8,B10,B12
Alpine||A110,A310,A610
Alvis||TA14,TA21,TB14,TB21,TC21,TD21,TE21,TF21,12/50,12/60,12/70,Speed 20,Speed 25,Silver Eagle
AMC|American Motors|AMX,Javelin,Pacer,Gremlin,Eagle,Rebel,Hornet
American Coach||
Amphicar||770
Aprilia||RSV4,Tuono,RS 660
Ariel||Atom,Nomad
Ashok Leyland||Dost,Bada Dost,Ecomet
Aston Martin|Aston-Martin,AstonMartin|DB2,DB4,DB5,DB6,DB7,DB9,DB11,DB12,DBS,DBX,Vantage,V8 Vantage,V12 Vantage,Vanquish,Virage,Rapide,Lagonda,V8 Volante
Auburn||Speedster,851,852
Audi||A1,A2,A3,A4,A4 Allroad,A5,A6,A6 Allroad,A7,A8,Q2,Q3,Q4 e-tron,Q5,Q7,Q8,R8,RS2,RS3,RS4,RS5,RS6,RS7,RS Q8,S1,S2,S3,S4,S5,S6,S7,S8,SQ5,SQ7,SQ8,TT,TTS,TT RS,Quattro,e-tron,e-tron GT,Allroad,80,90,100,200,5000,Cabriolet,Coupe Quattro
Austin||Seven,A35,A40,Mini Cooper
Austin-Healey|Austin Healey|100,100-4,100-6,3000,Sprite
Autobianchi||Bianchina,A112
Avatr||07,11,12
BAIC||X55,BJ40
Bajaj||Pulsar,Dominar,Pulsar 150,Platina,Avenger,CT 100,RE,Boxer,Discover
Baojun||
Benelli||TRK 502,Leoncino,TNT
Bentley||Continental GT,Continental GTC,Continental,Flying Spur,Bentayga,Mulsanne,Arnage,Azure,Turbo R,Brooklands,S1,S2,S3,R-Type
Bimota||Tesi,DB7,KB4
BMW|B.M.W.|1M,1-Series,1 Series,2 Series,3-Series,3 Series,4 Series,5-Series,5 Series,6 Series,7 Series,8 Series,i3,i4,i5,i7,i8,iX,iX1,iX3,M1,M2,M3,M4,M5,M6,M8,X1,X2,X3,X4,X5,X6,X7,X3 M,X5 M,X6 M,XM,Z1,Z3,Z4,Z8,2002,1600,Bavaria,3.0CS,3.0CSi,3.0CSL,Isetta,507,503,R nineT,R75,R90S,K1,S1000RR,R1200GS,R1250GS
Bond||Bug
Borgward||Isabella
Bricklin||SV-1
Brilliance||H220,H230,H320,H330,V5,C3,M2
Bristol||405,411
BSA||A65,Gold Star,Rocket 3
Buell||XB9,XB12,1125R,Lightning,Ulysses,Blast
Bugatti||Veyron,Chiron,EB110,Type 35,Type 57
Buick||Grand National,Regal,Riviera,Skylark,Gran Sport,LeSabre,Electra,Century,Roadmaster,Wildcat,Enclave,Encore,LaCrosse,Reatta,Special,Super,GNX,Envision,Invicta,Verano
Bultaco||Sherpa,Alpina,Pursang
Bürstner|Burstner,Buerstner|Lyseo,Ixeo,Nexxo,Travel Van
BYD||Atto 3,Dolphin,Seal,Han,Tang
Cadillac||ATS,ATS-V,CTS,CTS-V,CT4,CT4-V,CT5,CT5-V,CT6,DeVille,Coupe DeVille,Sedan DeVille,Eldorado,Escalade,Escalade ESV,Fleetwood,Seville,Allante,XLR,XLR-V,SRX,XT4,XT5,XT6,Series 62,Lyriq,STS,DTS,Brougham,LaSalle
Can-Am|CanAm|Spyder,Ryker,Maverick
Carthago||C-tourer,Chic,Malibu
Caterham||Seven,Super Seven,7
CFMoto|CF Moto|
Changan||CS35,CS55,CS75,UNI-K,UNI-T,UNI-V
Chausson||
Chery||Tiggo,Tiggo 4,Tiggo 4 Pro,Tiggo 7,Tiggo 7 Pro,Tiggo 8,Tiggo 8 Pro,Arrizo,QQ,Fora,Amulet,IndiS,Omoda,Tiggo 2,Tiggo 3,Tiggo 5
Chevrolet|Chevy,Chev,Chevolet|Onix,Onix Plus,Prisma,Orlando,Cavalier,Lacetti,Niva,Spin,Tracker,Camaro,Corvette,Corvette Stingray,Impala,Bel Air,Belair,Chevelle,El Camino,Nova,Malibu,Silverado,Silverado 1500,Silverado 2500HD,Silverado 3500HD,Suburban,Tahoe,Blazer,K5 Blazer,S-10,S10,C10,C-10,C20,C30,K10,K20,K30,3100,Monte Carlo,Corvair,Vega,Cobalt,Cruze,Equinox,Trax,Traverse,Trailblazer,Colorado,Bolt,Volt,Avalanche,SSR,HHR,Sonic,Spark,Caprice,Biscayne,150,210,Fleetline,Fleetmaster,Nomad,Express,Astro,Apache,LUV,SS,Cheyenne,Bel-Air,Delray,Lumina,Aveo,Captiva,Task Force,Damas,Epica,Evanda,Gentra,Groove,Kalos,Lanos,Matiz,Nexia,Optra,Tavera,Beat,Sail,Enjoy,Rezzo,Tacuma,Labo,Nubira,Celta,Corsa,Montana,Agile,Joy,Classic,Monza,Captiva Sport
Chrysler||300,300C,300M,Crossfire,New Yorker,Newport,Imperial,Town & Country,Town and Country,Pacifica,PT Cruiser,Sebring,LeBaron,Windsor,Saratoga,Airflow,Cordoba,Prowler,200
Citroën|Citroen|2CV,DS,SM,CX,Traction Avant,C1,C2,C3,C3 Aircross,C4,C4 Cactus,C4 Picasso,C5,C5 Aircross,Berlingo,Méhari,Mehari,Ami,Xantia,Saxo,Jumpy
Coachmen||Leprechaun,Mirada,Sportscoach
Cord||810,812,L-29
Crosley||Hotshot
Cupra||Formentor,Born,Leon,Ateca
Dacia||Duster,Sandero,Logan,Jogger,Spring,Lodgy,Bigster
Daewoo||Matiz,Nubira,Lanos,Nexia,Gentra,Tico,Espero,Leganza,Kalos,Tacuma,Damas,Labo,Lacetti,Magnus,Cielo,Racer,Evanda
DAF||XF,CF,LF,XG,XD,95,105
Daihatsu||Copen,Hijet,Charade,Terios,Mira,Ayla,Boon,Cast,Esse,Gran Max,Luxio,Max,Move,Move Canbus,Mira Cocoa,Mira e:S,Mira Gino,Rocky,Sigra,Sirion,Sirion II,Taft,Tanto,Tanto Custom,Thor,Wake,Xenia,YRV,Materia,Atrai,Cuore,Feroza
Daimler||SP250,Double Six,DS420
Datsun||240Z,260Z,280Z,280ZX,510,Fairlady,Fairlady Z,1200,2000,2000 Roadster,620
De Tomaso|DeTomaso|Pantera,Mangusta,Vallelunga,Longchamp
Deepal||S07,S7,L07
Delage||D6,D8
Delahaye||135
DeLorean|De Lorean|DMC-12,DMC12
Denza||D9
DeSoto|De Soto|Firedome,Fireflite,Adventurer
Dethleffs||Trend,Globebus,Advantage,Globetrotter
DKW||3=6,Munga
Dodge||Challenger,Charger,Viper,Dart,Coronet,Super Bee,Polara,Durango,Dakota,Caliber,Neon,SRT-4,Magnum,Grand Caravan,Caravan,Journey,Avenger,Power Wagon,D100,W100,W200,Ram 1500,Ram 2500,Ram 3500,Ram 50,Stealth,Daytona,Omni,Intrepid,Nitro,Lancer,Sprinter,Ramcharger,Hornet,Stratus
Dongfeng||
Donkervoort||D8
DS|DS Automobiles|DS 3,DS 4,DS 7,DS 3 Crossback
Ducati||916,996,998,999,748,749,848,1098,1198,1199,Panigale,Monster,Multistrada,Scrambler,Diavel,Streetfighter,Desmosedici,SuperSport,Hypermotard,900SS
Duesenberg||Model J,J,SJ
Eagle||Talon
Edsel||Citation,Corsair,Pacer,Ranger
Entegra Coach|Entegra|
Excalibur||Series II
Exeed||TXL,VX,LX,RX
Facel Vega||HK500,Facel II
FAW||Bestune
Ferrari||250,275,308,328,330,348,355,360,360 Modena,365,400,412,430,456,458,458 Italia,488,512,550,575M,599,612,812,296,296 GTB,296 GTS,812 Superfast,Testarossa,512 TR,Mondial,California,California T,Portofino,Roma,F12,F12berlinetta,F40,F50,F355,F430,F8,F8 Tributo,FF,GTC4Lusso,Enzo,LaFerrari,SF90,Purosangue,Dino,288 GTO,550 Maranello,612 Scaglietti,488 GTB,488 Pista
Fiat||124,124 Spider,500,500L,500X,500e,600,850,Spider,X1/9,Panda,Punto,Tipo,Uno,Jolly,Dino,Coupe,131,Doblo,Ducato,Grande Punto,Multipla
Fisker||Karma,Ocean
Fleetwood|Fleetwood RV|Bounder,Southwind,Pace Arrow,Jamboree,Tioga
Ford||Mustang,Mustang Mach-E,Bronco,Bronco Sport,F-100,F100,F-150,F150,F-250,F250,F-350,F350,F-450,Ranger,Explorer,Expedition,Escape,Edge,Focus,Fiesta,Fusion,Taurus,Thunderbird,Galaxie,Galaxie 500,Fairlane,Falcon,Torino,Gran Torino,Model A,Model T,Model B,Model 18,Deluxe,Super Deluxe,Custom,Crown Victoria,Escort,Escort RS Cosworth,Sierra,Sierra Cosworth,Capri,Cortina,GT,GT40,Shelby GT500,Shelby GT350,Maverick,Ranchero,Country Squire,EcoSport,Kuga,Puma,Mondeo,Ka,Ka+,S-Max,C-Max,Galaxy,Transit,Transit Connect,Transit Custom,Econoline,E-350,Excursion,Flex,Probe,Contour,Tempo,Pinto,LTD,Coupe,Roadster,Pickup,Raptor,Anglia,Zephyr,Mainline,Crestline,Sunliner,Victoria,Five Hundred,Freestyle,Tourneo,B-Max
Forest River||Georgetown,Sunseeker,Berkshire
Foton||Tunland,Sauvana
Four Winds||
Freightliner||Sprinter
Fuso||Canter
GAC||GS3,GS8
GasGas|Gas Gas|
GAZ||Volga,24,21,69,66,GAZelle,Sobol
Geely||Coolray,Monjaro,Atlas,Tugella,Emgrand,Okavango,Preface,Atlas Pro,MK,Binyue,Starray,Geometry C,CK
Genesis||G70,G80,G90,GV60,GV70,GV80
Ginetta||G4,G15
GMC||Sierra,Sierra 1500,Sierra 2500HD,Yukon,Yukon XL,Jimmy,Syclone,Typhoon,Canyon,Acadia,Terrain,Envoy,Suburban,Sonoma,Savana,Sprint,Caballero,Hummer EV,C1500,K1500,Vandura,K2500
Gordon-Keeble||GK1
Graham||Hollywood
Great Wall|GWM,Great Wall Motors|Hover,Poer,Wingle
Harley-Davidson|Harley Davidson,Harley|Sportster,Road King,Electra Glide,Street Glide,Road Glide,Fat Boy,Softail,Dyna,Panhead,Knucklehead,Shovelhead,V-Rod,Heritage Softail,Low Rider,XR-750,FXR,LiveWire,Pan America
Haval||Jolion,F7,F7x,Dargo,H6,H9,H2,H5,M6,H3
Hero|Hero MotoCorp,Hero Honda|Splendor,Splendor Plus,HF Deluxe,Glamour,Passion Pro,Xtreme,Karizma
Hillman||Imp,Minx
Hino||
Hobby||Optima,Premium,Vantana
Holden||Commodore,Monaro,Maloo,Ute
Holiday Rambler||Vacationer
Honda||Accord,Civic,Civic Type R,Civic Si,CR-V,CR-X,CRX,CR-Z,Del Sol,Element,Fit,HR-V,Insight,Integra,Jazz,NSX,Odyssey,Passport,Pilot,Prelude,Ridgeline,S2000,S600,S660,S800,N600,Beat,Acty,CB750,CB400,CB550,CBR600RR,CBX,CT70,Gold Wing,Africa Twin,Ruckus,Grom,Monkey,Shadow,CR250R,XR650L,Clarity,e,Stream,Legend,Airwave,Amaze,BR-V,Brio,City,CR-V Hybrid,Elevate,Fit Shuttle,Freed,Grace,Jade,Mobilio,N-BOX,N-WGN,N-ONE,Shuttle,Stepwgn,Step Wagon,Vezel,WR-V,Zest,ZR-V,Activa,Super Cub,Inspire,Elysion,FR-V
Hongqi||H5,H9,E-HS9
Horch||853
HSV||Clubsport,Maloo,GTS
Hudson||Hornet,Commodore,Super Six,Italia
Hummer||H1,H2,H3,H3T
Hupmobile||Skylark
Husqvarna||Svartpilen,Vitpilen,Norden,FE 350,TE 300
Hymer||B-Klasse,Exsis,Grand Canyon,ML-T,Eriba,Hymermobil,Hymercar
Hyundai||Grandeur,Avante,Solaris,Creta,Porter,Starex,Casper,Ioniq 9,Accent,Elantra,Elantra N,Sonata,Tucson,Santa Fe,Palisade,Kona,Ioniq,Ioniq 5,Ioniq 6,Veloster,Genesis,Genesis Coupe,Tiburon,i10,Grand i10,i20,i30,i40,ix20,ix35,Bayon,Venue,Azera,Veracruz,Getz,Santa Cruz,Alcazar,Aura,Exter,Grand i10 Nios,i20 Active,Santro,Verna,Xcent,Eon,Stargazer,Staria,H-1,H1,H100,Grand Starex,Matrix,Atos,Atoz,Coupe,Trajet,Terracan,Nexo,Inster,Mufasa,HB20,Celesta
Indian||Chief,Scout,Four
INEOS|Ineos Automotive|Grenadier
Infiniti||G35,G37,G20,Q45,Q50,Q60,Q70,QX50,QX55,QX56,QX60,QX70,QX80,FX35,FX45,FX50,M35,M37,M45,EX35,JX35,I30
International|International Harvester,IH|Scout,Scout II,Travelall,Metro,C1100
Iran Khodro|IKCO|Samand,Dena,Dena Plus,Runna,Rana,Tara,Soren
Iso|Iso Rivolta|Grifo,Rivolta,Lele
Isuzu||Trooper,VehiCROSS,Rodeo,Amigo,Impulse,D-Max,Hombre,MU-X,MU-7,Panther,NPR,NQR,NKR,ELF,Forward,Bighorn,KB
Itasca||Suncruiser,Sunova,Navion
Iveco||Daily
JAC||
Jaecoo||J7,J8
Jaguar||E-Type,XK-E,XKE,XK120,XK140,XK150,XK,XKR,XK8,XJ,XJ6,XJ8,XJ12,XJR,XJS,XJ-S,XJ220,XE,XF,XFR,X-Type,S-Type,F-Type,F-Pace,E-Pace,I-Pace,Mark 2,Mark II,Mark VII,Mark IX,D-Type,C-Type,SS100,MK2,MKII
Jawa||
Jayco||Greyhawk,Redhawk,Precept,Alante
Jeep||Wrangler,Wrangler Unlimited,Grand Cherokee,Cherokee,Cherokee Chief,Wagoneer,Grand Wagoneer,CJ-2A,CJ-3B,CJ-5,CJ-6,CJ-7,CJ-8,CJ5,CJ7,CJ8,Scrambler,Gladiator,Commander,Compass,Renegade,Liberty,Patriot,Comanche,J10,J20,Jeepster,Jeepster Commando,Avenger,Willys,Honcho
Jensen||Interceptor,Healey,FF,541,CV8
Jetour||X70,X90,Dashing,T2
Kaiser||Darrin,Manhattan
Kamaz||
Karmann||
Kawasaki||Ninja,Z1,KZ1000,H2,ZX-10R,W800,Z900,KLR650,Mach III
Kenworth||T680,T800,T880,W900,T660,T600,W990
Kia||K3,K7,K8,K9,Ray,Mohave,Morning,Bongo,Cerato,Ceed,EV3,EV6,EV9,Forte,K5,Niro,Optima,Picanto,Rio,Seltos,Sorento,Soul,Sportage,Stinger,Telluride,Carnival,Sedona,Cadenza,Stonic,ProCeed,Xceed,Venga,K900,Spectra,Carens,Sonet,Syros,Pride,Besta,Pregio,K2700,Magentis,Opirus,Shuma,Sephia,Mentor,Bongo 3,Pegas,EV5,Rondo,Borrego
Knaus||Sky TI,Sun TI,Boxstar,Boxlife,Van TI
Koenigsegg||Agera,CCX,Regera,Jesko,CCR
KTM||X-Bow,Duke,RC 390,Adventure
Kymco||Agility,Downtown,AK550
Lada|VAZ|Niva,2101,2105,2106,2107,2109,2110,2114,Samara,Granta,Vesta,Vesta SW Cross,Largus,XRAY,Kalina,Priora,4x4,2104,2108,2111,2112,2113,2115,2121,Aura,Iskra,Niva Legend,Niva Travel,Largus Cross,Granta Cross,Oka,21099
Lagonda||V12,Rapide
Laika||Kreos,Ecovip
Lamborghini||Aventador,Countach,Diablo,Espada,Gallardo,Huracán,Huracan,Islero,Jalpa,Jarama,LM002,Miura,Murciélago,Murcielago,Revuelto,Reventon,Silhouette,Urraco,Urus,400GT,350GT,Temerario,Sián
Lancia||Delta,Delta Integrale,Delta HF Integrale,Fulvia,Stratos,Beta,Flaminia,Aurelia,Flavia,037,Scorpion,Ypsilon,Thema,Appia,Lambda,Montecarlo
Land Rover|Landrover,Land-Rover|Defender,Defender 90,Defender 110,Defender 130,Discovery,Discovery Sport,Discovery II,LR2,LR3,LR4,Freelander,Range Rover,Range Rover Sport,Range Rover Evoque,Range Rover Velar,Range Rover Classic,Series I,Series II,Series IIA,Series III,88,109,Series 3
LDV||
Leapmotor||T03,C10,C11
Lexus||LFA,LC500,LC 500,LS400,LS 400,LS430,LS460,LS 500,IS300,IS 300,IS250,IS 250,IS350,IS 350,IS F,IS 500,GS300,GS350,GS 350,GS400,GS430,GS F,RC F,RC350,RC 350,SC300,SC400,SC430,SC 430,LX450,LX470,LX 470,LX570,LX 570,LX600,GX460,GX 460,GX470,GX 470,GX550,RX300,RX330,RX350,RX 350,RX400h,RX450h,NX200t,NX300,NX 300,NX350,UX250h,UX 250h,ES300,ES330,ES350,ES 350,CT200h,CT 200h,HS250h,LBX
Li Auto|Lixiang,LiXiang|L6,L7,L8,L9,MEGA
Lifan||
Ligier||JS50,Nova
Lincoln||Continental,Continental Mark II,Continental Mark IV,Continental Mark V,Navigator,Aviator,Town Car,Zephyr,MKZ,MKX,MKC,MKS,MKT,Corsair,Nautilus,LS,Blackwood,Mark VIII,Mark VII,Mark LT,Premiere,Capri,Cosmopolitan
Lister||Knobbly
Lotus||Elise,Exige,Evora,Emira,Esprit,Elan,Elite,Europa,Seven,Super Seven,Eletre,Evija,Eclat,Cortina,Elan +2
LuAZ||
Lucid||Air,Gravity
Luxgen||U6,U7,S5,n7
Lynk & Co|Lynk and Co,Lynk&Co|
Mack||Anthem,Granite,Pinnacle,Vision
Mahindra||Roxor,Thar,Scorpio,Scorpio N,Scorpio Classic,Bolero,Bolero Neo,XUV300,XUV500,XUV700,XUV 3XO,XUV400,TUV300,KUV100,Marazzo,Thar Roxx,Xylo,Alturas
MAN||TGX,TGS,TGM,TGL,TGE,TGA,Lion's Coach
Marcos||1800 GT,Mantis
Marmon||Sixteen
Maruti Suzuki|Maruti|Swift Dzire,Wagon R,Ertiga,Brezza,Baleno,Swift,Alto,Alto 800,Alto K10,Alto K10 VXI,Celerio,Ciaz,Dzire,Eeco,Fronx,Grand Vitara,Ignis,Jimny,Omni,Ritz,S-Presso,SX4,Vitara Brezza,XL6,Invicto,Zen,Zen Estilo,Esteem,A-Star
Maserati||3200GT,3500 GT,Biturbo,Bora,Coupe,Ghibli,GranSport,GranTurismo,GranCabrio,Grecale,Indy,Khamsin,Kyalami,Levante,MC20,MC12,Merak,Mexico,Mistral,Quattroporte,Sebring,Spyder,GranTurismo MC,A6G
Matra||Djet,Murena
Maxus||
Maybach||57,62,SW38
Mazda||2,3,5,6,Mazda2,Mazda3,Mazda5,Mazda6,Mazdaspeed3,Mazdaspeed6,MX-3,MX-5,MX-5 Miata,MX-6,MX-30,Miata,RX-2,RX-3,RX-4,RX-7,RX-8,RX7,RX8,CX-3,CX-30,CX-5,CX-50,CX-60,CX-7,CX-9,CX-90,Cosmo,Protege,Tribute,B2200,323,626,929,Autozam AZ-1,Demio,Axela,Atenza,Premacy,Verisa,Bongo,BT-50,Familia,Biante,Carol,Flair,Scrum,Autozam,Lantis,Capella,Xedos,CX-80
McLaren||12C,MP4-12C,540C,570S,570GT,600LT,620R,650S,675LT,720S,750S,765LT,Artura,GT,GTS,P1,Senna,Speedtail,Elva,F1,W1
Mercedes-AMG|AMG|GT,GT R,GT S,GT C,G63,C63,E63,SL63
Mercedes-Benz|Mercedes Benz,Mercedes,MercedesBenz,MB|A-Class,B-Class,C-Class,E-Class,G-Class,S-Class,R-Class,V-Class,X-Class,M-Class,CL,CLA,CLC,CLE,CLK,CLS,EQA,EQB,EQC,EQE,EQS,EQV,GL,GLA,GLB,GLC,GLE,GLK,GLS,ML,SL,SLC,SLK,SLR,SLR McLaren,SLS,SLS AMG,AMG GT,Metris,Sprinter,Vito,Viano,Citan,Unimog,190E,190D,190SL,220SE,220S,230SL,240D,250SL,250C,280SE,280SL,280SEL,280CE,300SL,300SEL,300D,300TD,300CE,300E,300SE,300TE,350SL,380SL,400E,420SEL,450SL,450SLC,450SEL,500E,500SEL,500SEC,500SL,560SEC,560SEL,560SL,600,600SEL,600SL,A 180,A 200,A 220,C 180,C 200,C 220,C 300,C300,C43,C63,C63 AMG,C36 AMG,C43 AMG,E 220,E 300,E320,E350,E430,E500,E550,E55,E55 AMG,E63,E63 AMG,G500,G550,G55,G55 AMG,G63,G63 AMG,G65,GL450,GL550,GLC 300,GLE 350,ML320,ML350,ML55,ML63,S430,S500,S550,S55,S560,S580,S600,S63,S65,SL320,SL500,SL55,SL550,SL55 AMG,SL600,SL63,SL65,SLK230,SLK32,SLK350,SLK55,CL500,CL55,CL600,CL63,CL65,CLK320,CLK430,CLK55,CLK63,CLS500,CLS550,CLS55,CLS63,R107,W123,Ponton,Pagoda,Gullwing
Mercury||Cougar,Cyclone,Comet,Marauder,Montclair,Monterey,Eight,Grand Marquis,Mountaineer,Capri,Sable,Milan,Mariner,Villager,Turnpike Cruiser,Park Lane
Messerschmitt||KR200,KR175
MG|M.G.|A,B,C,MGA,MGB,MGB GT,MGC,MGF,MG TF,Midget,TA,TB,TC,TD,TF,YT,ZS,HS,MG4,MG5,ZS EV,MG3,Magnette
Microcar||M.Go,Due
MINI|Mini|Cooper,Cooper S,Clubman,Countryman,Paceman,John Cooper Works,Hatch,One,Convertible,Hardtop,Roadster
Mitsubishi||3000GT,Eclipse,Eclipse Cross,Evo,Galant,Lancer,Lancer Evolution,Lancer Evo,Mirage,Montero,Outlander,Outlander PHEV,Outlander Sport,Pajero,Delica,L200,ASX,Colt,Space Star,Starion,Endeavor,Mighty Max,FTO,GTO,Minicab,Raider,i-MiEV,Attrage,Carisma,Chariot,eK Wagon,eK Space,Grandis,Magna,Pajero Io,Pajero Mini,Pajero Sport,Montero Sport,RVR,Strada,Sigma,Toppo,Town Box,Triton,Xpander,Xpander Cross,Xforce,Space Wagon,Space Runner,Fuso Canter,Minica,Debonair,Dion,Airtrek
Mitsuoka||Orochi,Viewt,Himiko
Monaco Coach||
Morgan||Plus 4,Plus 8,Plus Four,Plus Six,4/4,3 Wheeler,Aero 8,Super 3,Roadster
Morris||Minor,Mini,Oxford
Moskvitch||
Moto Guzzi||V7,Le Mans,California,Eldorado,Ambassador
MV Agusta||F4,Brutale,750S
MVM||110,315,530,550,X22,X33,X55
Nash||Metropolitan,Healey,Rambler
National RV||Sea Breeze,Tradewinds
Neoplan||Cityliner,Starliner,Tourliner,Skyliner
Newmar||Dutch Star,Mountain Aire,Bay Star,Canyon Star,King Aire,Kountry Star
NIO||ES6,ES8,EC6,ET5,ET7,EL6,EL7
Nissan||200SX,240SX,300ZX,350Z,370Z,400Z,Z,Altima,Armada,Ariya,Figaro,Frontier,GT-R,GTR,Skyline,Skyline GT-R,Silvia,Juke,Kicks,Leaf,Maxima,Micra,Murano,Navara,Note,NV200,Pao,Pathfinder,Patrol,Pulsar,Qashqai,Quest,Rogue,Rogue Sport,S-Cargo,Sentra,Stagea,Titan,Titan XD,Versa,X-Trail,Xterra,Cube,Pickup,Hardbody,Primera,Almera,Fairlady Z,180SX,Laurel,Cedric,Townstar,AD,Ad Van,Bluebird,Bluebird Sylphy,Cefiro,Clipper,Dayz,Dualis,Elgrand,Fuga,Lafesta,Livina,Magnite,March,NP300,NP300 Navara,Note e-Power,Presage,Roox,Safari,Serena,Sunny,Sylphy,Teana,Terra,Terrano,Tiida,Urvan,Wingroad,Sakura,Caravan,Cima,Gloria,Patrol Safari,Pixo,Kubistar
Noble||M12,M400,M600
Norton||Commando,Atlas,Dominator
NSU||Ro80,Prinz,Ro 80
Oldsmobile|Olds|442,4-4-2,Cutlass,Cutlass Supreme,Toronado,Delta 88,Ninety-Eight,88,98,Alero,Aurora,Bravada,Vista Cruiser,Starfire,F-85,Intrigue,Hurst/Olds,Super 88
Omoda||C5,S5
Opel||GT,Manta,Astra,Corsa,Insignia,Kadett,Kapitän,Mokka,Mokka X,Crossland,Crossland X,Grandland,Grandland X,Zafira,Zafira Tourer,Meriva,Vectra,Adam,Karl,Ampera,Combo,Vivaro,Calibra,Omega,Speedster,Rekord,Commodore,Tigra,Signum
Ora||Funky Cat,Good Cat
Packard||Caribbean,Clipper,Patrician,One-Twenty,120,Super Eight,Twelve,Hawk,110,Eight
Pagani||Zonda,Huayra,Utopia
Panhard||24 CT,PL17
Panoz||Roadster,Esperante
Perodua||Myvi,Axia,Bezza,Alza,Aruz,Ativa,Viva,Kancil,Kelisa,Kembara,Kenari,Rusa,Nautica
Peterbilt||379,389,579,386,388,567,587
Peugeot||104,106,107,108,205,205 GTI,206,207,208,304,306,307,308,404,405,406,407,504,505,508,604,607,1007,2008,3008,4007,5008,RCZ,Partner,Expert,Boxer,Rifter,Bipper,Traveller
Piaggio||Ape,Porter
Pierce-Arrow|Pierce Arrow|Silver Arrow
Pleasure-Way||Lexor
Plymouth||Barracuda,Belvedere,Cuda,'Cuda,Duster,Fury,GTX,Prowler,Road Runner,Roadrunner,Satellite,Valiant,Superbird,Savoy,Volaré,Voyager,Horizon,Sport Fury,Laser
Polaris||Slingshot,RZR
Polestar||1,2,3,4
Pontiac||Firebird,Firebird Trans Am,Trans Am,GTO,Grand Prix,Bonneville,Catalina,Fiero,G6,G8,LeMans,Le Mans,Solstice,Tempest,Ventura,Vibe,Aztek,Chieftain,Star Chief,Grand Am,Montana,Sunbird,Parisienne,Grand Ville,2+2,Laurentian
Porsche||911,912,912E,914,914-6,914/6,918,918 Spyder,924,928,930,935,944,959,962,968,356,356A,356B,356C,550,718,718 Cayman,718 Boxster,718 Spyder,Boxster,Carrera GT,Cayenne,Cayman,Macan,Panamera,Taycan,Speedster
Proton||Saga,Persona,Iriz,Exora,X50,X70,X90,Waja,Wira,Preve,Suprima S,Satria,Perdana,Gen-2
Ram|RAM|1500,2500,3500,ProMaster,ProMaster City,4500,5500,1500 Classic,1500 TRX
Rambler||American,Classic,Marlin
Reliant||Robin,Scimitar,Regal
Renault||4,4CV,5,5 Turbo,8,10,12,16,17,19,21,25,Alliance,Alpine,Arkana,Austral,Avantime,Captur,Caravelle,Clio,Dauphine,Espace,Fluence,Fuego,Grand Scenic,Grand Scénic,Kadjar,Kangoo,Koleos,Laguna,Le Car,Master,Megane,Mégane,Modus,R5,R8,Safrane,Scenic,Scénic,Sport Spider,Talisman,Trafic,Twingo,Twizy,Zoe,Rafale,Symbioz,Logan,Sandero,Duster,Symbol,Kwid,Triber,Kiger,Lodgy,Kaptur,Sandero Stepway,Latitude,Tondar,Vel Satis,Wind,Thalia,Oroch
Renault Samsung||SM3,SM5,SM6,SM7,QM3,QM5,QM6
Riley||RM,Elf
Rivian||R1T,R1S
Roadtrek||
Roewe||
Rolls-Royce|Rolls Royce,RollsRoyce|Camargue,Corniche,Cullinan,Dawn,Ghost,Phantom,Phantom V,Silver Cloud,Silver Cloud III,Silver Dawn,Silver Ghost,Silver Shadow,Silver Shadow II,Silver Spirit,Silver Spur,Silver Seraph,Silver Wraith,Spectre,Twenty,Wraith,20/25,25/30,Park Ward
Rover||75,P5,P6,SD1,Mini,200,25,45,2000,3500,214
Royal Enfield||Bullet,Classic 350,Interceptor,Continental GT,Himalayan
Saab||9-3,9-5,9-2X,9-7X,9-4X,900,9000,92,93,95,96,99,Sonett
Saipa||Pride,Tiba,Saina,Quick,Shahin
Saleen||S7,S281
Saturn||Sky,Ion,Vue,Aura,Outlook,SL,SC2,Astra
Scania||R450,R500,S500,P-series,G-series,R-series,S-series
Scion||FR-S,tC,xA,xB,xD,iQ,iM,iA
SEAT||Alhambra,Altea,Arona,Arosa,Ateca,Cordoba,Exeo,Ibiza,Leon,Mii,Tarraco,Toledo,600
Seres||
Setra||
Shelby||Cobra,GT350,GT500,Series 1,GT350H,427 Cobra,Daytona
Siata||208S
Simca||1000,1100,Aronde
Simson||S51,Schwalbe,S50
Singer||Gazelle
Thor Motor Coach||Windsport,Palazzo
Tiffin|Tiffin Motorhomes|Allegro Bus,Allegro Red,Allegro Bay,Allegro
Trumpchi||GS3,GS4,GS8,GA6,M8
TVS||Apache RTR 160,Jupiter,Ntorq,Raider,Apache RTR
Zastava||101,128,750,Koral,Florida,Skala,Yugo Koral
ZAZ||Tavria,Slavuta,Lanos,Sens,Forza,Vida,Zaporozhets
Škoda|Skoda|Citigo,Enyaq,Fabia,Favorit,Felicia,Kamiq,Karoq,Kodiaq,Octavia,Rapid,Roomster,Scala,Superb,Yeti,Elroq
Skywell||
smart||fortwo,forfour,roadster,#1,#3,Crossblade
Spyker||C8
SsangYong|Ssang Yong|Tivoli,Korando,Rexton,Musso,Rodius
Standard||
Steyr-Puch||Haflinger,Pinzgauer
Studebaker||Avanti,Champion,Commander,Golden Hawk,Hawk,Lark,President,Silver Hawk,Gran Turismo Hawk,Dictator,Starlight
Stutz||Bearcat,Blackhawk
Subaru||360,Ascent,Baja,BRZ,Brat,Crosstrek,Forester,Impreza,Impreza WRX,Impreza WRX STI,Legacy,Levorg,Outback,Sambar,Solterra,SVX,Tribeca,WRX,WRX STI,XV,XT,Loyale,Exiga,Pleo,Stella,Trezia,Dex,Lucra,Chiffon
Sunbeam||Tiger,Alpine
Superformance||MkIII,GT40
Suzuki||Alto,Baleno,Cappuccino,Carry,Grand Vitara,Hayabusa,Ignis,Jimny,Kizashi,LJ80,S-Cross,SX4,SX4 S-Cross,Samurai,Sidekick,Splash,Swace,Swift,Vitara,X-90,Across,Every,GSX-R750,GSX-R1000,Celerio,Aerio,APV,Bolan,Ciaz,Cultus,Dzire,Ertiga,Escudo,Every Wagon,Hustler,Jimny Sierra,Lapin,Liana,Mehran,MR Wagon,Palette,Solio,Spacia,Stingray,Wagon R,Wagon R+,XBEE,XL7,Fronx,Kei,SX4 Cross,Access,GSX-R600,V-Strom
Talbot||Sunbeam Lotus,Samba
Talbot-Lago||T150
Tank||300,400,500,700
Tata||Nexon,Harrier,Safari,Tiago,Indica,Nano,Altroz,Punch,Tigor,Hexa,Zest,Bolt,Sumo,Indigo,Curvv,Tiago EV,Nexon EV,Ace,Xenon,Intra,Vista,Manza,Aria
Tatra||603,T87,613
Tesla||Model 3,Model S,Model X,Model Y,Roadster,Cybertruck
Think||City
Togg||T10X,T10F
Toyota||2000GT,4Runner,86,Alphard,Allion,Aristo,Auris,Avalon,Avensis,Aygo,Aygo X,bZ4X,C-HR,Camry,Celica,Century,Chaser,Corolla,Corolla Cross,Corona,Cressida,Crown,Echo,FJ Cruiser,FJ40,FJ43,FJ45,FJ55,FJ60,FJ62,FZJ80,GR86,GR Corolla,GR Supra,GR Yaris,GT86,Grand Highlander,HiAce,Highlander,Hilux,iQ,Land Cruiser,Land Cruiser Prado,Landcruiser,Mark II,Matrix,Mega Cruiser,Mirai,MR-S,MR2,MR2 Spyder,Paseo,Pickup,Previa,Prius,Prius Prime,Proace,RAV4,RAV4 Prime,Sequoia,Sera,Sienna,Soarer,Solara,Sprinter,Starlet,Supra,T100,Tacoma,Tercel,Tundra,Urban Cruiser,Van,Venza,Verso,Yaris,Yaris Cross,Crown Signia,Corolla iM,Agya,Allex,Aqua,Avanza,Belta,Calya,Corolla Altis,Corolla Axio,Corolla Fielder,Corolla Verso,Corsa,Duet,Esquire,Estima,Etios,Fielder,Fortuner,Funcargo,Glanza,GranAce,Harrier,Hiace Commuter,Hilux Revo,Hilux Vigo,Innova,Innova Crista,Innova Zenix,Ipsum,Ist,Isis,Kluger,Liteace,Mark X,Noah,Passo,Porte,Premio,Probox,Proace City,Proace Verso,Ractis,Raize,Raum,Regius,Roomy,Rumion,Rush,Sienta,Spacio,Spade,Succeed,Surf,Townace,Veloz,Vellfire,Verossa,Vios,Vitz,Voltz,Voxy,Wigo,Wish,Yaris Verso,Prius C,Prius V,Avensis Verso,Hilux Surf
Trabant||601
Triumph||2000,Bonneville,Daytona,Dolomite,GT6,Herald,Italia,Rocket III,Speed Triple,Spitfire,Stag,Street Triple,Thruxton,Thunderbird,Tiger,TR2,TR3,TR3A,TR3B,TR4,TR4A,TR6,TR7,TR8,TR250,Trophy,Vitesse,T100,T120,Bobber,Speed Twin
Tucker||48
TVR||Cerbera,Chimaera,Griffith,Sagaris,Tuscan,Tasmin,2500M,280i,Vixen
UAZ||469,Hunter,452
Ural||Patrol,Gear Up
Van Hool||
Vauxhall||Adam,Astra,Corsa,Crossland,Crossland X,Grandland,Insignia,Insignia VXR8,Mokka,Mokka X,Monaro,Vectra,Viva,VX220,Zafira,Meriva,Combo,Vivaro,VXR8,Cavalier,Chevette,Carlton
Vector||W8,M12
Vespa||GTS,Primavera,Sprint,GS150
Victory||Vegas,Hammer,Cross Country,Vision,Octane
Vincent||Black Shadow,Rapide,Comet
VinFast||VF 8,VF 9,Fadil,Lux A2.0,Lux SA2.0,VF 3,VF 5,VF 6,VF 7,VF e34,VF3,VF5,VF6,VF7,VF8,VF9
Volkswagen|VW,Volkswagon|181,Amarok,Arteon,Atlas,Atlas Cross Sport,Baja Bug,Beetle,Bora,Bus,Cabrio,Cabriolet,Caddy,California,Caravelle,CC,Corrado,Crafter,Dasher,e-Golf,Eos,Eurovan,Fastback,Fox,Fusca,Fuscão,Kombi,GLI,Golf,Golf Alltrack,Golf GTI,Golf Plus,Golf R,Golf Sportsvan,GTI,ID. Buzz,ID.3,ID.4,ID.5,ID.7,ID.Buzz,ID3,ID4,Jetta,Jetta GLI,Karmann Ghia,Karmann-Ghia,Lupo,Multivan,New Beetle,Notchback,Passat,Phaeton,Polo,Quantum,R32,Rabbit,Routan,Scirocco,Sharan,Squareback,Super Beetle,T-Cross,T-Roc,T2,T3,T4,T5,T6,Taigo,Taos,Tayron,Thing,Tiguan,Tiguan Allspace,Touareg,Touran,Transporter,Type 1,Type 2,Type 3,Type 34,up!,up,Vanagon,Vento,Vocho,Maggiolino,Maggiolone,Westfalia,XL1,Microbus
Volvo||1800E,1800ES,1800S,122,122S,140,142,144,145,164,240,242,244,245,262C,740,760,780,850,850R,940,960,Amazon,C30,C40,C70,EX30,EX90,P1800,P1800E,P1800ES,P1800S,PV444,PV544,S40,S60,S60R,S70,S80,S90,V40,V50,V60,V60 Polestar,V70,V70R,V90,V90 Cross Country,XC40,XC60,XC70,XC90,C202
Voyah||Free,Dream,Passion
Wanderer||
Wartburg||353
Weinsberg||CaraBus,CaraCompact,CaraCore
Western Star||4900,5700,4700
Westfield||Eleven
Wiesmann||MF3,MF5
Willys|Willys-Overland|CJ-2A,CJ-3A,CJ-3B,CJ2A,CJ3A,Jeepster,MB,M38,M38A1,Pickup,Station Wagon,Wagon,Americar,Aero
Winnebago||Revel,Travato,Brave,Minnie Winnie,View,Vista,Adventurer,Solis
Wolseley||Hornet
Wuling||Confero,Almaz,Cortez,Air EV,Hongguang,Hongguang Mini EV,BinguoEV,Alvez
XPeng|Xpeng Motors|G3,G6,G9,P5,P7
Yamaha||R1,R6,RD350,RD400,TW200,VMAX,XS650,YZF-R1,YZF-R6,MT-07,MT-09,XSR900,Banshee,SR400,DT-1
Yugo||GV
Zeekr||001,007,009,7X,8X,9X,X
Zero Motorcycles|Zero|SR,DSR,FXE
ZIL||
Zündapp|Zundapp|Janus,KS750
`;

export interface MakeEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly models: readonly string[];
}

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');

export const MAKES: readonly MakeEntry[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name = '', aliases, models] = line.split('|');
    return { name, aliases: list(aliases), models: list(models) };
  });
