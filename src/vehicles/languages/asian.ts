/** Korean, Japanese, Chinese, Thai, Vietnamese, Indonesian and Malay. */
import type { Language } from './language.ts';

export const ASIAN: readonly Language[] = [
  {
    code: 'ko',
    labels: {
      year: '연식|모델연도|제작연도|연형|모델 연식|제조연월|출고년도|연식(모델)|제조연도|년식|연식정보|연식(년)|차량연식|모델년도|형식연도|년식(형식)|차량 연식|연식(등록)|제작년도|제작 연도|제작년월|연식/형식|년형|제조년월|제조년도|제조 연도|연식(최초등록)|생산년도',
      registered:
        '최초등록|최초등록일|등록일자|최초 등록일|최초등록일자|등록연도|최초등록(연식)|최초등록연도|등록년도|최초 등록 연도|등록년월|최초등록년월|차량등록일|등록일(최초)|최초등록년도',
      make: '제조사|브랜드|제작사|메이커|제조사명|제조회사|브랜드명|제조국/제조사|메이커명|차량 제조사',
      model: '모델|모델명|차명|차종 모델|차량명|차량모델|모델/등급|차량 모델|차종명|차량명칭|모델 명',
      vin: '차대번호|차대 번호|VIN 번호|차대번호(VIN)|차대 번호 (VIN)|VIN|차대번호 (VIN)|빈번호|VIN번호',
      kilometres:
        '주행거리|주행 거리|주행거리(km)|현재 주행거리|운행거리|키로수|주행거리 (km)|주행|주행키로|주행 km|키로|총주행거리|총 주행거리|실주행거리|누적 주행거리|누적주행거리|적산거리|마일리지|현재주행거리|주행키로수|주행㎞|키로수(km)|계기판 주행거리|km|운행 거리|주행거리 (㎞)|주행거리(㎞)',
      color:
        '색상|외장색상|외장색|차량색상|외부색상|외장 색상|차량 색상|외관색상|색깔|차색|컬러|차량컬러|외관 색상|색상(외장)|차 색상|바디컬러|외장컬러|차량 외장색|색상(외부)|자동차 색상',
      engine: '엔진|엔진형식|엔진 형식|엔진타입|원동기형식|엔진명|엔진 타입|엔진종류|엔진 종류|엔진모델',
      displacement:
        '배기량|배기량(cc)|배기량 (cc)|엔진 배기량|엔진배기량|배기량cc|총배기량|CC|배기량(㏄)|배기량 (㏄)|총 배기량|배기량(c.c)',
      transmission:
        '변속기|미션|변속기 종류|미션종류|변속기 형식|변속방식|기어|오토/수동|변속기타입|미션 종류|기어방식|변속|미션(변속기)|트랜스미션|변속기(미션)|미션 타입|변속기 타입|기어 종류|변속기종류|기어박스',
      specialPrice: '할인가|할인가격|특가',
      price: '가격|판매가|판매가격|차량가격|판매금액|차량 가격|중고차 가격|희망가격',
      bid: '시작가|현재가|입찰가|최고입찰가',
      description: '설명|판매자 설명|상세설명|차량설명|차량 설명|상세 설명|판매자설명|딜러 설명',
    },
    manual: '수동|스틱',
    automatic: '오토|자동|세미오토|무단변속|듀얼클러치',
    nothing: '정보없음|정보 없음|미입력|없음|미상|미등록|확인불가',
  },
  {
    code: 'ja',
    labels: {
      year: '年式|モデル年式|製造年|年式(西暦)|モデルイヤー|製造年月|年式（西暦）|年式（年）|モデル年|年 式|製造年式|年式/型式|年式（和暦）|年式(和暦)|製造年度|製造年(西暦)|年式・月',
      registered:
        '初度登録|初度登録年月|初年度登録|初度登録年|登録年|初年度|初度登録(年式)|年式(初度登録年)|年式（初度登録年）|初度検査年月|初度検査|初登録|初年度登録年月|初度登録（年式）|登録年月|新車登録年月|初年度登録(年式)|初年度（年式）|初 度 登 録|初度登録年(年式)|初年度登録（年式）|初年度(年式)|登録年(初度登録)|初度|初登録年月|新車登録|初年度検査|年式（初度登録年月）|初度登録年度|年式(初度登録年月)|年式(初年度登録)|年式（初年度登録）',
      make: 'メーカー|メーカー名|ブランド|車両メーカー|メーカ|メーカ名|製造メーカー|製造元|ブランド名|メーカー・ブランド',
      model:
        'モデル|車名|車種|車種名|モデル名|車 名|車両名|車名・グレード|車種・グレード|車名/グレード|車種/グレード|車名（通称名）|通称名|車名(通称名)|モデル・グレード|お車の名前|車名(グレード)|車名・型式',
      vin: '車台番号|車体番号|シャーシ番号|VIN番号|フレームナンバー|車台番号(下3桁)全|車体NO|フレーム番号|車体No.|車台No.|シャーシNo.|シャシー番号|車台番号（VIN）|VIN',
      kilometres:
        '走行距離|走行|走行距離(km)|走行km|走行距離（km）|現在の走行距離|走行距離数|走 行|総走行距離|走行キロ|走行キロ数|走行（km）|走行(km)|走行距離（㎞）|走行距離(キロ)|メーター走行距離|積算距離|走行距離計|走 行 距 離|走行距離(㎞)|オドメーター|メーター表示|実走行|キロ数|走行㎞|走行（万km）|走行(万km)|走行キロメートル',
      color:
        '車体色|ボディカラー|外装色|色|カラー|ボディ色|車体カラー|外装カラー|車色|外装色名|車両色|色（外装）|色(外装)|ボディーカラー|ボディー色|塗色|外板色|カラー名|車体の色|色名|車体カラー名|外色|車色名|カラー(外装)|ボデーカラー|ボディカラー名|色系統|車の色|塗装色|外装カラー名|カラー（外装）',
      engine:
        'エンジン|エンジン型式|エンジン種別|エンジンタイプ|原動機型式|エンジン形式|原動機|搭載エンジン|エンジン仕様|原動機の型式|エンジン形式名|エンジン/燃料|エンジンの種類',
      displacement:
        '排気量|総排気量|排気量(cc)|エンジン排気量|排気量（cc）|排気量（ｃｃ）|エンジン排気量（cc）|総排気量(cc)|排 気 量|総排気量（cc）|排気量(L)|排気量(ℓ)|排気量（L）|エンジンサイズ|総排気量(L)|排気量（ℓ）|排気量（㏄）|排気量(㏄)|総排気量（L）',
      transmission:
        'ミッション|トランスミッション|シフト|変速機|ミッション種別|ミッション位置|変速機形式|ギア|変速装置|シフト形式|ミッション形式|ミッション（変速機）|ギヤ|駆動/ミッション|トランスミッション形式|変速|シフトタイプ|ギアボックス|ミッション種類|変速方式|トランスミッション種別|シフト（ミッション）|ミッション/シフト|ギヤ形式|操作方法|ミッションタイプ|トランスミッションタイプ|変速機種別|ハンドル/ミッション',
      specialPrice: '特価|セール価格|値下げ価格',
      price:
        '価格|車両価格|本体価格|車両本体価格|販売価格|車両本体価格(税込)|本体価格(税込)|車両本体価格（税込）|本体価格（税込）|税込価格',
      listPrice: '支払総額|支払総額(税込)|支払総額（税込）|総額',
      bid: '現在価格|開始価格|現在の価格',
      description: '説明|商品説明|コメント|車両コメント|出品者コメント|販売店コメント|お店からのコメント|備考|車両説明',
    },
    manual: 'マニュアル|手動',
    automatic: 'オートマ|自動|無段変速|セミオートマ',
    nothing: '不明|未記入|情報なし|記載なし|なし|未定|応談|ask',
  },
  {
    code: 'zh',
    labels: {
      year: '年份|年款|出厂年份|出廠年份|年式|车型年份|車型年份|生产年份|出厂年月|制造年份|製造年份|生产日期|出厂日期|出廠年月|製造年月|車輛年份|出廠日期|生產年份|生產年月|车龄年份|年份/型号|出厂时间|制造年月|制造日期|年 份|生产年月|製造日期|製造年度|年款/车型|年分|出廠年度|出厂年款|出厂年度',
      registered:
        '首次上牌|上牌时间|上牌日期|首次上牌时间|初次登记|首次登记|上牌年份|首次登記|初次登记日期|领牌年份|領牌年份|掛牌年份|领照年月|領照年月|首次上牌日期|上牌|首次上牌年份|初登日期|首登日期|登记日期|登記日期|上牌年月|初登|牌照登记|首次登记日期|首次註冊|首次注册|首登|初次上牌|首次登記日期|領牌日期|领牌日期|首次註冊日期|首次上牌年月|掛牌年月|領牌年月|登記年份|初次註冊|初登年月|牌照年份|首次领牌|上牌時間',
      make: '品牌|厂商|廠牌|制造商|製造商|汽车品牌|厂牌|車廠|生产厂商|汽車品牌|汽车厂商|車輛品牌|车辆品牌|製造廠|生產商|生产商|车品牌|車廠品牌|品 牌|制造厂商|廠商|生產廠商|汽車廠牌|汽车品牌名|车辆厂商|廠牌名稱|車輛廠牌',
      model:
        '车型|車型|型号|型號|车系|車系|車款|车款|车型名称|车辆型号|車輛型號|车款名称|车名|車名|汽车型号|車輛款式|车辆车型|车型款式|汽车车型|车型/车系|具体车型|车款型号|车系车型|車型名稱|汽車型號',
      vin: '车架号|車架號|车辆识别代号|車身號碼|识别码|车辆识别码|VIN码|車身碼|底盘号|底盤號碼|车架号码|VIN碼|VIN|VIN号|VIN號|车辆识别号|車輛識別號|车辆识别代码|底盤號|底盘号码|车架号VIN|车架号(VIN)|车身号|車架號碼|车辆识别代号(VIN)|底盤號碼(VIN)|车架号（VIN）|車身號碼(VIN)|引擎/车身号码',
      kilometres:
        '行驶里程|里程|表显里程|公里数|行駛里程|里程數|里程数|行驶公里|公里數|行驶里程(公里)|行駛公里|行車里數|里數|总里程|表顯里程|公里|行驶公里数|行駛公里數|行驶里程数|行驶距离|表显公里数|行駛里數|已行驶|已行駛|行车里程|里程(公里)|里程（公里）|已行驶里程|已跑公里|行走公里|行駛總里程|总公里数|行驶里程（公里）|行驶里程(万公里)|里程（万公里）|行驶里程（万公里）|里程(万公里)|行走里數|行駛距離|km|總里程|跑了|咪數|咪数|行走里程|實際里程|实表里程|行駛里程(公里)|行駛公里(km)|行駛里程數|行驶（公里）|車輛里程|车辆里程|里程表|里程表讀數|里程表读数',
      color:
        '颜色|顏色|车身颜色|車身顏色|外观颜色|外觀顏色|车色|車色|车辆颜色|車輛顏色|外觀色|外观|外觀顏色(外觀)|車色外觀|汽车颜色|车身外观颜色|外饰颜色|車子顏色|外装颜色|车漆颜色|外色|颜 色|車身外觀顏色|汽車顏色|外觀色系|车外观颜色|车身色',
      engine:
        '发动机|引擎|發動機|发动机型号|引擎型式|引擎型號|动力|发动机型式|引擎型号|动力系统|引擎型號(引擎)|发动机类型|發動機型號|引擎種類|引擎类型|發動機類型|动力总成|引擎規格',
      displacement:
        '排量|排氣量|排气量|发动机排量|排量(L)|排量(升)|引擎容積|汽缸容量|容積|排氣量(c.c.)|引擎排氣量|汽缸容積|排量（L）|排气量(cc)|汽缸容量(c.c.)|排量L|汽缸容量(cc)|引擎容量|发动机容量|發動機容量|排氣量(cc)|容積(c.c.)|排气量(L)|容量(c.c.)|引擎排量|排量(mL)|排量（升）|排量（毫升）|引擎容積(cc)|引擎容量(cc)|汽缸容積(c.c.)|排量(cc)|排气量（cc）|汽缸量|排氣量（c.c.）|汽缸容量 (c.c.)',
      transmission:
        '变速箱|變速箱|变速器|變速器|排挡|波箱|變速系統|变速箱类型|變速方式|传动|傳動方式|变速方式|排檔|手排/自排|傳動|变速箱/排挡|变速|變速|排擋|变速机|變速機|传动系统|傳動系統|传动类型|波段|变速箱形式|挡位|擋位|档位|变速器类型|传动模式|變速箱型式|变速形式|排擋方式|變速箱類型|波箱類型|变速箱型式|變速系統型式|变速箱描述',
      specialPrice: '特价|特價|优惠价|優惠價',
      price: '价格|價格|售价|售價|报价|報價|一口价|一口價|卖家报价|全款价|车辆价格|車價|车价|售價(HK$)|價錢|賣價|定價',
      bid: '当前价|起拍价|目前出價|起標價',
      description:
        '描述|车辆描述|車輛描述|车况描述|卖家描述|車主自述|车主自述|车主描述|備註|备注|賣家描述|車況說明|車輛簡介|简介|商品描述',
    },
    manual: '手动|手動|手排|手波|棍波',
    automatic: '自动|自動|自排|自波|手自一体|手自排|双离合|雙離合|无级变速|無級變速|手自一體|cvt',
    nothing: '不详|不詳|未知|暂无|暫無|无|無|未填写|未填寫|面议|面議|待定|电议|電議|洽詢',
  },
  {
    code: 'th',
    labels: {
      year: 'ปี|ปีรถ|ปีที่ผลิต|ปีจดทะเบียน|รุ่นปี|ปีผลิต|ปี (ค.ศ.)|ปีรถยนต์|ปีที่ผลิต (ค.ศ.)|ปี ค.ศ.|ปี พ.ศ.|ปีรุ่นรถ|ปีรุ่น|ปี (พ.ศ.)|ปีที่ผลิตรถ|ปีผลิต (ค.ศ.)|ปีผลิตรถ|ปีจดทะเบียน (ค.ศ.)|ปีที่จดทะเบียนรถ|ปี/รุ่น',
      registered:
        'วันที่จดทะเบียน|ปีที่จดทะเบียน|จดทะเบียนปี|จดทะเบียน|วันจดทะเบียน|จดทะเบียนเมื่อ|วันที่จดทะเบียนครั้งแรก|จดทะเบียนครั้งแรก|ปีจดทะเบียนครั้งแรก',
      make: 'ยี่ห้อ|ยี่ห้อรถ|แบรนด์|ผู้ผลิต|ยี่ห้อรถยนต์|แบรนด์รถ|ค่ายรถ|ยี่ห้อ/รุ่น|ยี่ห้อรถมือสอง|บริษัทผู้ผลิต',
      model: 'รุ่น|รุ่นรถ|โมเดล|รุ่นรถยนต์|โมเดลรถ|ชื่อรุ่น',
      vin: 'เลขตัวถัง|หมายเลขตัวถัง|เลขตัวรถ|เลขถัง|หมายเลขตัวถังรถ|เลขตัวถังรถ|เลขคัสซี|เลขคัสซี (VIN)|VIN|เลขแชสซี|เลขตัวถัง (VIN)|หมายเลข VIN',
      kilometres:
        'เลขไมล์|ระยะทาง|ไมล์|ระยะทางที่วิ่ง|เลขไมล์ (กม.)|ระยะทางที่ใช้งาน|เลขกิโลเมตร|ไมล์รถ|เลขไมล์รถ|ไมล์แท้|กม.|เลขกิโล|ใช้งานไปแล้ว|วิ่งมาแล้ว|กิโลเมตร|ไมล์ (กม.)|วิ่งไปแล้ว|ระยะทางวิ่ง|เลขไมล์ปัจจุบัน|ระยะไมล์|ระยะทาง (กม.)|ไมล์วิ่ง|ใช้ไปแล้ว|วิ่ง|เลขไมล์ (กิโลเมตร)|ระยะทางใช้งาน|ไมล์สะสม|เลขกม.|ไมล์รถวิ่ง|เลขไมล์โดยประมาณ|เข็มไมล์',
      color: 'สี|สีรถ|สีภายนอก|สีตัวถัง|สีรถภายนอก|สีรถยนต์|สีตัวรถ|สีภายนอกรถ|สี (ภายนอก)|สีภายนอกตัวรถ|สีของรถ',
      engine: 'เครื่อง|เครื่องยนต์|ประเภทเครื่องยนต์|รุ่นเครื่องยนต์|ชนิดเครื่องยนต์|เครื่องยนต์/เกียร์|แบบเครื่องยนต์|รหัสเครื่องยนต์',
      displacement:
        'ขนาดเครื่องยนต์|ความจุเครื่องยนต์|ปริมาตรกระบอกสูบ|ขนาดเครื่องยนต์ (ซีซี)|ซีซี|ความจุกระบอกสูบ|ขนาดเครื่อง|ปริมาตรเครื่องยนต์|ขนาดเครื่องยนต์ (cc)|ความจุ (ซีซี)|ซี.ซี.|ขนาดเครื่องยนต์ (ซี.ซี.)|ความจุเครื่องยนต์ (ซีซี)|CC|ขนาดซีซี|ซีซี.|ปริมาตรกระบอกสูบ (ซีซี)|ขนาดเครื่องยนต์ (ลิตร)|ขนาดกระบอกสูบ',
      transmission:
        'เกียร์|ระบบเกียร์|ประเภทเกียร์|ระบบส่งกำลัง|ระบบเกียร์รถ|ประเภทของเกียร์|ชนิดเกียร์|ระบบส่งกำลัง (เกียร์)|เกียร์รถ|ระบบเกียร์ (เกียร์)|เกียร์ (ระบบ)|ส่งกำลัง|รูปแบบเกียร์|ระบบขับเคลื่อน/เกียร์',
      specialPrice: 'ราคาพิเศษ|ราคาโปรโมชั่น',
      price: 'ราคา|ราคาขาย|ราคารถ|ราคาเงินสด|ราคาสุทธิ',
      description: 'รายละเอียด|คำอธิบาย|รายละเอียดรถ|รายละเอียดเพิ่มเติม',
    },
    manual: 'ธรรมดา|กระปุก|แมนนวล',
    automatic: 'อัตโนมัติ|ออโต้|ออโต',
    nothing: 'ไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล',
  },
  {
    code: 'vi',
    labels: {
      year: 'năm sản xuất|năm|đời xe|năm sx|sản xuất năm|đời|năm sx xe|đời xe (năm)|năm model|năm sản xuất xe|đời (năm)|năm đời xe|sx năm|năm sản xuất/đời|phiên bản năm',
      registered:
        'năm đăng ký|đăng ký lần đầu|ngày đăng ký|năm đăng kí|đăng ký năm|năm đăng ký lần đầu|ngày đăng ký lần đầu|đăng ký lần đầu năm|năm đăng ký xe|ra biển năm',
      make: 'hãng xe|hãng|thương hiệu|nhà sản xuất|hãng sản xuất|hãng sản xuất xe|thương hiệu xe|nhãn hiệu|hiệu xe|nhãn hiệu xe|hãng ô tô|hãng xe ô tô',
      model: 'dòng xe|mẫu xe|model xe|dòng|mẫu|tên xe|loại xe model|đời xe model|model|tên dòng xe|mẫu xe ô tô',
      vin: 'số khung|số VIN|mã VIN|số khung (VIN)|số khung xe|VIN|số sườn|số khung/VIN',
      kilometres:
        'số km|số km đã đi|km đã đi|odo xe|số kilomet|đã đi|quãng đường đã đi|số kilômét đã đi|số ki-lô-mét|km|odo|số odo|odometer|số km (odo)|km đã sử dụng|số km hiện tại|số km đi|số km đã chạy|quãng đường|đã chạy|km đã chạy|công tơ mét|số km xe chạy|số kilomet đã đi|đồng hồ km|số km đã sử dụng|số km (km)|chạy được|quãng đường đi được|số công tơ mét|odo (km)|đã đi (km)',
      color:
        'màu|màu sắc|màu xe|màu ngoại thất|ngoại thất|màu sơn|màu ngoại thất xe|màu bên ngoài|màu xe (ngoại thất)|màu ngoài|màu sơn xe|màu sắc xe|màu sắc ngoại thất|màu xe bên ngoài',
      engine: 'động cơ|loại động cơ|kiểu động cơ|máy|loại máy|động cơ xe|động cơ/nhiên liệu',
      displacement:
        'dung tích|dung tích động cơ|dung tích xi lanh|dung tích xi-lanh|phân khối|dung tích xylanh|dung tích máy|dung tích động cơ (cc)|dung tích xe|dung tích xylanh (cc)|dung tích xi lanh (cc)|dung tích (cc)|cc|dung tích công tác|dung tích buồng đốt|dung tích động cơ (lít)|thể tích động cơ|dung tích (l)',
      transmission:
        'hộp số|loại hộp số|kiểu hộp số|số|loại số|hộp số xe|kiểu số|truyền động|hệ thống số|loại hộp số xe|hộp số (loại)|dẫn động/hộp số|sang số',
      specialPrice: 'giá khuyến mãi|giá ưu đãi',
      price: 'giá|giá bán|giá xe|giá tiền|giá niêm yết',
      description: 'mô tả|thông tin mô tả|mô tả chi tiết|mô tả xe|nội dung mô tả',
    },
    manual: 'số sàn|số tay|sàn|hộp số sàn',
    automatic: 'số tự động|tự động|bán tự động|vô cấp|hộp số tự động',
    nothing: 'không rõ|không có thông tin|đang cập nhật|chưa cập nhật',
  },
  {
    code: 'id',
    labels: {
      year: 'tahun|tahun pembuatan|tahun produksi|tahun model|tahun kendaraan|tahun perakitan|tahun dibuat|tahun buatan|tahun mobil|thn|thn.|tahun pengeluaran|tahun dikilang|tahun keluaran|tahun rakitan|tahun dikeluarkan|tahun buat|tahun kenderaan|tahun kereta|tahun model/registrasi|tahun pembuatan kendaraan|tahun pembuatan mobil|tahun perolehan',
      registered:
        'tahun registrasi|pendaftaran pertama|tahun pendaftaran|registrasi pertama|tarikh pendaftaran|tahun daftar|tahun pendaftaran kereta|tarikh daftar|tahun stnk|tarikh pendaftaran pertama|pendaftaran|registrasi|tahun didaftarkan|pendaftaran tahun',
      make: 'merek|merk|jenama|pembuat|pabrikan|merek mobil|merek kendaraan|jenama kereta|pengeluar|brand mobil|pengilang|merk mobil|jenama kenderaan|merk kendaraan',
      model:
        'model|model kendaraan|model kereta|tipe model|tipe mobil|tipe kendaraan|model mobil|model kenderaan|nama model|nama mobil|varian model|model / tipe',
      vin: 'nomor rangka|no. rangka|nomor VIN|nombor casis|no. casis|no rangka|nombor rangka|nomor rangka (VIN)|no. rangka/VIN|noka|VIN|no casis|nomor sasis|no. sasis|nombor VIN|no. chassis|nomor chasis|nomer rangka',
      kilometres:
        'jarak tempuh|kilometer|odometer|jarak perjalanan|perbatuan|jarak tempuh (km)|kilometer tempuh|mileaj|jarak|km|kilometer (km)|odometer (km)|jumlah kilometer|perbatuan (km)|km tempuh|pemakaian|kilometer mobil|mileage (km)|jumlah km|odo|angka odometer|jarak perjalanan (km)|jarak dilalui|jarak pemakaian|bacaan odometer|jarak tempuh kendaraan|km kendaraan|kilometer saat ini|total km|kilometernya|bacaan meter|milage|perbatuan semasa|kilometer terpakai|pembacaan odometer',
      color:
        'warna|warna eksterior|warna luar|warna kendaraan|warna mobil|warna kereta|warna eksteriornya|warna body|warna luaran|warna bodi|warna kenderaan|warna (eksterior)|warna cat|warna badan|warna asal|warna eksterior mobil|warna body mobil',
      engine:
        'mesin|tipe mesin|enjin|jenis mesin|jenis enjin|tipe mesin mobil|jenis mesin mobil|enjin kereta|mesin mobil',
      displacement:
        'kapasitas mesin|isi silinder|kapasiti enjin|volume mesin|kapasitas mesin (cc)|cc mesin|sesaran enjin|kapasiti enjin (cc)|cc|kapasitas mesin (l)|kapasitas silinder|volume silinder|cc enjin|kapasitas mesin mobil|isi silinder (cc)|saiz enjin|ukuran mesin|kapasitas mesin cc|muatan enjin|isipadu enjin|anjakan|sesaran|kapasitas mesin/cc|kubikasi|kapasiti enjin (c.c.)',
      transmission:
        'transmisi|jenis transmisi|tipe transmisi|kotak gear|transmisi kendaraan|transmisi mobil|gearbox|tipe gearbox|girboks|persneling|pemindahan|penghantaran|jenis gearbox|gear|jenis penghantaran|gigi|persneling/transmisi|transmisi/persneling|jenis transmisi mobil|kotak gear (transmisi)|sistem transmisi',
      specialPrice: 'harga promo|harga diskon',
      price: 'harga|harga jual|harga mobil|harga kereta|harga otr|harga tunai|harga jualan|harga cash',
      description: 'deskripsi|keterangan|deskripsi penjual|penerangan|catatan penjual|deskripsi mobil',
    },
    manual: 'manual',
    automatic: 'otomatis|automatik|matic|automatic|otomatik|semi otomatis',
    nothing: 'tidak diketahui|tidak ada|tidak dinyatakan|tidak disebutkan',
  },
];
