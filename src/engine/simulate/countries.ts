import type {Random} from "./random.js";

/** A country that internet noise comes from, with a few of its access networks (/16). */
export interface Country {
  readonly code: string;
  /** Share of attacking addresses, in arbitrary units. */
  readonly weight: number;
  readonly networks: readonly string[];
}

const country = (code: string, weight: number, networks: string): Country => ({
  code,
  weight,
  networks: networks.split(" ")
});

/**
 * Networks whose every sampled address DB-IP places in the country (checked against dbip-city, June 2026). Only access
 * networks, no well-known service: hosts are drawn from them at random, and nothing is claimed about who holds them.
 */
export const countries: readonly Country[] = [
  country("CN", 22, "103.32 202.96 223.104 39.144 202.101 210.28 211.65"),
  country("US", 13, "23.121 45.23 47.231 50.79 68.86 68.118 45.30"),
  country("RU", 8, "62.33 95.73 176.59 95.26 109.194 188.168"),
  country("NL", 6, "77.167 84.82 86.85 178.227 188.90"),
  country("DE", 5, "79.203 80.143 84.131 87.145 91.21"),
  country("VN", 6, "14.191 113.181 113.177 1.52 171.253 42.115"),
  country("IN", 6, "223.228 106.192 117.239 182.75 59.184 120.61"),
  country("BR", 6, "177.11 177.84 177.128 186.251 191.243 181.77"),
  country("KR", 4, "220.149 203.234 59.3 112.163 121.149"),
  country("SG", 3, "119.74 121.7 118.200 42.60"),
  country("ID", 4, "110.136 125.163 180.242 36.78 114.125"),
  country("FR", 3, "78.199 82.237 37.165 78.239"),
  country("GB", 3, "2.100 31.113 77.98 80.7 81.100"),
  country("TW", 2, "1.168 61.223 111.248 36.227"),
  country("UA", 2, "5.248 178.137 37.53 46.211"),
  country("IR", 2, "85.185 78.38 46.100 2.182"),
  country("TR", 2, "31.142 85.98 176.54 88.229"),
  country("TH", 2, "125.26 182.232 49.228 101.108"),
  country("MX", 2, "187.225 189.136 201.97"),
  country("AR", 1.5, "190.228 181.10 190.246"),
  country("PL", 1, "79.189 83.31 95.48"),
  country("IT", 1.2, "78.211 79.23 94.167"),
  country("ES", 1, "37.12 79.159 83.55"),
  country("RO", 1.5, "86.126 82.77 84.117"),
  country("BG", 1, "79.100 46.10"),
  country("HK", 2.5, "218.250 223.122 161.81"),
  country("JP", 1.2, "126.158 60.38 59.132"),
  country("CA", 1, "76.71 65.93 64.180"),
  country("AU", 0.6, "144.6 110.142 124.148"),
  country("ZA", 0.8, "105.9 41.24 169.0"),
  country("EG", 1, "105.197 41.68 102.189"),
  country("CO", 1, "190.85 181.51 186.112"),
  country("NG", 0.6, "105.112 105.113"),
  country("PK", 1, "110.39 39.62"),
  country("PH", 0.8, "180.190 49.145 136.158"),
  country("MY", 0.8, "60.48 175.143")
];

/** Access networks of the campus's own region, where its people live. DB-IP places them in Florida. */
export const homeNetworks: readonly string[] =
  "32.144 32.146 32.149 32.152 35.136 35.138 35.141 47.192 47.196 47.199 47.206 50.89".split(" ");

/** Where ordinary traffic goes: large hosting networks in the United States. */
export const hostingNetworks: readonly string[] = "3.208 18.204 34.120 8.240".split(" ");

const byCode = new Map(countries.map(c => [c.code, c]));

/** A host in one of the networks, never a network or broadcast address. */
export function hostIn(random: Random, networks: readonly string[]): string {
  return `${random.pick(networks)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
}

/** A host in a country of the table. Throws when the table has no such country. */
export function hostInCountry(random: Random, code: string): string {
  const found = byCode.get(code);
  if (!found)
    throw new RangeError(`unknown country: "${code}"; expected one of ${[...byCode.keys()].join(", ")}`);
  return hostIn(random, found.networks);
}

/** An address on the internet from which attacks come, countries by their weight. */
export function hostileHost(random: Random): string {
  return hostIn(random, random.weighted(countries).networks);
}
