/** One private seller's text in many languages, in the shapes in which sites show it. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

/** Language, a heading of its sites, and two or three sentences of a seller. */
const TEXTS: ReadonlyArray<readonly [lang: string, heading: string, text: string]> = [
  [
    'en',
    'A word from the seller',
    'Selling our family car because we moved to the city. Always serviced on time, new tyres last autumn, no rust anywhere.',
  ],
  [
    'de',
    'Bemerkungen',
    'Verkaufe mein gepflegtes Auto wegen Neuanschaffung. Scheckheftgepflegt, Nichtraucher, Winterreifen auf Felgen gibt es dazu.',
  ],
  [
    'fr',
    'Le mot du vendeur',
    'Je vends ma voiture car elle ne roule plus assez. Entretien suivi chez le garagiste du village, pneus neufs, aucun frais à prévoir.',
  ],
  [
    'es',
    'Lo que dice el vendedor',
    'Vendo mi coche por no usarlo apenas. Siempre en garaje, revisiones al día, neumáticos nuevos y la ITV recién pasada.',
  ],
  [
    'ca',
    'Comentaris',
    'Venc el meu cotxe perquè gairebé no el faig servir. Sempre en garatge, revisions al dia, pneumàtics nous i la ITV acabada de passar.',
  ],
  [
    'pt',
    'Observações do vendedor',
    'Vendo o meu carro por pouca utilização. Sempre guardado na garagem, revisões feitas na marca, pneus novos e inspeção em dia.',
  ],
  [
    'it',
    'Note del venditore',
    'Vendo la mia auto perché non la uso quasi mai. Sempre in garage, tagliandi regolari, gomme nuove e revisione appena fatta.',
  ],
  [
    'ro',
    'Observații',
    'Vând mașina personală deoarece nu o mai folosesc. Întreținută la timp, cauciucuri noi, fără accidente, acte în regulă.',
  ],
  [
    'nl',
    'Tekst van de verkoper',
    'Wegens aanschaf van een andere auto bied ik mijn trouwe wagen aan. Altijd goed onderhouden, nieuwe banden, geen roest.',
  ],
  [
    'af',
    'Beskrywing',
    'Ek verkoop my motor omdat ons gaan emigreer. Volledige diensgeskiedenis, nuwe bande en altyd onder dak gehou.',
  ],
  [
    'da',
    'Sælgers kommentarer',
    'Sælger min bil da jeg har fået firmabil. Altid passet på værksted, nye dæk og bremser, og den er ikke rygerbil.',
  ],
  [
    'no',
    'Selgers kommentar',
    'Selger bilen min fordi vi har kjøpt en større. Alltid fulgt service, nye dekk i fjor høst, og ingen rust å snakke om.',
  ],
  [
    'sv',
    'Säljarens kommentar',
    'Säljer min bil då jag fått tjänstebil. Alltid servad i tid, nya däck i höstas och inga kända fel, rökfri och djurfri.',
  ],
  [
    'is',
    'Athugasemdir',
    'Til sölu fjölskyldubíllinn þar sem við erum að flytja út. Alltaf þjónustaður á réttum tíma, ný dekk og ekkert ryð.',
  ],
  [
    'fi',
    'Myyjän kommentti',
    'Myydään perheen auto tarpeettomana. Aina ajallaan huollettu, uudet renkaat viime syksynä, eikä ruostetta missään.',
  ],
  [
    'et',
    'Müüja kommentaar',
    'Müün oma auto, kuna ostsime suurema. Alati õigeaegselt hooldatud, uued rehvid, roostet ei ole ning avariisid pole olnud.',
  ],
  [
    'lv',
    'Pārdevēja komentārs',
    'Pārdodu savu auto, jo nopirkām lielāku. Vienmēr laikus apkopts, jaunas riepas, bez rūsas un bez avārijām, tehniskā skate svaiga.',
  ],
  [
    'lt',
    'Pardavėjo komentaras',
    'Parduodu savo automobilį, nes nusipirkome didesnį. Visada laiku prižiūrėtas, naujos padangos, be rūdžių, nedaužtas.',
  ],
  [
    'pl',
    'Treść ogłoszenia',
    'Sprzedaję swoje auto z powodu zakupu większego. Zawsze serwisowane na czas, nowe opony, bez rdzy i bez wypadków.',
  ],
  [
    'cs',
    'Slovo prodejce',
    'Prodávám své auto z důvodu koupě většího. Vždy pravidelně servisované, nové pneumatiky, bez koroze a bez nehod.',
  ],
  [
    'sk',
    'Komentár predajcu',
    'Predávam svoje auto z dôvodu kúpy väčšieho. Vždy pravidelne servisované, nové pneumatiky, bez hrdze a bez nehôd.',
  ],
  [
    'hu',
    'Megjegyzés',
    'Eladom a családi autónkat, mert nagyobbat vettünk. Mindig időben szervizelve, új gumik, rozsda nincs rajta sehol.',
  ],
  [
    'sl',
    'Opombe',
    'Prodam svoj avto zaradi nakupa večjega. Vedno redno servisiran, nove gume, brez rje in brez nesreč, kupljen v Sloveniji.',
  ],
  [
    'hr',
    'Napomena',
    'Prodajem svoj auto zbog kupnje većeg. Uvijek redovito servisiran, nove gume, bez hrđe i bez sudara, garažiran.',
  ],
  [
    'sr',
    'Напомена',
    'Продајем свој ауто због куповине већег. Увек редовно сервисиран, нове гуме, без рђе и без удеса, гаражиран.',
  ],
  [
    'mk',
    'Забелешка',
    'Го продавам моето возило бидејќи купив поголемо. Секогаш редовно сервисирано, нови гуми, без рѓа и без судири.',
  ],
  [
    'bg',
    'Коментар на продавача',
    'Продавам личния си автомобил, защото купих по-голям. Винаги обслужван навреме, нови гуми, без ръжда и без удари.',
  ],
  [
    'sq',
    'Përshkrimi',
    'Shes makinën time sepse bleva një më të madhe. Gjithmonë me servise në kohë, goma të reja, pa ndryshk dhe pa aksidente.',
  ],
  [
    'el',
    'Σχόλια πωλητή',
    'Πωλείται το αυτοκίνητό μου λόγω αγοράς μεγαλύτερου. Πάντα με τα σέρβις στην ώρα τους, καινούργια λάστιχα, χωρίς σκουριά.',
  ],
  [
    'tr',
    'Satıcının açıklaması',
    'Daha büyük bir araç aldığım için aracımı satıyorum. Bakımları zamanında yapıldı, lastikleri yeni, boya ve değişen yoktur.',
  ],
  [
    'az',
    'Satıcının qeydi',
    'Daha böyük maşın aldığım üçün avtomobilimi satıram. Servisi vaxtında olunub, təkərləri təzədir, vuruğu və boyağı yoxdur.',
  ],
  [
    'uz',
    'Tavsif',
    'Kattaroq mashina olganim uchun avtomobilimni sotaman. Servisi vaqtida qilingan, balonlari yangi, urilmagan va bo‘yalmagan.',
  ],
  [
    'kk',
    'Сипаттама',
    'Үлкенірек көлік алғандықтан өз көлігімді сатамын. Қызмет көрсету уақытында жасалған, дөңгелектері жаңа, соғылмаған.',
  ],
  [
    'ky',
    'Сүрөттөмө',
    'Чоңураак унаа алгандыктан өз унаамды сатам. Тейлөө убагында жасалган, дөңгөлөктөрү жаңы, урунган эмес, боёлгон эмес.',
  ],
  [
    'mn',
    'Нэмэлт тайлбар',
    'Том машин авсан тул өөрийн машинаа зарна. Үйлчилгээг цагт нь хийлгэсэн, дугуй шинэ, осолд ороогүй, будаг оригинал.',
  ],
  [
    'ru',
    'Комментарий продавца',
    'Продаю свою машину в связи с покупкой большей. Обслуживалась вовремя, новые шины, без ржавчины и без аварий.',
  ],
  [
    'uk',
    'Коментар продавця',
    'Продаю свою машину у зв’язку з купівлею більшої. Обслуговувалася вчасно, нові шини, без іржі та без аварій.',
  ],
  [
    'be',
    'Каментар прадаўца',
    'Прадаю сваю машыну ў сувязі з купляй большай. Абслугоўвалася своечасова, новыя шыны, без іржы і без аварый.',
  ],
  [
    'ka',
    'გამყიდველის კომენტარი',
    'ვყიდი ჩემს მანქანას, რადგან უფრო დიდი შევიძინე. მოვლილია დროულად, ახალი საბურავები, ჟანგის და ავარიის გარეშე.',
  ],
  [
    'hy',
    'Վաճառողի մեկնաբանությունը',
    'Վաճառում եմ իմ մեքենան, քանի որ ավելի մեծն եմ գնել։ Միշտ ժամանակին սպասարկված, նոր անվադողեր, առանց վթարի։',
  ],
  [
    'he',
    'מה המוכר אומר',
    'מוכר את הרכב שלי כי קנינו גדול יותר. תמיד טופל בזמן, צמיגים חדשים, ללא חלודה וללא תאונות, מתניע מיד בבוקר.',
  ],
  [
    'ar',
    'كلام البائع',
    'أبيع سيارتي لأننا اشترينا أكبر منها. صيانة دورية في الوكالة، إطارات جديدة، بدون صدأ وبدون حوادث، هل تريدها؟ اتصل بي.',
  ],
  [
    'fa',
    'نظر فروشنده',
    'ماشین شخصی خودم را به دلیل خرید ماشین بزرگ‌تر می‌فروشم. سرویس‌ها به موقع انجام شده، لاستیک‌ها نو، بدون رنگ و تصادف.',
  ],
  [
    'ur',
    'بیچنے والے کا تبصرہ',
    'بڑی گاڑی لینے کی وجہ سے اپنی گاڑی بیچ رہا ہوں۔ سروس ہمیشہ وقت پر کروائی، نئے ٹائر، کوئی زنگ نہیں، کوئی حادثہ نہیں۔',
  ],
  [
    'hi',
    'विक्रेता की टिप्पणी',
    'बड़ी गाड़ी लेने के कारण अपनी कार बेच रहा हूँ। सर्विस हमेशा समय पर कराई, नए टायर, कोई जंग नहीं, कोई दुर्घटना नहीं।',
  ],
  [
    'bn',
    'বিক্রেতার মন্তব্য',
    'বড় গাড়ি কেনার কারণে নিজের গাড়িটি বিক্রি করছি। সার্ভিস সবসময় সময়মতো করা, নতুন টায়ার, কোনো মরিচা নেই, কোনো দুর্ঘটনা নেই।',
  ],
  [
    'ta',
    'விற்பனையாளர் குறிப்பு',
    'பெரிய கார் வாங்கியதால் என் காரை விற்கிறேன். சரியான நேரத்தில் சர்வீஸ் செய்யப்பட்டது, புதிய டயர்கள், துரு இல்லை, விபத்து இல்லை.',
  ],
  ['te', 'విక్రేత వ్యాఖ్య', 'పెద్ద కారు కొన్నందున నా కారు అమ్ముతున్నాను. ఎల్లప్పుడూ సమయానికి సర్వీస్ చేయించాను, కొత్త టైర్లు, తుప్పు లేదు, ప్రమాదాలు లేవు.'],
  ['si', 'විස්තරය', 'විශාල වාහනයක් ගත් නිසා මගේ කාරය විකුණනවා. නියමිත වේලාවට සේවා කර ඇත, නව ටයර්, මලකඩ නැත, අනතුරු නැත.'],
  [
    'ja',
    'スタッフからのコメント',
    '大きな車に乗り換えるため、大切にしてきた愛車を手放します。点検は毎回ディーラーで実施、タイヤは昨年交換、錆も事故歴もありません。',
  ],
  [
    'zh',
    '车主自述',
    '因为换了更大的车，所以出售自己的爱车。一直在4S店按时保养，轮胎去年刚换，没有锈蚀，没有事故，手续齐全，随时可以看车。',
  ],
  [
    'zh',
    '賣家的話',
    '因為換了更大的車，所以出售自己的愛車。一直在原廠按時保養，輪胎去年剛換，沒有生鏽，沒有事故，歡迎試車。',
  ],
  [
    'ko',
    '차주의 한마디',
    '더 큰 차를 구입하게 되어 아끼던 차량을 판매합니다. 정비는 항상 제때 받았고 타이어는 작년에 교체했으며 녹이나 사고는 전혀 없습니다.',
  ],
  [
    'th',
    'ข้อความจากผู้ขาย',
    'ขายรถบ้านเพราะซื้อคันใหญ่กว่า เข้าศูนย์ตลอดตรงเวลา ยางใหม่เมื่อปีที่แล้ว ไม่มีสนิม ไม่เคยชน เครื่องยนต์สมบูรณ์พร้อมใช้งาน',
  ],
  ['lo', 'ຄຳອະທິບາຍ', 'ຂາຍລົດຂອງຕົນເອງເພາະຊື້ຄັນໃຫຍ່ກວ່າ ເຂົ້າສູນຕະຫຼອດ ຢາງໃໝ່ປີກາຍ ບໍ່ມີຂີ້ໝ້ຽງ ບໍ່ເຄີຍຕຳ ເຄື່ອງຈັກດີພ້ອມໃຊ້ງານ'],
  ['km', 'ការពិពណ៌នា', 'លក់ឡានប្រើផ្ទាល់ខ្លួនព្រោះទិញឡានធំជាងនេះ ថែទាំតាមកាលកំណត់ កង់ថ្មី មិនច្រែះ មិនធ្លាប់ប៉ះទង្គិច ម៉ាស៊ីនល្អ។'],
  ['my', 'ရောင်းသူမှတ်ချက်', 'ပိုကြီးတဲ့ကားဝယ်လိုက်လို့ ကိုယ်ပိုင်ကားကို ရောင်းပါမယ်။ ဆားဗစ်ပုံမှန်လုပ်ထားပြီး တာယာအသစ်၊ သံချေးမတက်၊ တိုက်ခိုက်မှုမရှိပါ။'],
  [
    'vi',
    'Lời người bán',
    'Bán xe gia đình vì mua xe lớn hơn. Bảo dưỡng đúng hạn tại hãng, lốp mới thay năm ngoái, không rỉ sét, không đâm đụng.',
  ],
  [
    'id',
    'Catatan penjual',
    'Jual mobil pribadi karena sudah beli yang lebih besar. Servis rutin di bengkel resmi, ban baru, tidak ada karat, bebas tabrak.',
  ],
  [
    'ms',
    'Keterangan penjual',
    'Menjual kereta sendiri kerana sudah beli yang lebih besar. Servis ikut jadual, tayar baru, tiada karat, tidak pernah kemalangan.',
  ],
  [
    'tl',
    'Paglalarawan',
    'Binebenta ko ang aming sasakyan dahil bumili kami ng mas malaki. Laging naka-service sa casa, bago ang gulong, walang kalawang.',
  ],
  [
    'sw',
    'Maelezo',
    'Nauza gari langu kwa sababu nimenunua kubwa zaidi. Limefanyiwa huduma kwa wakati, matairi mapya, halina kutu wala ajali.',
  ],
  ['am', 'የሻጩ አስተያየት', 'ትልቅ መኪና ስለገዛሁ የራሴን መኪና እየሸጥኩ ነው። ሰርቪስ በጊዜው የተደረገለት፣ አዲስ ጎማ፣ ዝገት የሌለው፣ አደጋ ያልደረሰበት ነው።'],
];

