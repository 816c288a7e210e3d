export { countryCode, longCountryCode } from '../../model/countries';
