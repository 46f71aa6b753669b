import {decode, type ForestOrigin, originOf} from "../../detect/isolation-forest/file.js";
import {modelFamilies} from "../../features/event-block.js";
import {featureSets} from "../../features/features.js";

/** What the families' events are called in a sentence. */
const events = {flow: "flows", honeypot: "honeypot sessions", login: "logins"} as const;

/**
 * Reads what stands in a forest's file, and makes sure that it can judge events here: it tells its family, and was grown from that family's
 * features as they are now. Throws an Error that says in one sentence what is wrong.
 */
export function readForest(bytes: Uint8Array): ForestOrigin {
  const {names} = decode(bytes);
  const origin = originOf(bytes);
  if (origin === null)
    throw new Error("the forest does not say what events it is of: flows, honeypot sessions or logins");
  const {family} = origin;
  const expected = featureSets[family].map(({name}) => name);
  const isSame = (others: readonly string[]) =>
    others.length === names.length && others.every((name, column) => name === names[column]);
  if (isSame(expected)) return origin;
  const other = modelFamilies.find(known => isSame(featureSets[known].map(({name}) => name)));
  if (other !== undefined)
    throw new Error(`the forest claims to be of ${events[family]}, but has the features of ${events[other]}`);
  const unknown = names.find(name => !expected.includes(name));
  if (unknown !== undefined)
    throw new Error(
      `the forest has a feature that ${events[family]} have not here: ${JSON.stringify(unknown.slice(0, 80))}; it was made by another version of Flowbook`
    );
  const missing = expected.find(name => !names.includes(name));
  throw new Error(
    missing === undefined
      ? `the forest has the features of ${events[family]} in another order; it was made by another version of Flowbook`
      : `the forest lacks a feature that ${events[family]} have here: "${missing}"; it was made by another version of Flowbook`
  );
}
