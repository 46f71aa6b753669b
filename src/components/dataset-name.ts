import {datasets} from "../engine/event.js";
import {visibleText} from "./log-text.js";
import {color, datasetColor, datasetLabel} from "./palette.js";

/** How a dataset is called and coloured; one that no source of ours makes keeps the name it came with. */
export function datasetName(name: string | null): {readonly label: string; readonly fill: string} {
  const known = datasets.find(dataset => dataset === name);
  return known
    ? {label: datasetLabel[known], fill: datasetColor[known]}
    : {label: visibleText(name ?? "all together"), fill: color("series-main")};
}
