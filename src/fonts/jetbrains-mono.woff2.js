// Framework runs this loader once and publishes what it prints: the font's latin subset, as pinned by package-lock.json.
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";

const font = "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2";
process.stdout.write(readFileSync(fileURLToPath(import.meta.resolve(font))));
