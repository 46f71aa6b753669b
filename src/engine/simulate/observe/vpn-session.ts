import type {Random} from "../random.js";
import {servers} from "../world.js";
import type {Border} from "./border.js";
import {exchange} from "./connection.js";
import type {Login, ServerLog} from "./server-log.js";

/** What a VPN session amounts to. */
export interface VpnUse {
  /** The address the client gets inside. */
  readonly assigned: string;
  readonly seconds: number;
  /** Median bytes from and to the client; a session varies around them. */
  readonly bytesOut: number;
  readonly bytesIn: number;
}

/** A VPN session as both witnesses tell it: the gateway's log, and the border's flow of the tunnel (DTLS). */
export function vpnSession(border: Border, log: ServerLog, random: Random, login: Login, use: VpnUse): void {
  const {bytesOut, bytesIn, seconds} = use;
  const sizes = exchange(random, {bytesOut, bytesIn, duration: 1, spread: 0.5}, "UDP");
  tunnel(border, login, {...sizes, duration: seconds + 3});
  log.vpnAccepted(login, {...use, bytesOut: sizes.bytesOut, bytesIn: sizes.bytesIn});
}

/** A VPN login with a wrong password: a short tunnel and the gateway's refusal. */
export function vpnRefusal(border: Border, log: ServerLog, random: Random, login: Login): void {
  tunnel(border, login, exchange(random, {bytesOut: 5200, bytesIn: 4800, duration: 4, spread: 0.2}, "UDP"));
  log.vpnFailed(login);
}

function tunnel(border: Border, {time, address, port}: Login, sizes: ReturnType<typeof exchange>): void {
  const ends = {client: address, clientPort: port, server: servers.vpn, serverPort: 443};
  border.connect({start: time - 3000, ...ends, transport: "UDP", app: "failed", ...sizes});
}
