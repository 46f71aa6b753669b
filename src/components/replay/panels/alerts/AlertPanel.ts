import {type AlertOrder, alertOrders} from "../../../../engine/replay/scene.js";
import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {timeLabel} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {createPace} from "../pace.js";
import {keyedRows, setText} from "../rows.js";
import {alertChips} from "./alert-chips.js";
import {indexSeverities, pickAlerts} from "./alert-pick.js";
import {type AlertExtras, alertColumns, alertRow, type ShownAlert} from "./alert-row.js";
import {alertTitle, countAlerts} from "./alert-words.js";

export const defaults = {
  /** Rows beside other panels. */
  rows: 10,
  /** Rows when it has the stage to itself. */
  rowsAlone: 22
} as const;

/**
 * The alerts that have been raised within what is looked back on, the latest or the gravest first. Severities are chosen in the
 * panel; all else follows from the state. While the reader presses something in it the rows stand still, so that they press what they see.
 */
export function AlertPanel(context: StageContext, extras: AlertExtras = {}): StagePanel {
  let state: StageState | null = null;
  let isHeld = false;
  const isDue = createPace();
  const title = html`<h3></h3>`;
  const subtitle = html`<p class="replay-panel-note"></p>`;
  const chips = alertChips(redraw);
  const orders = alertOrders.map(each => {
    const button = html`<button type="button" class="replay-chip" data-order=${each}>${each === "latest" ? "Latest" : "Gravest"} first</button>`;
    button.addEventListener("click", () => context.commands.show({order: each}));
    return {each, button};
  });
  const body = html`<tbody></tbody>`;
  const columns = alertColumns.filter(({key}) => key !== "triage" || extras.triage);
  const table = html`<table class="replay-alert-table">
  <thead><tr>${columns.map(({key, label}) => html`<th scope="col" data-column=${key}>${key === "time" ? timeLabel(label, context.timeZone) : label}</th>`)}</tr></thead>
  ${body}
</table>`;
  const node = html`<section class="frame replay-panel replay-alerts" data-testid="replay-alerts">
  <header class="replay-panel-head"><div>${title}${subtitle}</div>
    <div class="replay-alert-tools">${chips.node}<div class="replay-chips" role="group" aria-label="Order">${orders.map(({button}) => button)}</div></div>
  </header>
  <div class="replay-alert-rows">${table}</div>
</section>`;
  const drawRows = keyedRows<ShownAlert>(
    body,
    ({alert}) => alert.alert_id,
    () => alertRow(context, extras)
  );

  node.addEventListener("pointerdown", () => {
    isHeld = true;
    const release = () => {
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
      isHeld = false;
      // Only once the press has come to its button.
      requestAnimationFrame(redraw);
    };
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);
  });

  function redraw(): void {
    if (state !== null) draw(state);
  }

  function draw({frame, replay, scene, settings}: StageState): void {
    const {from, to, bySeverity} = frame.alerts;
    const {order} = scene;
    const isAlone = scene.view === "alerts";
    for (const {each, button} of orders) button.setAttribute("aria-pressed", String(each === order));
    const only = chips.chosen();
    const most = isAlone ? defaults.rowsAlone : defaults.rows;
    const {list, positions} = replay.alerts;
    const picked = pickAlerts(indexSeverities(list), {from, to, only, order, most});
    const count = only.size === 0 ? to - from : [...only].reduce((sum, each) => sum + bySeverity[each], 0);
    node.dataset.alone = String(isAlone);
    node.dataset.count = String(countAlerts(bySeverity));
    setText(title, alertTitle(bySeverity, frame.span));
    setText(subtitle, rowWords(picked.length, count, order, settings.batch));
    chips.show(bySeverity);
    drawRows(
      picked.flatMap(place => {
        const alert = list[place];
        const isNew = (positions[place] ?? 0) > frame.position - settings.batch;
        return alert === undefined ? [] : [{alert, isNew}];
      })
    );
  }

  return {
    node,
    show(next) {
      state = next;
      if (isHeld && next.playing) return;
      if (isDue(next.playing, performance.now(), next.scene, next.replay)) draw(next);
    }
  };
}

/** "The latest 10 of 3,201; a bar at the left: among the last 1,000 events." */
function rowWords(shown: number, count: number, order: AlertOrder, batch: number): string {
  if (count === 0) return "None to show.";
  const which =
    shown === count
      ? `All ${formatCount(count)}, the ${order} first`
      : `The ${order} ${formatCount(shown)} of ${formatCount(count)}`;
  return `${which}; a bar at the left: among the last ${formatCount(batch)} events.`;
}
