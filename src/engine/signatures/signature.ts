/** What can be inspected. A payload that is an HTTP request is taken apart into the `http_` fields and is not `payload` then. */
export const signatureFields = [
  "http_url",
  "http_user_agent",
  "http_host",
  /** Headers other than Host and User-Agent, one per line: "name: value". */
  "http_header",
  "http_body",
  "payload",
  "command",
  "message",
  "username",
  "file_name",
  "dns_query"
] as const;
export type SignatureField = (typeof signatureFields)[number];

/** In ascending order; the place from 1 is what `evidence.level` holds. */
export const signatureLevels = ["low", "medium", "high", "critical"] as const;
export type SignatureLevel = (typeof signatureLevels)[number];

/** A text and the field that it stands in. */
export interface Example {
  readonly field: SignatureField;
  readonly text: string;
}

/** Something that gives an attack away by how it is written. The syntax of files is in data/signatures/README.md. */
export interface Signature {
  /** Unique among all files; lower case, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The kind of thing it finds, in a few words: "SQL injection attempt". Alerts with the same finding become one. */
  readonly finding: string;
  readonly level: SignatureLevel;
  /** ATT&CK technique, "T1190" or "T1059.004". */
  readonly technique: string;
  readonly fields: readonly SignatureField[];
  /** In RE2 syntax, over what `decodeText` makes of a field; one that matches is enough. */
  readonly patterns: readonly string[];
  readonly matches: readonly Example[];
  readonly noMatches: readonly Example[];
  /** Path as given by the caller, and the line that its entry begins at, from 1. */
  readonly file: string;
  readonly line: number;
}
