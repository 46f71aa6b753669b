import {isoMicroseconds} from "./time.js";

/** One Cowrie record without sensor, uuid and timestamp, which the writer puts where Cowrie has them. */
export interface CowrieBody {
  eventid: string;
  src_ip: string;
  src_port?: number;
  dst_ip?: string;
  dst_port?: number;
  session: string;
  protocol: "ssh" | "telnet";
  message: string | readonly string[];
  [field: string]: unknown;
}

const sensor = "tpot-campus";
const uuid = "5b0b6f2e-15d1-11f1-9c55-0242ac130002";

/** One line of cowrie.json in the dialect of early 2026. https://docs.cowrie.org/en/latest/OUTPUT.html */
export function formatCowrie(time: number, body: CowrieBody): string {
  return JSON.stringify({...body, sensor, uuid, timestamp: `${isoMicroseconds(time)}Z`});
}
