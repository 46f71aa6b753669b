/** What can be investigated; a source by its address, the others by their ids. */
export const subjectKinds = ["alert", "incident", "campaign", "source"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Where one alert, incident, campaign or source is looked into, relative to any page of the site. */
export function investigateAddress(kind: SubjectKind, id: string): string {
  // "source" is the selection's own parameter, which links carry from page to page.
  return `./investigate.html?${kind === "source" ? "address" : kind}=${encodeURIComponent(id)}`;
}
