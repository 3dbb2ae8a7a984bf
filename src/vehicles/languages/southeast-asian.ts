/** Thai, Vietnamese, Indonesian and Malay, Khmer, Lao, Burmese and Filipino. */
import type { Languages } from './language.ts';

export const SOUTHEAST_ASIAN: Languages = {
  th: {
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
    manual: 'ธรรมดา|กระปุก|แมนนวล',
    automatic: 'อัตโนมัติ|ออโต้|ออโต',
    nothing: 'ไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล',
  },
  vi: {
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
    manual: 'số sàn|số tay|sàn|hộp số sàn',
    automatic: 'số tự động|tự động|bán tự động|vô cấp|hộp số tự động',
    nothing: 'không rõ|không có thông tin|đang cập nhật|chưa cập nhật',
  },
  id: {
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
    manual: 'manual',
    automatic: 'otomatis|automatik|matic|automatic|otomatik|semi otomatis',
    nothing: 'tidak diketahui|tidak ada|tidak dinyatakan|tidak disebutkan',
  },
  km: {
    year: 'ឆ្នាំ|ឆ្នាំផលិត|ឆ្នាំផលិតកម្ម|ឆ្នាំម៉ូដែល|ស៊េរីឆ្នាំ|ឆ្នាំរថយន្ត',
    registered: 'ឆ្នាំចុះបញ្ជី|ថ្ងៃចុះបញ្ជី',
    make: 'ម៉ាក|យីហោ|ម៉ាករថយន្ត|ក្រុមហ៊ុនផលិត|ម៉ាកឡាន',
    model: 'ម៉ូដែល|ម៉ូឌែល|ម៉ូដែលរថយន្ត',
    vin: 'លេខតួ|លេខតួរថយន្ត|លេខគ្រោង',
    kilometres: 'គីឡូម៉ែត្រ|ចម្ងាយបើកបរ|ចំនួនគីឡូម៉ែត្រ|គីឡូម៉ែត្របានជិះ|ចម្ងាយធ្វើដំណើរ|កុងទ័រ',
    color: 'ពណ៌|ពណ៌រថយន្ត|ពណ៌ខាងក្រៅ|ពណ៌ឡាន',
    engine: 'ម៉ាស៊ីន|ប្រភេទម៉ាស៊ីន',
    displacement: 'ទំហំម៉ាស៊ីន|ចំណុះម៉ាស៊ីន|កម្លាំងម៉ាស៊ីន (cc)|ទំហំស៊ីឡាំង',
    transmission: 'ប្រអប់លេខ|លេខ|ប្រភេទលេខ|ប្រព័ន្ធលេខ|ចង្កឹះលេខ',
    price: 'តម្លៃ|តំលៃ|តម្លៃលក់|ថ្លៃ',
    description: 'ការពិពណ៌នា|បរិយាយ|ព័ត៌មានលម្អិត|ពិពណ៌នា|ព័ត៌មានបន្ថែម',
    manual: 'លេខដៃ|ដោយដៃ|ធម្មតា',
    automatic: 'លេខអូតូ|អូតូ|ស្វ័យប្រវត្តិ',
    nothing: 'មិនមាន|មិនដឹង|មិនបានបញ្ជាក់',
  },
  lo: {
    year: 'ປີ|ປີຜະລິດ|ປີລົດ|ປີທີ່ຜະລິດ|ລຸ້ນປີ',
    registered: 'ປີຈົດທະບຽນ|ວັນທີຈົດທະບຽນ',
    make: 'ຍີ່ຫໍ້|ຍີ່ຫໍ້ລົດ|ຜູ້ຜະລິດ|ແບຣນ',
    model: 'ລຸ້ນ|ລຸ້ນລົດ|ໂມເດວ',
    vin: 'ເລກຖັງ|ເລກຕົວຖັງ',
    kilometres: 'ເລກກິໂລ|ໄລຍະທາງ|ເລກໄມ|ກິໂລແມັດ|ໄລຍະທາງທີ່ແລ່ນ|ເລກໄມລ໌|ແລ່ນໄປແລ້ວ|ເລກກິໂລແມັດ',
    color: 'ສີ|ສີລົດ|ສີພາຍນອກ',
    engine: 'ເຄື່ອງຈັກ|ເຄື່ອງຍົນ|ປະເພດເຄື່ອງຈັກ',
    displacement: 'ຂະໜາດເຄື່ອງຈັກ|ຂະໜາດເຄື່ອງ|ຄວາມຈຸເຄື່ອງຈັກ|ຂະໜາດເຄື່ອງຍົນ',
    transmission: 'ເກຍ|ເກຍລົດ|ລະບົບເກຍ|ປະເພດເກຍ',
    price: 'ລາຄາ|ລາຄາຂາຍ|ລາຄາລົດ',
    description: 'ລາຍລະອຽດ|ຄຳອະທິບາຍ|ລາຍລະອຽດເພີ່ມເຕີມ',
    manual: 'ທຳມະດາ|ກະປຸກ|ເກຍມື',
    automatic: 'ອໍໂຕ້|ອັດຕະໂນມັດ|ອັດຕະໂນມັດ|ອໍໂຕ|ອໍໂຕ້',
    nothing: 'ບໍ່ລະບຸ|ບໍ່ຮູ້|ບໍ່ມີຂໍ້ມູນ',
  },
  my: {
    year: 'ခုနှစ်|ထုတ်လုပ်သည့်ခုနှစ်|ထုတ်လုပ်သည့်နှစ်|မော်ဒယ်နှစ်|ထုတ်လုပ်ခုနှစ်|မော်ဒယ်ခုနှစ်|ထုတ်လုပ်နှစ်',
    registered: 'လိုင်စင်ခုနှစ်|မှတ်ပုံတင်ခုနှစ်',
    make: 'အမှတ်တံဆိပ်|ထုတ်လုပ်သူ|ကုမ္ပဏီ|တံဆိပ်|ကားအမှတ်တံဆိပ်',
    model: 'မော်ဒယ်|ကားမော်ဒယ်|မော်ဒယ်အမည်',
    vin: 'ဘောင်နံပါတ်|ချက်စီနံပါတ်|ဘော်ဒီနံပါတ်',
    kilometres: 'ကီလိုမီတာ|မောင်းပြီးကီလို|ကီလို|မောင်းနှင်ပြီးကီလိုမီတာ|မောင်းပြီး ကီလိုမီတာ|ခရီးအကွာအဝေး|မောင်းပြီးသားကီလို',
    color: 'အရောင်|ကားအရောင်|အပြင်ပိုင်းအရောင်',
    engine: 'အင်ဂျင်|အင်ဂျင်အမျိုးအစား',
    displacement: 'အင်ဂျင်ပါဝါ|အင်ဂျင်ပမာဏ|အင်ဂျင် ပါဝါ|အင်ဂျင်အရွယ်အစား|အင်ဂျင်စီစီ',
    transmission: 'ဂီယာ|ဂီယာအမျိုးအစား|ဂီယာစနစ်|ဂီယာဘောက်စ်',
    price: 'ဈေးနှုန်း|စျေးနှုန်း|ရောင်းဈေး|တန်ဖိုး|ရောင်းစျေး',
    description: 'ဖော်ပြချက်|အသေးစိတ်|အသေးစိတ်အချက်အလက်|မှတ်ချက်|အသေးစိတ်ဖော်ပြချက်',
    manual: 'မန်နျူရယ်|မန်နယူရယ်|လက်ဂီယာ|မန်နျူယယ်|ရိုးရိုး',
    automatic: 'အော်တို|အလိုအလျောက်|အော်တိုဂီယာ',
    nothing: 'မသိပါ|မရှိပါ|မဖော်ပြထားပါ',
  },
  fil: {
    year: 'taon|taon ng modelo|taon ng paggawa|taon ng pagkakagawa',
    registered: 'petsa ng rehistro|taon ng pagpaparehistro|taon ng rehistro',
    make: 'tatak|gumawa|brand ng sasakyan',
    model: 'modelo|modelo ng sasakyan',
    vin: 'numero ng chassis|numero ng tsasis',
    kilometres: 'kilometro|natakbo|itinakbo|kilometrong natakbo|tinakbo|takbo|layo ng tinakbo',
    color: 'kulay|kulay ng sasakyan|kulay sa labas',
    engine: 'makina|uri ng makina',
    displacement: 'laki ng makina|kapasidad ng makina',
    transmission: 'transmisyon|uri ng transmisyon|kambyo',
    price: 'presyo|halaga|presyong benta|presyo ng benta',
    description: 'paglalarawan|deskripsyon|mga detalye|karagdagang impormasyon',
    manual: 'manwal|de-kambyo|mano-mano',
    automatic: 'awtomatik|de-matik|matik',
    nothing: 'hindi alam|walang impormasyon|hindi tinukoy',
  },
};
