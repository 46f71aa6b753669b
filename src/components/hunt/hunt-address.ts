/** Where everything known about a text is shown, relative to any page of the site. */
export function huntAddress(text: string): string {
  return `./hunt.html?q=${encodeURIComponent(text)}`;
}
