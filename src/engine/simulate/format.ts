import {formatAuth} from "./formats/auth.js";
import {formatCowrie} from "./formats/cowrie.js";
import {formatDionaea} from "./formats/dionaea.js";
import {formatIscx} from "./formats/iscx.js";
import {formatSuricata} from "./formats/suricata.js";
import {minutesOnly} from "./formats/time.js";
import type {LogRecord} from "./record.js";
import {campusOffset} from "./rhythm.js";

/** The line that a record is in its log. */
export function formatRecord(record: LogRecord): string {
  switch (record.format) {
    case "suricata":
      return formatSuricata(record.time, record.body);
    case "iscx": {
      // QRadar exports the day after; the column is the same in a whole export.
      const exported = Math.floor(record.time / 86_400_000 + 1) * 86_400_000 + 3_600_000;
      return formatIscx(record.body, minutesOnly(exported, campusOffset(exported)));
    }
    case "cowrie":
      return formatCowrie(record.time, record.body);
    case "dionaea":
      return formatDionaea(record.time, record.body);
    case "auth":
      return formatAuth(record.time, record.body);
  }
}
