/** Where an address is shown on the map, relative to any page of the site. */
export function mapAddress(address: string): string {
  return `./map.html?locate=${encodeURIComponent(address)}`;
}
