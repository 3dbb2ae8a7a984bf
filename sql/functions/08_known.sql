-- A value that is none: what people and forms write where they know nothing. Each function gives the value back, or null
-- where it says nothing; score, view, dispatcher and daemon all ask these, so that there is one rule for each kind of field.
-- A real but odd value (a chassis number of 1920, a price of 500) stands: only what can be no value of the field is none.
-- All but the first are plain expressions, so that PostgreSQL puts them into the query that asks (see 10_assessment.sql).

-- Compared in lower case and without the marks around it: "N/A", "(n.a.)" and "n/a -" are one; marks alone leave nothing.
-- One text and strpos in a function of its own: as an array in the query each statement takes 6 ms to plan. All gaps of a
-- vehicle cost some 40 us, 30 more than asking only whether the columns are empty.
create or replace function micro_scrape.says_nothing(value text) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return value = E'\\N' or length(value) <= 40 and strpos(
  E'||'
  'n/a|n/k|n.a|n.k|n. a|na|nk|none|null|nil|nan|void|undefined|unknown|unknow|unkown|uknown|unk|unspecified|undisclosed|'
  'undetermined|unavailable|unlisted|tbd|t.b.d|tba|t.b.a|tbc|to be determined|to be announced|to be advised|to be confirmed|to follow|'
  'pending|not available|not applicable|not specified|not provided|not listed|not stated|not known|not given|not disclosed|'
  'not entered|not set|not sure|not found|not recorded|not yet known|not decoded|no data|no info|no information|no value|'
  'no entry|no answer|no description|no description available|no description provided|description not available|no vin|no color|'
  'no colour|no model|no make|no price|data not available|information not available|not mentioned|other|others|various|varies|'
  'any|all|all makes|all models|misc|miscellaneous|generic|default|placeholder|dummy|test|testing|foo|bar|example|sample|blank|'
  'empty|missing|select|select one|please select|please choose|choose one|choose|see|see description|see text|see notes|'
  'see photos|see pictures|see pics|see listing|see ad|see below|see above|ask|ask seller|ask dealer|ask for details|'
  'ask for price|call|call us|call for price|call for details|call dealer|contact|contact us|contact seller|contact dealer|'
  'contact for price|contact for details|please call|please ask|please contact|on request|upon request|price on request|'
  'available on request|poa|por|enquire|enquire now|xx|xxx|xxxx|xxxxx|xxxxxx|xxxxxxx|xxxxxxxx|zz|zzz|yes|no|true|false|string|'
  'text|value|make|model|vin|colour|color|engine|transmission|description|inconnu|inconnue|non renseigné|'
  'non renseignée|non renseigne|non précisé|non precise|non communiqué|non disponible|n.c|n.d|n.r|autre|'
  'autres|aucun|aucune|sans objet|à définir|voir annonce|voir description|sur demande|unbekannt|keine angabe|'
  'keine angaben|nicht bekannt|nicht angegeben|nicht verfügbar|ohne angabe|k.a|k. a|sonstige|sonstiges|andere|anderes|'
  'keine|auf anfrage|siehe beschreibung|siehe text|unbek|desconocido|desconocida|no disponible|no especificado|no especificada|'
  'sin especificar|sin datos|sin información|otro|otra|otros|ninguno|ninguna|a consultar|consultar|por definir|sconosciuto|'
  'sconosciuta|non specificato|non specificata|non indicato|non dichiarato|altro|altri|nessuno|nessuna|da definire|desconhecido|'
  'desconhecida|não informado|nao informado|não especificado|não disponível|sem informação|outro|'
  'outra|outros|nenhum|a combinar|sob consulta|onbekend|niet bekend|niet opgegeven|niet beschikbaar|n.v.t|nvt|overig|overige|'
  'anders|geen|op aanvraag|okänd|okänt|ej angivet|ej angiven|saknas|övrigt|annan|annat|ingen|inga|ukendt|'
  'ikke oplyst|ikke angivet|ukjent|ikke oppgitt|andet|annet|tuntematon|ei tiedossa|ei ilmoitettu|ei saatavilla|muu|nieznany|'
  'nieznana|nieznane|brak danych|brak|nie podano|inny|inna|inne|neznámý|neznámá|neuvedeno|neuvedené|'
  'nezadáno|jiné|jiný|jiná|neznámy|neuvedený|iné|iný|ismeretlen|nincs megadva|'
  'nincs adat|egyéb|necunoscut|necunoscută|nespecificat|altul|altele|nepoznato|nepoznat|ostalo|drugo|neznano|teadmata|'
  'muud|nežinoma|nežinomas|nenurodyta|kita|nezināms|cits|bilinmiyor|belirtilmemiş|belirtilmedi|diğer|'
  'yok|неизвестно|не указано|'
  'не указан|не указана|'
  'нет данных|нет|другое|'
  'другой|другая|невідомо|'
  'не вказано|інше|інший|'
  'неизвестен|непознато|'
  'друг|друго|άγνωστο|άλλο|'
  '不明|未知|其他|なし|未入力|その他|알 수 없음|'
  '미상|기타|없음|미입력|غير معروف|'
  'نامشخص|לא ידוע|',
  ('|' || lower(btrim(coalesce(value, ''), E' \t\r\n\u00a0\u202f.,;:!?*_~#\'"`^/|\\()[]<>{}=+-\u2010\u2011\u2012\u2013\u2014\u2015\u2026')) || '|') collate "C") > 0;
