/** What Framework serves to pages and components under this name. */
declare module "observablehq:stdlib" {
  export interface FileAttachment {
    readonly name: string;
    readonly mimeType: string;
    /** Bytes. */
    readonly size: number;
    /** The file's address in this build. */
    readonly href: string;
    /** Parsed, and taken to be what the caller says: only for files that `npm run data` wrote. */
    json<T = unknown>(): Promise<T>;
    text(): Promise<string>;
    arrayBuffer(): Promise<ArrayBuffer>;
  }
  /** `name` must be a literal, relative to the module it stands in: Framework reads it from the source. */
  export function FileAttachment(name: string): FileAttachment;
}
