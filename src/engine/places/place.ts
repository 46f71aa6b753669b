import {continents, countries, getCountryData, type TCountryCode} from "countries-list";

export interface Place {
  readonly continent: string | null;
  readonly country_code: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Geolocator {
  /** Where an address is registered; null when nothing is known of it. */
  locate(address: string): Place | null;
  /** What to call the database, with its date; null when there is none. */
  readonly database: string | null;
  /** Whether the database is DB-IP's, whose licence asks to be named. */
  readonly isDbIp: boolean;
}

/** What a country's code alone says of a place. */
export function countryPlace(code: string): Place {
  const known = code in countries ? getCountryData(code as TCountryCode) : null;
  const unknown = {region: null, city: null, latitude: null, longitude: null};
  return {
    continent: known ? continents[known.continent] : null,
    country_code: code,
    country: known?.name ?? code,
    ...unknown
  };
}
