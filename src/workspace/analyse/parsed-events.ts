import {
  createPublishedParsed,
  dropPublishedParsed,
  selectPublishedParsed
} from "../../engine/build/published-parsed.js";
import {selectNoneParsed} from "../../engine/build/stage.js";
import type {WasmDatabase} from "./wasm-database.js";

/** Events of files that are being read, on their way into `parsed`. */
export interface ParsedEvents {
  /**
   * @param place of the file among those that are read
   * @returns how many events these are
   */
  insert(place: number, ipc: Uint8Array): Promise<number>;
  /**
   * Makes `parsed` and `files` of what was inserted, as `createStaged` wants them: files go by the hash of their content. Events of
   * files that are not among those given are left out. Published events, if there are any in the tables of `createPublishedParsed`, come
   * first.
   */
  finish(files: readonly InsertedFile[]): Promise<void>;
  /** Frees `parsed`. */
  drop(): Promise<void>;
}

/** A file whose events were inserted. */
export interface InsertedFile {
  readonly place: number;
  readonly name: string;
  readonly contentHash: string;
  /** What is said of its events; null where they speak for themselves. */
  readonly origin: string | null;
}

/** What `parsed` has beside what a file gives. */
const added = new Set(["raw", "file", "source_file"]);

export async function createParsedEvents(database: WasmDatabase): Promise<ParsedEvents> {
  await database.run(`
    CREATE TABLE parsed_rows AS
    SELECT * EXCLUDE (${[...added].join(", ")}), NULL::INTEGER AS place FROM (${selectNoneParsed});
    CREATE TABLE files (number INTEGER, source_file VARCHAR, origin VARCHAR);
    ${createPublishedParsed}
  `);
  return {
    insert: (place, ipc) => database.insert("parsed_rows", ipc, `${place}::INTEGER AS place`),
    async finish(files) {
      const sorted = [...files].sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
      await database.run("CREATE TABLE places_of_files (place INTEGER, number INTEGER, name VARCHAR)");
      await database.append(
        "places_of_files",
        sorted.map(({place, name}, i) => [place, i + 1, name])
      );
      await database.append(
        "files",
        sorted.map(({name, origin}, i) => [i + 1, name, origin])
      );
      await database.run(`
        CREATE VIEW parsed AS
        SELECT rows.* EXCLUDE (place), NULL::VARCHAR AS raw, f.number AS file, f.name AS source_file
        FROM parsed_rows rows JOIN places_of_files f ON f.place = rows.place
        UNION ALL BY NAME
        ${selectPublishedParsed(0)}
      `);
    },
    drop: () =>
      database.run(
        `DROP VIEW parsed; DROP TABLE parsed_rows; DROP TABLE places_of_files; ${dropPublishedParsed}`
      )
  };
}
