import {html, svg} from "../../../html.js";
import {legendItem} from "../../../map/action-legend.js";
import {color} from "../../../palette.js";
import type {StageContext, StagePanel} from "../../stage.js";
import {createPace} from "../pace.js";
import {portFinding, rankRows} from "./port-rows.js";
import {portSplit} from "./port-split.js";
import {portTable} from "./port-table.js";

/** Rows of each ranking, beside other panels and alone. */
const rowCounts = {beside: 8, alone: 12};
/** Milliseconds between two writings of numbers and of the title while playing. */
const [numberPause, titlePause] = [100, 250];

/** Services, ports and protocols within what is looked back on, the busiest first; bars follow every frame. */
export function PortPanel(_context: StageContext): StagePanel {
  const title = document.createTextNode("");
  const services = portTable("service", "services");
  const ports = portTable("port", "ports");
  const protocols = portSplit();
  const node = html`<figure class="frame replay-ports" data-chart="replay-ports" data-testid="replay-ports" aria-labelledby="chart-replay-ports">
    <figcaption><h3 id="chart-replay-ports">${title}</h3></figcaption>
    <div class="frame-body">
      ${legend()}
      <div class="port-halves">${services.node}${ports.node}</div>
      ${protocols.node}
    </div>
  </figure>`;
  const areNumbersDue = createPace(numberPause);
  const isTitleDue = createPace(titlePause);

  return {
    node,
    show({frame, scene, playing}) {
      const now = performance.now();
      const writesNumbers = areNumbersDue(playing, now);
      const count = scene.view === "ports" ? rowCounts.alone : rowCounts.beside;
      node.dataset.alone = String(scene.view === "ports");
      services.show(rankRows(frame.services, frame, count), count, writesNumbers);
      ports.show(rankRows(frame.ports, frame, count), count, writesNumbers);
      protocols.show(rankRows(frame.protocols, frame, frame.protocols.length), writesNumbers);
      if (!isTitleDue(playing, now)) return;
      const finding = portFinding(frame);
      if (title.data !== finding) title.data = finding;
    }
  };
}

function legend(): HTMLElement {
  const item = (label: string, fill: string) =>
    legendItem(
      svg`<svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" fill=${fill}></rect></svg>`,
      label
    );
  return html`<div class="legend">${item("all events", color("series-main"))}${item("anomalous, in front", color("series-anomaly"))}</div>`;
}
