import {smb, tls} from "../observe/exchanges.js";
import {observersOf} from "../observe/observers.js";
import {type Attack, scaled} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

/** Friday night: shares are gathered on the taken server and leave for an address nobody has dealt with before. */
export const exfiltration: Attack = {
  name: "exfiltration",
  title: "Data exfiltration to an unknown address",
  description:
    "Files are gathered on one server and uploaded, gigabytes of them, to an address that nobody has dealt with before.",
  attack_type: "Data Exfiltration",
  hours: 3,
  attackers: world => [world.crew.dropZone],
  victims: () => [servers.files, servers.app, servers.compute],
  run(context) {
    const {random, from, to, stretch, world} = context;
    const gathering = 1_500_000 * stretch;
    const {border} = observersOf(context, "Data Exfiltration");
    for (let n = 0; n < 6; ++n) {
      const shape = {bytesOut: 90_000, bytesIn: 420_000_000, duration: 240, spread: 0.2};
      const time = from + n * 400_000 * stretch;
      smb(
        border,
        random,
        {time, client: servers.app, server: servers.files},
        {share: "finance", command: "SMB2_COMMAND_READ", shape}
      );
    }
    const uploads = scaled(context, 36, 12);
    for (let n = 0; n < uploads; ++n) {
      const time = from + gathering + ((n + random.uniform()) / uploads) * (to - from - gathering);
      const shape = {bytesOut: 185_000_000, bytesIn: 900_000, duration: 160, spread: 0.25};
      const research = n % 4 === 3;
      const alert = random.chance(0.12) ? {alert: signatures.largeUpload} : {};
      const pair = {
        time,
        client: research ? servers.compute : servers.app,
        server: world.crew.dropZone,
        vantage: "both" as const
      };
      tls(border, random, pair, {
        sni: "files.telemetry-sync.example",
        shape,
        ja3: "72a589da586844d7f0818ce684948eea",
        ...alert
      });
    }
  }
};
