import {type LogRow, ruleText} from "./fixtures.js";

/** A rule over our own events, of the fields of one selection. */
export const detections = (conditions: string, condition = "selection") =>
  ruleText(`selection:\n  ${conditions.replaceAll("\n", "\n  ")}\ncondition: ${condition}`);

/** Events that hold nothing but a message. */
export const messages = (...texts: (string | null)[]): LogRow[] => texts.map(message => ({message}));

/** [what is found, selection, events, `seq` of those that are hit] */
export const selections: readonly [string, string, readonly LogRow[], readonly number[]][] = [
  ["text without regard to case", "message: Root", messages("root", "ROOT", "roots", null), [0, 1]],
  ["text with regard to case", "message|cased: Root", messages("root", "Root"), [1]],
  ["letters beyond ASCII in either case", "message: ÉTÉ", messages("été", "ÉTÉ", "ete"), [0, 1]],
  ["what stands anywhere", "message|contains: or", messages("error", "OR", "o r"), [0, 1]],
  [
    "beginnings and ends",
    "message|startswith: a\nhttp_url|endswith: b",
    [{message: "ab", http_url: "ab"}],
    [0]
  ],
  ["wildcards across lines", "message: 'a*b?c'", messages("a\nb\nc", "ab-c", "abc"), [0, 1]],
  ["escaped wildcards as they stand", "message: 'a\\*\\?'", messages("a*?", "abc"), [0]],
  ["what LIKE would take for wildcards", "message: '*50%_*'", messages("50%_ off", "500 off"), [0]],
  [
    "any of many texts",
    `message|contains: [${[..."abcdefghij"].map(c => `x${c}`)}]`,
    messages("-xj-", "xk"),
    [0]
  ],
  ["all of many texts", "message|contains|all: [a, b, c]", messages("cba", "ab"), [0]],
  ["quotes as text", `message: "it's"`, messages("it's", "its"), [0]],
  ["the character 0", 'message|contains: "a\\0b"', messages("xa\0bx", "ab", "a"), [0]],
  ["an empty text", "message: ''", messages("", null, "a"), [0]],
  ["a field without a value", "message: null", messages("", null), [1]],
  ["a field that exists", "message|exists: true", messages("", null), [0]],
  ["any value", "message: '*'", messages("", "a", null), [0, 1]],
  [
    "text that is a number",
    "destination_port: '445'",
    [{destination_port: 445}, {destination_port: 44}],
    [0]
  ],
  ["a number in a text", "message: 445", messages("445", "4450"), [0]],
  [
    "digits of a number by wildcard",
    "destination_port: '44*'",
    [{destination_port: 445}, {destination_port: 54}],
    [0]
  ],
  [
    "one of several numbers, written as either",
    "destination_port: [22, '445', 4*5]",
    [22, 445, 4005, 23, null].map(destination_port => ({destination_port})),
    [0, 1, 2]
  ],
  ["text that is no number", "destination_port: ssh", [{destination_port: 22}], []],
  ["true of a flag", "flag_syn: true", [{flag_syn: true}, {flag_syn: false}, {flag_syn: null}], [0]],
  ["a flag by its name", "flag_syn: 'False'", [{flag_syn: true}, {flag_syn: false}], [1]],
  ["a limit", "bytes_sent|gte: 10", [{bytes_sent: 10}, {bytes_sent: 9}, {bytes_sent: null}], [0]],
  ["a limit of a number in text", "message|lt: 5", messages("4.5", "5", "nan", "four", null), [0]],
  ["a network", "source_ip|cidr: 192.0.2.0/25", [{source_ip: "192.0.2.5"}, {source_ip: "192.0.2.200"}], [0]],
  ["an expression", "message|re: '^a.c$'", messages("abc", "ABC", "a\nc"), [0]],
  ["an expression with flags", "message|re|i|s: '^a.c$'", messages("ABC", "a\nc"), [0, 1]],
  ["an expression with a named group", "message|re: '(?<who>roo)t[(?<]'", messages("root<", "root"), [0]],
  ["an expression line by line", "message|re|m: '^b$'", messages("a\nb\nc", "abc"), [0]],
  [
    "another field of the event",
    "http_host|fieldref: tls_sni",
    [
      {http_host: "A.example", tls_sni: "a.example"},
      {http_host: "a", tls_sni: "b"},
      {http_host: "a", tls_sni: null}
    ],
    [0]
  ],
  [
    "the hour of the event in UTC",
    "event_time|hour: 3",
    [{event_time: Date.UTC(2026, 0, 1, 3, 59)}, {event_time: Date.UTC(2026, 0, 1, 4)}],
    [0]
  ],
  [
    "the week of a year that began on a Thursday",
    "event_time|week|lte: 1",
    [{event_time: Date.UTC(2026, 0, 1)}, {event_time: Date.UTC(2026, 0, 5)}],
    [0]
  ]
];
