import type {View} from "../../engine/replay/scene.js";
import {AlertPanel} from "./panels/alerts/AlertPanel.js";
import {FigurePanel} from "./panels/figures/FigurePanel.js";
import {MapPanel} from "./panels/map/MapPanel.js";
import {PortPanel} from "./panels/ports/PortPanel.js";
import {ReactionPanel} from "./panels/reaction/ReactionPanel.js";
import {SourcePanel} from "./panels/source/SourcePanel.js";
import {TerminalPanel} from "./panels/terminal/TerminalPanel.js";
import {PointsPanel} from "./panels/time/PointsPanel.js";
import {TimePanel} from "./panels/time/TimePanel.js";
import {WithoutPanel} from "./panels/without/WithoutPanel.js";
import type {ReplayExtras} from "./replay-extras.js";
import type {Placed} from "./replay-stage.js";
import type {StageContext, StagePanel} from "./stage.js";

/** The panels of a stage, in the order of reading. */
export function stageParts(
  context: StageContext,
  {
    triage,
    attacks = [],
    leftOut = 0,
    notTyped = ""
  }: Pick<ReplayExtras, "triage" | "attacks" | "leftOut" | "notTyped">
): readonly Placed[] {
  const place = (name: string, panel: StagePanel, views: readonly View[]): Placed => ({name, panel, views});
  return [
    place("figures", FigurePanel(context), ["all", "map", "points", "alerts", "terminal", "ports"]),
    place("reaction", ReactionPanel(context, {attacks}), ["all", "alerts"]),
    place("without", WithoutPanel(context), ["all", "map", "points", "alerts", "ports", "source"]),
    place("time", TimePanel(context), ["all", "map", "ports"]),
    place("map", MapPanel(context), ["all", "map"]),
    place("points", PointsPanel(context), ["all", "points"]),
    place("ports", PortPanel(context), ["all", "ports"]),
    place("terminal", TerminalPanel(context, {leftOut, notTyped}), ["all", "terminal"]),
    place("alerts", AlertPanel(context, triage === undefined ? {} : {triage}), ["all", "alerts"]),
    place("source", SourcePanel(context), ["source"])
  ];
}
