/** English, as dealers, private sellers and auction houses of many countries write it. */
import type { Language } from './language.ts';

export const ENGLISH: readonly Language[] = [
  {
    code: 'en',
    labels: {
      year: 'year|model year|year of manufacture|year built|manufacture year|production year|manufacturing year|make year|year of make|yom|year of production|yr|manuf. year|mfg year|manufactured year|year of mfg|registration year/month|year / month|production date|manufacture date|manufactured|date of manufacture|built|build year|build date|compliance year|mfd year|manufacturing date|year model|year (model)|vehicle year|car year|make & year|yom/yor|model yr|mdl year|yr model|year of manufacturing|model/year',
      registered:
        'first registration|registration|registered|registration year|reg year|date of first registration|first registered|year of registration|registration date|reg. date|reg date|first reg|first reg.|1st reg|1st registration|first registration date|date of registration|registration year (first)|1st reg date|original reg date|original registration date|first registration year|reg. year|registered year|registered in|first reg date|year registered|regn. year|regn year|date first registered',
      make: 'make|manufacturer|brand|make/model|make & model|make and model|car make|vehicle make|brand name|maker|car brand|vehicle brand|mfr|manufacturer name|vehicle manufacturer|car maker|make name',
      model:
        'model|vehicle model|car model|model name|car name|vehicle name|model no|model details|model / variant|variant model|model description|model/variant|mod.',
      vin: 'vin|vin #|vin no|vin number|vin no.|vin code|vehicle identification number|vehicle identification number (vin)|vin/serial|vin/chassis|serial number|serial no|serial|chassis|chassis no|chassis no.|chassis number|chassis #|chassis nr|frame number|frame no|frame no.|vin / chassis|vin (chassis)|car vin|vehicle vin|vin:#|frame|frame #|chassis nr.|vin/chassis no.|chassis no/vin|vin/chassis number|chassis no (vin)|vin / frame number|chasis no|chasis number|vin no:|serial #|serial no.|serial number (vin)|body number|frame no (vin)|vin (17 digits)|hull/vin|v.i.n.|v.i.n|vin./chassis no.',
      mileage:
        'mileage|odometer|odometer reads|odometer shows|miles showing|odometer reading|milage|current mileage|indicated mileage|recorded mileage|exact mileage|odo|vehicle mileage|odometer (miles)|mileage reading|mileage on odometer|odometer mileage|distance travelled|odometer (mi)|clock reading|speedo|speedo reading|speedometer|distance covered|current odometer|odometer value|mileage/odometer|mileage / odometer|driven|distance driven|total mileage|last recorded mileage|verified mileage|mileage at inspection|mileage now|actual mileage',
      miles:
        'miles|mileage (miles)|mileage (mi)|total miles|actual miles|miles on clock|miles covered|miles on odometer|current miles|miles driven|odometer in miles',
      kilometres:
        'kilometers|kilometres|kms|km|mileage (km)|odometer (km)|kilometers driven|kms driven|km driven|kilometres driven|kilometers run|km run|mileage (in km)|mileage in km|kms run|kms done|kms covered|kilometers covered|kilometers done|kilometres done|kilometres covered|total kms|total km|total kilometers|km reading|kms reading|kilometerage|kilometrage|odometer (kms)|odometer kms|odometer in km|mileage (kms)|kilometers travelled|kilometres travelled|mileage in kms|mileage (kilometers)|mileage(km)|mileage (k.m.)|odometer reading (km)|milage (km)|driven (km)|driven km|kms. driven|km run / mileage|running km|kilometer|kilometre|km’s|kilometer driven|k.m. driven|total km run|km done|actual km|kms clocked',
      color:
        'exterior color|exterior colour|ext. color|ext color|ext. colour|exterior paint|paint|paint color|paint colour|body color|body colour|exterior|color|colour|manufacturer color|manufacturer exterior color|external colour|external color|body paint|car color|colour outside|primary color|primary colour|main color|bodywork color|bodywork colour|color exterior|outside color|car colour|external colour code|ext colour|body paint color|vehicle color|vehicle colour|colour (exterior)|color (exterior)|exterior colour/paint|paint finish|exterior finish|outer colour|outer color|colour of vehicle|colour name|color name|ext. paint|colour exterior|manufacturer colour|exterior colour name|vehicle exterior color|outside colour',
      engine:
        'engine|engine type|engine description|engine / drivetrain|motor|powertrain|engine model|engine make/model|engine specs|engine specification|engine details|engine configuration|engine name|motor type|power plant|engine/motor|engine variant|engine spec|engine info',
      displacement:
        'engine size|engine capacity|displacement|engine displacement|cylinder capacity|cubic capacity|engine cc|cc|engine size (cc)|engine capacity (cc)|displacement (cc)|engine volume|engine cap|engine cap.|engine capacity (litre)|engine size (l)|engine size (litres)|engine size (ltr)|capacity (cc)|cubic cm|cubic capacity (cc)|engine displ.|displ.|engine (cc)|engine capacity cc|engine displacement (cc)|engine displacement (l)|engine cubic capacity|motor size|engine litres|cylinder volume|swept volume|engine cm3|capacity cc|cm3|c.c.|engine size cc|engine volume (cc)|piston displacement|engine cc / power|eng. cc|cc rating|cubic centimeters|engine disp.|engine cc rating',
      cylinders: 'cylinders|number of cylinders',
      transmission:
        'transmission|transmission type|gearbox|gear box|trans|trans.|gear|gears|transaxle|transmission/drivetrain|gearbox type|transmission description|type of transmission|tranny|trans type|gear type|gearbox / transmission|transmission / gearbox|transmission (gearbox)|drive type / gearbox|shift type|shift|gearshift|gear shift|transmission mode|gear transmission|gear system|transmision|transmisson|gear-box|no. of gears / transmission|gearbox kind|trans. type',
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
