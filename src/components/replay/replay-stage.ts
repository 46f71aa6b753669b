import type {View} from "../../engine/replay/scene.js";
import {html} from "../html.js";
import type {StagePanel, StageState} from "./stage.js";

/** A panel's place: what it is called in style sheets, and in which views it is seen. */
export interface Placed {
  readonly name: string;
  readonly panel: StagePanel;
  readonly views: readonly View[];
}

/** The panels of a replay, arranged by style sheets after `data-view`. Those that a view leaves out are hidden, and cost nothing. */
export function replayStage(placed: readonly Placed[]): StagePanel {
  const boxes = placed.map(
    ({name, panel}) => html`<div class="replay-part" data-part=${name}>${panel.node}</div>`
  );
  const node = html`<div class="replay-stage" data-testid="replay-stage">${boxes}</div>`;
  return {
    node,
    show(state: StageState) {
      const {view} = state.scene;
      if (node.dataset.view !== view) {
        node.dataset.view = view;
        for (const [i, {views}] of placed.entries()) (boxes[i] as HTMLElement).hidden = !views.includes(view);
      }
      node.dataset.position = String(state.frame.position);
      for (const {panel, views} of placed) if (views.includes(view)) panel.show(state);
    }
  };
}
