import type {SigmaRule} from "./rule.js";

/** The ATT&CK techniques that a rule's tags name, as ATT&CK writes them: "T1110.001"; in the order of the tags. */
export function techniquesOf({tags}: Pick<SigmaRule, "tags">): readonly string[] {
  return tags.flatMap(tag => {
    const id = /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag)?.[1];
    return id === undefined ? [] : [id.toUpperCase()];
  });
}

/** The tactics that a rule's tags name, as Sigma writes them: "credential-access". */
export function tacticsOf({tags}: Pick<SigmaRule, "tags">): readonly string[] {
  return tags.flatMap(tag => {
    const name = /^attack\.([a-z][a-z_-]+)$/.exec(tag)?.[1];
    return name === undefined ? [] : [name.replaceAll("_", "-")];
  });
}
