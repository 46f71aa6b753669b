import {isoMicroseconds} from "./time.js";

/** One Dionaea connection in the nested dialect of T-Pot; parallel arrays, as Dionaea writes them. */
export interface DionaeaBody {
  connection: {
    protocol: string;
    transport: "tcp" | "udp";
    type: "accept" | "connect";
  };
  dst_ip: string;
  dst_port: number;
  src_ip: string;
  src_port: number;
  ftp?: {commands: {arguments: string[]; command: string[]}};
  credentials?: {password: string[]; username: string[]};
}

/** One line of dionaea.json. Its times carry no zone; the simulated T-Pot runs on UTC, as T-Pot does. */
export function formatDionaea(time: number, body: DionaeaBody): string {
  const {connection, dst_ip, dst_port, src_ip, src_port, ...rest} = body;
  const timestamp = isoMicroseconds(time);
  return JSON.stringify({
    connection,
    dst_ip,
    dst_port,
    src_hostname: "",
    src_ip,
    src_port,
    timestamp,
    ...rest
  });
}
