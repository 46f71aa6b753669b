import type {SourceTrack} from "../../../../engine/replay/source-depth.js";
import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {maskAddresses} from "../../../mask.js";
import type {StageContext} from "../../stage.js";
import {shownLog} from "../alerts/alert-marks.js";
import {shortTime} from "../alerts/alert-words.js";
import {keyedRows, type Row, setText} from "../rows.js";

type TypedLine = SourceTrack["lines"][number];

/** What stands before a line: who reads it knows what was typed from what came of it. */
const signs = {login: "✓", refused: "✗", command: "$", file: "↓", said: "·"} as const;
const names = {
  login: "came in",
  refused: "turned away",
  command: "typed",
  file: "fetched",
  said: "from the log"
} as const;

const lineLimit = 160;

export interface SourceTyped {
  readonly node: HTMLElement;
  /** The last of the first so many lines. */
  show(lines: readonly TypedLine[], count: number): void;
}

/** The last lines of a source's sessions on honeypots and servers, as a terminal shows them: the latest at the bottom. */
export function sourceTyped(
  {site, timeZone}: Pick<StageContext, "site" | "timeZone">,
  most: number
): SourceTyped {
  const list = html`<ol></ol>`;
  const note = html`<p class="replay-panel-note"></p>`;
  const nothing = html`<p class="replay-panel-note">Nothing so far.</p>`;
  const node = html`<section class="replay-source-typed"><h4>What it did in sessions, the last lines</h4>${list}${nothing}${note}</section>`;
  const draw = keyedRows<TypedLine>(
    list,
    ({line, index, session}) => `${session.session} ${line.row} ${index}`,
    () => lineRow({site, timeZone})
  );
  return {
    node,
    show(lines, count) {
      draw(lines.slice(Math.max(0, count - most), count));
      list.hidden = count === 0;
      setText(
        note,
        count > most
          ? `After ${formatCount(count - most)} others. Passwords are left out.`
          : "Passwords are left out."
      );
      note.hidden = count === 0;
      nothing.hidden = count > 0;
    }
  };
}

function lineRow({site, timeZone}: Pick<StageContext, "site" | "timeZone">): Row<TypedLine> {
  const time = html`<time></time>`;
  const sign = html`<b></b>`;
  const text = shownLog(lineLimit);
  const node = html`<li>${time}${sign}<span>${text.node}</span></li>`;
  return {
    node,
    fill({line}) {
      node.dataset.kind = line.kind;
      time.textContent = shortTime(line.time, timeZone).replace(/^.*, /, "");
      time.title = shortTime(line.time, timeZone);
      sign.textContent = signs[line.kind];
      sign.title = names[line.kind];
      text.show(maskAddresses(line.text, site));
    }
  };
}