const SHAPES: Readonly<Record<string, (heading: string, text: string) => string>> = {
  'under a heading': (heading, text) =>
    `<section><h2>${heading}</h2><div class="k7">${text}<br>Tel. 555 0100</div></section>`,
  'under a line that is no heading, in a box of comments': (heading, text) =>
    `<div class="comment"><div class="ttl">■ ${heading}</div><div class="c3">${text}</div></div>`,
  'under a cell of a table': (heading, text) =>
    `<table><tr><td class="haus">${heading}:</td></tr><tr><td>${text}</td></tr></table>`,
  'beside a bold word': (heading, text) => `<p><b>${heading}</b> ${text}</p>`,
  'in a box that calls itself the text': (_, text) => `<div class="ad-body-text"><span>${text}</span></div>`,
  'without any mark': (_, text) => `<div class="x1"><p>${text} ${text}</p></div>`,
};

const TITLE = '2018 Toyota Corolla';

function told(lang: string, body: string): string {
  const facts = '<ul><li>Price: €9,900</li><li>Mileage: 96,000 km</li><li>Gearbox: Manual</li></ul>';
  const html = `<html lang="${lang}"><head><title>${TITLE}</title></head><body><h1>${TITLE}</h1>${facts}${body}</body></html>`;
  const { facts: read } = readPage({ url: 'https://cars.brightway.example/ad/118', html });
  return String(read.find(({ field }) => field === 'description')?.value ?? '');
}

describe.each(Object.entries(SHAPES))('a seller’s text %s', (_, shape) => {
  it.each(TEXTS)('is read in %s: %s', (lang, heading, text) => {
    expect(told(lang, shape(heading, text))).toContain(text.slice(0, 60));
  });
});
