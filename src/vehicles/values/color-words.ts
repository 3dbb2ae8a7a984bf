/**
 * Everyday words of colors in the languages read; a maker's name for one often holds none.
 * Invariant: the beginnings of words, whole words where others begin alike; words that English uses for something else
 * (Estonian `must`, `hall`, Vietnamese `cam`) are left out.
 */
import { alternatives } from '../../runtime/word-expressions.ts';

const STEMS = [
  'black white silver(?!ado) gr[ea]y red(?!uc|e) blue green yellow orange brown beige gold(?!b|f|en) bronze purple violet lime(?!\\p{L}) maroon burgundy tan(?!\\p{L}) cream ivory metallic pearl turquoise champagne copper navy charcoal graphite',
  'schwarz wei[ßs] silber gra[uü] rot(?!\\p{L}) blau grün gelb braun anthrazit zwart wit(?!h|\\p{L}{3}) zilver grijs rood blauw groen geel bruin',
  'noir blanc argent gris roug bleu vert(?!i) jaune marron anthracite doré ivoire',
  'negr blanc plate?ad plata(?!f) roj azul verd amarill celest dorad granate burdeos naranj morad crema antracita vermell groc prat[ae] pret branc vermelh cinz dourad laranj bordô bege',
  'ner[oa](?!\\p{L}) bianc grigi ross[oa] blu(?!\\p{L}) giall azzurr arancio bordeaux',
  'negru alb[ăa]?(?!\\p{L}) argintiu gri(?!\\p{L}) roșu albastr galben maro(?!\\p{L}) portocali bej(?!\\p{L}) bleumarin vișini',
  'svart vit(?!\\p{L}{3}) grå röd rød blå grön grøn hvid hvit hvít brun(?!ei) gul(?:a|t|ur)?(?!\\p{L}) sølv guld grá silfur rauð blá græn brún dökk(?:blá|gr|rau) sort(?=\\smet)',
  'must(?:a|an)(?!\\p{L}|\\sg) valko hopea harmaa puna(?:i|s) sini(?:nen|set|sen) vihre kelta ruskea oranssi valge hõbe punane sinine roheline kollane pruun',
  'meln balt(?:s|a|as|ā)(?!\\p{L}) sudrab pelēk sarkan zil[sa](?!\\p{L}) zaļ dzelten brūn juod sidabr pilk raudon mėlyn žali? gelton ruda(?!\\p{L})',
  'czarn bi[ae]ł srebrn szar czerw niebies zielon żółt brąz granatow bordow beżow złot pomarańcz fiolet',
  'čern čiern bíl biel(?:a|y)(?!\\p{L}) stříbrn strieborn šed siv[áaýyiо](?!\\p{L}) červen modr zelen žlut žlt hněd hned(?:á|ý) oranžov béžov zlat vínov fialov',
  'fekete fehér ezüst szürke piros vörös kék zöld sárga barna bordó bézs narancs arany(?!\\p{L}) lila grafit pezsgő metál antracit',
  'crn[aio](?!\\p{L}) bijel bel[ai](?!\\p{L}) srebr crven plav žut smeđ braon narandž narančast zlatn ljubičast bež(?!\\p{L}) teget bordo moder(?:a|n)(?!\\p{L}) rdeč rumen rjav',
  'zez[ëeaё] bardh argjend(?:t|i) kuqe kaltër gjelbër verdh(?:ë|e)',
  'черн чорн бел(?:ый|ая|ое|а|о|и)(?!\\p{L}) бяла? бял біл(?:ий|а) серебр сріб сребр сер(?:ый|ая|ое|а) сір(?:ий|а) сив[аоий](?!\\p{L}) красн червон червен црвен син(?:ий|яя|ьо|я)? голуб блакит зелен зелён желт жёлт жовт жълт жолт коричнев кафяв кафеав оранж помаранч портокал беж золот злат фиолет фіолет лилав бордо вишн графит графіт антрацит металлик металік металик перламутр саарал цагаан улаан хөх(?!\\p{L}) күміс қызыл қара',
  'μαύρ λευκ άσπρ ασημ γκρι κόκκιν μπλε πράσιν κίτριν καφέ πορτοκαλ μπεζ χρυσ μπορντό',
  'siyah beyaz gümüş kırmızı mavi yeşil sarı(?!\\p{L}) kahverengi turuncu bordo lacivert füme şampanya qara(?!\\p{L}) ağ(?!\\p{L}) qırmızı yaşıl',
  'trắng đen(?!\\p{L}) bạc(?!\\p{L}) xám đỏ(?!\\p{L}) xanh vàng(?!\\p{L}) nâu(?!\\p{L}) hitam putih perak(?!\\p{L}) merah biru(?!\\p{L}) hijau kuning co(?:k|ke)lat kelabu abu(?!\\p{L})',
  'ا?أ?ابيض أبيض أسود اسود فضي رمادي رصاصي أحمر احمر أزرق ازرق كحلي أخضر اخضر أصفر اصفر بني(?!\\p{L}) برتقالي ذهبي بيج عنابي لؤلؤي نيلي خمري سفید مشکی نقره خاکستری طوسی قرمز آبی(?!\\p{L}) سرمه سبز قهوه نارنجی طلایی',
  'לבן לבנ שחור כסף כסו[פף] אפור אדומ אדום כחול ירוק צהוב חום(?!\\p{L}) כתומ כתום זהב בורדו תכלת',
  'सफ़?ेद काल[ाी] सिल्वर चांदी ग्रे(?!\\p{L}) लाल(?!\\p{L}) रेड(?!\\p{L}) नील[ाी] हर[ाी](?!\\p{L}) पील[ाी] भूरा सुनहरा সাদা কালো লাল(?!\\p{L}) নীল সবুজ রূপালি',
];
/** Scripts that write without blanks. */
const ANYWHERE =
  '[白黒黑銀银灰赤红紅青紺蓝藍緑绿綠黄黃茶棕橙紫]色|^(?:珍珠|深|浅|淺|亮|极光|雪)?[白黒黑銀银灰红紅蓝藍绿綠黄黃棕橙紫]$|ホワイト|ブラック|シルバー|グレー|レッド|ブルー|グリーン|イエロー|ブラウン|オレンジ|ゴールド|ベージュ|パール|メタリック|^[白黒銀灰赤青紺緑黄茶]|흰색?|검정|은색|회색|빨강|파랑|청색|녹색|노랑|갈색|주황|금색|진주|쥐색|백색|흑색|하늘색|남색|香槟|สี?(?:ขาว|ดำ|เงิน|เทา|แดง|น้ำเงิน|ฟ้า|เขียว|เหลือง|น้ำตาล|ส้ม|ทอง|ครีม)';

export const COLOR_WORD = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${alternatives(STEMS.join(' ').normalize('NFC').split(' '))})|${ANYWHERE}`,
  'iu',
);
