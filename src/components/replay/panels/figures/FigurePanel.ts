import type {Frame} from "../../../../engine/replay/frame.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {sum, tally} from "../../../../engine/replay/tallies.js";
import {html} from "../../../html.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {createPace} from "../pace.js";
import {figureCard} from "./figure-card.js";
import {fewerWords, scopeWords, wholeFrame} from "./figure-scope.js";
import {figures, figureValues} from "./figure-values.js";

/** Milliseconds between two counts of what the scene leaves out. */
const scopePause = 200;

/** The key figures of a moment, and what the scene leaves out of them. */
export function FigurePanel(_context: StageContext): StagePanel {
  const cards = figures.map(({id, label}) => ({id, card: figureCard(id, label)}));
  const node = html`<div class="kpi-grid replay-figures" data-testid="replay-figures">${cards.map(({card}) => card.node)}</div>`;
  const isScopeDue = createPace(scopePause);
  let measured: {readonly whole: Replay; readonly isOutcomeMeasured: boolean} | undefined;

  function isOutcomeMeasured(whole: Replay): boolean {
    if (measured?.whole !== whole) {
      const {allowed, blocked} = sum(tally(whole.protocols, 0, whole.tape.length)).all;
      measured = {whole, isOutcomeMeasured: allowed + blocked > 0};
    }
    return measured.isOutcomeMeasured;
  }

  function showScope({frame, scene, whole}: StageState, isMeasured: boolean): void {
    const scope = scopeWords(scene);
    const here = figureValues(frame, isMeasured);
    const inFull = scope === null ? null : figureValues(wholeFrame(whole, frame), isMeasured);
    for (const {id, card} of cards) {
      const [value, before] = [here[id].value, inFull?.[id].value ?? null];
      card.showScope(
        scope === null ? null : value === null || before === null ? scope : fewerWords(scope, value, before)
      );
    }
  }

  let drawn: Frame | undefined;
  return {
    node,
    show(state) {
      const {frame, whole, playing} = state;
      const isMeasured = isOutcomeMeasured(whole);
      if (frame !== drawn) {
        drawn = frame;
        const values = figureValues(frame, isMeasured);
        for (const {id, card} of cards) card.show(values[id]);
      }
      if (isScopeDue(playing, performance.now())) showScope(state, isMeasured);
    }
  };
}
