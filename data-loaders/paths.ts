import {join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where things are in the repository, wherever the program is started from. */
export const paths = {
  /** Logs that the user put there; they win over the sample. */
  raw: join(root, "data", "raw"),
  /** The simulated default. */
  sample: join(root, "data", "sample"),
  campus: join(root, "data", "campus.yml"),
  rules: join(root, "data", "rules"),
  signatures: join(root, "data", "signatures"),
  /** Lists of indicators. */
  intel: join(root, "data", "intel"),
  /** What is regular and known to be harmless. */
  allow: join(root, "data", "allow.yml"),
  /** What analysts decided: a file, and a directory of files, as the Decisions page exports them. */
  decisions: {file: join(root, "data", "decisions.json"), directory: join(root, "data", "decisions")},
  /** What a replay is told by. */
  stories: join(root, "data", "stories"),
  /** The user's own geolocation databases. */
  geo: join(root, "data", "geo"),
  cache: join(root, ".cache", "data"),
  output: join(root, "src", "data")
} as const;
