import type {View} from "../../engine/replay/scene.js";
import {AlertPanel} from "./panels/AlertPanel.js";
import {FigurePanel} from "./panels/FigurePanel.js";
import {MapPanel} from "./panels/MapPanel.js";
import {PointsPanel} from "./panels/PointsPanel.js";
import {PortPanel} from "./panels/PortPanel.js";
import {ReactionPanel} from "./panels/ReactionPanel.js";
import {SourcePanel} from "./panels/SourcePanel.js";
import {TerminalPanel} from "./panels/TerminalPanel.js";
import {TimePanel} from "./panels/TimePanel.js";
import {WithoutPanel} from "./panels/WithoutPanel.js";
import type {ReplayExtras} from "./replay-player.js";
import type {Placed} from "./replay-stage.js";
import type {StageContext, StagePanel} from "./stage.js";

/** The panels of a stage, in the order of reading. */
export function stageParts(
  context: StageContext,
  {triage, attacks = [], leftOut = 0}: Pick<ReplayExtras, "triage" | "attacks" | "leftOut">
): readonly Placed[] {
  const place = (name: string, panel: StagePanel, views: readonly View[]): Placed => ({name, panel, views});
  return [
    place("figures", FigurePanel(context), ["all", "map", "points", "alerts", "terminal", "ports"]),
    place("reaction", ReactionPanel(context, {attacks}), ["all", "alerts"]),
    place("without", WithoutPanel(context), ["all", "map", "points", "alerts", "ports"]),
    place("time", TimePanel(context), ["all", "map", "ports"]),
    place("map", MapPanel(context), ["all", "map"]),
    place("points", PointsPanel(context), ["all", "points"]),
    place("ports", PortPanel(context), ["all", "ports"]),
    place("terminal", TerminalPanel(context, {leftOut}), ["all", "terminal"]),
    place("alerts", AlertPanel(context, triage === undefined ? {} : {triage}), ["all", "alerts"]),
    place("source", SourcePanel(context), ["source"])
  ];
}
