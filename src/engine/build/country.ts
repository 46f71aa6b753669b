/** What stands for a country where an address is the campus's own: where the campus is says nothing about an attacker. */
export const campus = "campus";

/** The country code of a row of `sources s`, or that it is the campus's own; null without a known place. */
export const country = `CASE WHEN s.site IS NOT NULL THEN '${campus}' ELSE s.country_code END`;
