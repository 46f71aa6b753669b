/**
 * A text that no mail program or chat makes a link of, as analysts write indicators to each other: `hxxps://evil[.]example`,
 * `192.0.2[.]1`, `2001:db8[:]:1`, `user[@]evil[.]example`.
 */
export function defang(text: string): string {
  return text
    .replace(/\b(h)tt(ps?:\/\/)/gi, "$1xx$2")
    .replace(/\b(f)tp(:\/\/)/gi, "$1xp$2")
    .replaceAll("@", "[@]")
    .replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, "[.]")
    .replace(/(?<=[\da-f]):(?=:?[\da-f])/gi, "[:]");
}
