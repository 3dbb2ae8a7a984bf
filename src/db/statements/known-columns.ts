/** The columns of `vehicles v` as `vehicleRow` wants them: a value that is none (sql/functions/08_known.sql) is null. */
export const KNOWN_COLUMNS = `
  v.id, micro_scrape.known_year(v.year) as year, micro_scrape.known_text(v.make) as make, micro_scrape.known_model(v.model) as model,
  micro_scrape.known_vin(v.vin) as vin, micro_scrape.known_price(v.sale_price) as sale_price,
  micro_scrape.known_price(v.asking_price) as asking_price, v.currency, micro_scrape.known_mileage(v.mileage) as mileage,
  micro_scrape.known_text(v.color) as color, micro_scrape.known_text(v.engine) as engine,
  micro_scrape.known_text(v.transmission) as transmission, micro_scrape.known_text(v.description) as description,
  v.discovery_url, micro_scrape.image_urls(v.origin_metadata) as image_urls`;
