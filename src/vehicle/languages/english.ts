/** English, as dealers, private sellers and auction houses of many countries write it. */
import type { Language } from './language.ts';

export const ENGLISH: readonly Language[] = [
  {
    code: 'en',
    labels: {
      year: 'year|model year|year of manufacture|year built|manufacture year|production year|manufacturing year|make year|year of make|yom|year of production',
      registered:
        'first registration|registration|registered|registration year|reg year|date of first registration|first registered|year of registration|registration date',
      make: 'make|manufacturer|brand|make/model|make & model|make and model|car make|vehicle make|brand name',
      model: 'model|vehicle model|car model|model name',
      vin: 'vin|vin #|vin no|vin number|vin no.|vin code|vehicle identification number|vehicle identification number (vin)|vin/serial|vin/chassis|serial number|serial no|serial|chassis|chassis no|chassis no.|chassis number|chassis #|chassis nr|frame number|frame no|frame no.|vin / chassis|vin (chassis)|car vin|vehicle vin|vin:#|frame|frame #|chassis nr.|vin/chassis no.',
      mileage:
        'mileage|odometer|odometer reads|odometer shows|miles showing|odometer reading|milage|current mileage|indicated mileage|recorded mileage|exact mileage|odo|vehicle mileage|odometer (miles)|mileage reading|mileage on odometer|odometer mileage|distance travelled',
      miles: 'miles|mileage (miles)|mileage (mi)|total miles|actual miles',
      kilometres:
        'kilometers|kilometres|kms|km|mileage (km)|odometer (km)|kilometers driven|kms driven|km driven|kilometres driven|kilometers run|km run|mileage (in km)|mileage in km',
      color:
        'exterior color|exterior colour|ext. color|ext color|ext. colour|exterior paint|paint|paint color|paint colour|body color|body colour|exterior|color|colour|manufacturer color|manufacturer exterior color|external colour|external color|body paint|car color|colour outside|primary color|primary colour|main color|bodywork color|bodywork colour|color exterior|outside color|car colour',
      engine:
        'engine|engine type|engine description|engine / drivetrain|motor|powertrain|engine model|engine make/model|engine specs|engine specification|engine details',
      displacement:
        'engine size|engine capacity|displacement|engine displacement|cylinder capacity|cubic capacity|engine cc|engine cap|engine cap.|cc|engine size (cc)|engine capacity (cc)|displacement (cc)|engine volume',
      cylinders: 'cylinders|number of cylinders',
      gearbox:
        'transmission|transmission type|gearbox|gear box|trans|trans.|gear|gears|transaxle|transmission/drivetrain|gearbox type|transmission description|type of transmission',
      specialPrice: 'special price|sale price|discounted price|reduced price|offer price|promo price',
      price:
        'price|asking price|our price|internet price|sales price|cash price|selling price|vehicle price|dealer price|listing price|advertised price|buy it now|buy now|buy it now price|buy now price|no-haggle price|no haggle price|final price|online price|e-price|eprice|your price|best price|current price|asking|fixed price|value price|clearance price|today s price|price usd|price (usd)|price (eur)|price eur|price gbp|price (gbp)|car price|drive away price|fob price|price (fob)|vehicle price (fob)',
      // Beside another price this is the larger figure that nobody asks.
      listPrice: 'list price|retail price|total price',
      sold: 'sold|sold for|sold price|sold at|hammer price|winning bid|price realized|price realised|final bid|sold amount',
      bid: 'current bid|high bid|highest bid|bid|bid to|bid to $|last bid|top bid|starting bid|opening bid|bid goes to|not sold|reserve not met|bid amount',
      description:
        'description|vehicle description|seller description|seller s description|seller notes|seller s notes|seller comments|seller s comments|owner s comments|owner comments|item description from the seller|description from the seller|dealer comments|dealer notes|comments|remarks|notes|about this vehicle|about this car|vehicle overview|vehicle details|item description|additional info|vehicle information from seller|from the seller|the car|overview|highlights|full description|dealer s comments|details from the seller|consignor comments|vehicle story|history and overview|seller s remarks|comments from the seller|comments from the dealer|vehicle comments|vehicle notes|vehicle remarks|lot description|about the vehicle|about the car',
    },
  },
];
