import {createRandom} from "../src/engine/random.js";
import {sqlLiteral} from "../src/engine/sql.js";

/** A rule as Sigma, and as somebody would write the same question by hand. */
export interface NetworkRule {
  readonly yaml: string;
  /** Condition over `logs`. */
  readonly sql: string;
}

const syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");
const like = (column: string, patterns: readonly string[]) =>
  `(${patterns.map(pattern => `${column} ILIKE ${sqlLiteral(pattern)}`).join(" OR ")})`;
const list = (values: readonly (string | number)[]) =>
  `[${values.map(value => JSON.stringify(value)).join(", ")}]`;
const document = (number: number, logSource: string, selections: readonly string[], condition: string) =>
  `title: Network rule ${number}\nname: network-${number}\nlogsource: {${logSource}}\ndetection:\n  ${selections.join("\n  ")}\n  condition: ${condition}\n`;

/**
 * Rules that ask what public rules about networks ask, in about their proportions: lists of domains, paths, user agents,
 * ports and words of logs, with the exceptions that such rules make.
 */
export function createNetworkRules(count: number, seed: number): NetworkRule[] {
  const random = createRandom(seed);
  const pick = (n: number) => Math.floor(random() * n);
  const word = () => Array.from({length: 2 + pick(3)}, () => syllables[pick(syllables.length)]).join("");
  const words = (least: number, most: number, form: (word: string) => string) =>
    Array.from({length: least + pick(most - least + 1)}, () => form(word()));
  const prefix = () => `10.${pick(256)}.`;

  const templates: readonly ((number: number) => NetworkRule)[] = [
    number => {
      const domains = words(5, 30, name => `.${name}.com`);
      return {
        yaml: document(
          number,
          "category: dns",
          [`selection: {"query|endswith": ${list(domains)}}`],
          "selection"
        ),
        sql: `event_type = 'dns' AND ${like(
          "dns_query",
          domains.map(domain => `%${domain}`)
        )}`
      };
    },
    number => {
      const [a, b, c] = [word(), word(), word()];
      return {
        yaml: document(
          number,
          "product: zeek, service: dns",
          [`selection: {"query|contains|all": ${list([a, b])}}`, `filter: {"query|endswith": ".${c}.edu"}`],
          "selection and not filter"
        ),
        sql: `event_type = 'dns' AND dns_query ILIKE '%${a}%' AND dns_query ILIKE '%${b}%' AND dns_query NOT ILIKE '%.${c}.edu'`
      };
    },
    number => ({
      yaml: document(
        number,
        "category: dns",
        [`selection: {"query|re": "^[a-z0-9]{${20 + pick(20)},}\\\\.${word()}\\\\."}`],
        "selection"
      ),
      sql: `event_type = 'dns' AND regexp_matches(dns_query, '^[a-z0-9]{30,}\\.${word()}\\.')`
    }),
    number => {
      const paths = words(3, 20, name => `/${name}.php?`);
      return {
        yaml: document(
          number,
          "category: webserver",
          [
            `selection: {cs-method: GET, "cs-uri-query|contains": ${list(paths)}}`,
            "filter: {sc-status: 404}"
          ],
          "selection and not filter"
        ),
        sql: `event_type = 'http' AND direction IS DISTINCT FROM 'outbound' AND http_method ILIKE 'GET' AND ${like(
          "http_url",
          paths.map(path => `%${path}%`)
        )} AND http_status IS DISTINCT FROM 404`
      };
    },
    number => {
      const agents = words(3, 40, name => `${name}/1.`);
      return {
        yaml: document(
          number,
          "category: proxy",
          [`selection: {"c-useragent|startswith": ${list(agents)}}`],
          "selection"
        ),
        sql: `event_type IN ('http', 'tls', 'quic') AND direction IS DISTINCT FROM 'inbound' AND ${like(
          "http_user_agent",
          agents.map(agent => `${agent}%`)
        )}`
      };
    },
    number => {
      const hosts = words(3, 20, name => `.${name}.net`);
      const [a, b] = [word(), word()];
      return {
        yaml: document(
          number,
          "category: proxy",
          [`selection: {"cs-host|endswith": ${list(hosts)}}`, `files: {c-uri-extension: ${list([a, b])}}`],
          "selection and files"
        ),
        sql: `event_type IN ('http', 'tls', 'quic') AND direction IS DISTINCT FROM 'inbound' AND ${like(
          "coalesce(http_host, tls_sni)",
          hosts.map(host => `%${host}`)
        )} AND ${like("http_url", [`%.${a}`, `%.${b}`])}`
      };
    },
    number => {
      const names = words(2, 15, name => `.${name}.org`);
      return {
        yaml: document(
          number,
          "product: zeek, service: ssl",
          [`selection: {"server_name|endswith": ${list(names)}}`],
          "selection"
        ),
        sql: `event_type = 'tls' AND ${like(
          "tls_sni",
          names.map(name => `%${name}`)
        )}`
      };
    },
    number => {
      const ports = Array.from({length: 2 + pick(10)}, () => 1024 + pick(60000));
      const network = prefix();
      return {
        yaml: document(
          number,
          "product: zeek, service: conn",
          [
            `selection: {id.resp_p: ${list(ports)}, "orig_bytes|gte": ${pick(10_000)}}`,
            `filter: {"id.orig_h|cidr": ${network}0.0/16}`
          ],
          "selection and not filter"
        ),
        sql: `event_type IN ('flow', 'netflow') AND destination_port IN (${ports.join(", ")}) AND bytes_sent >= 5000 AND source_ip NOT LIKE '${network}%'`
      };
    },
    number => {
      const texts = words(3, 25, name => `${name} failed`);
      return {
        yaml: document(number, "product: linux", [`keywords: ${list(texts)}`], "keywords"),
        sql: `dataset = 'authlog' AND (${["message", "command", "username"]
          .map(column =>
            like(
              column,
              texts.map(text => `%${text}%`)
            )
          )
          .join(" OR ")})`
      };
    },
    number => {
      const users = words(3, 12, name => name);
      return {
        yaml: document(
          number,
          "category: authentication",
          [`selection: {outcome: failure, user: ${list(users)}}`],
          "selection"
        ),
        sql: `login = 'failed' AND ${like("username", users)}`
      };
    },
    number => {
      const names = words(2, 8, name => `ET ${name}`);
      return {
        yaml: document(
          number,
          "product: suricata, service: alert",
          [`selection: {"alert.signature|contains": ${list(names)}}`],
          "selection"
        ),
        sql: `event_type = 'alert' AND ${like(
          "signature",
          names.map(name => `%${name}%`)
        )}`
      };
    }
  ];
  return Array.from({length: count}, (_, i) => {
    const template = templates[i % templates.length] as (number: number) => NetworkRule;
    return template(i + 1);
  });
}