end
$$;

-- Words of a field of text. One letter alone is a model (a Tesla X) and nothing else.
create or replace function micro_scrape.known_model(value text) returns text
language sql immutable parallel safe
return case when value is not null and not micro_scrape.says_nothing(value) then value end;

create or replace function micro_scrape.known_text(value text) returns text
language sql immutable parallel safe
return case when value is not null and not (micro_scrape.says_nothing(value) or lower(btrim(value)) in ('x', 'y', 'z')) then value end;

-- VIVA- is the catalogue's own placeholder; a chassis number has at least five characters and a digit, is not one
-- character again and again, no row of digits in order, and none of it is masked.
create or replace function micro_scrape.known_vin(value text) returns text
language sql immutable parallel safe
return case when length(btrim(value)) >= 5 and value ~ '[0-9]' and value not like 'VIVA-%'
  and value !~ '[*][*]|[?]|[Xx]{5}|__|[.]{3}|0{8}|^[^0-9A-Za-z]*(0?12345678|23456789|0123456)[0-9]*[^0-9]*$|[a-z]{3,}[^0-9A-Za-z]+[a-z]{3,}'
  -- One character again and again.
  and btrim(replace(value, substr(btrim(value), 1, 1), ''), ' -') <> ''
  then value end;

create or replace function micro_scrape.known_year(value double precision) returns double precision
language sql stable parallel safe
return case when value between :FIRST_YEAR and date_part('year', current_date) + :YEARS_AHEAD then value end;

-- In miles; these are what people type where a form wants a reading.
create or replace function micro_scrape.known_mileage(value double precision) returns double precision
language sql immutable parallel safe
return case when value between :LEAST_MILES and :MOST_MILES and value not in (999999, 1234567, 1111111, 2222222) then value end;

-- 1 is what people type where a form wants a price; seven and more equal or running digits likewise.
create or replace function micro_scrape.known_price(value double precision) returns double precision
language sql immutable parallel safe
return case when value > 1 and value not in (1234567, 12345678, 123456789, 1234567890, 9999999, 99999999, 999999999, 9999999999,
  1111111, 11111111, 111111111, 1111111111) then value end;

-- Addresses of photographs: what is text and not empty, if it stands in an array.
create or replace function micro_scrape.known_urls(origin_metadata jsonb) returns jsonb
language sql immutable parallel safe
return coalesce(jsonb_path_query_array(origin_metadata, 'strict $.image_urls[*] ? (@.type() == "string" && @ != "")', '{}', true), '[]');
