import {resolveColor} from "../../theme.js";
import type {PointColors} from "./draw-points.js";

/** Colours as a canvas needs them, resolved for the theme that is on. */
export interface MapColors {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly line: string;
  /** Of a choropleth, from the fewest to the most. */
  readonly shades: readonly string[];
  readonly points: PointColors;
  /** Of heat, from the least to the most. */
  readonly ramp: Uint32Array;
}

/** How many steps a choropleth has. */
export const shadeCount = 5;
const rampLength = 64;

const surface = "var(--theme-background-alt)";
const land = `color-mix(in srgb, var(--theme-foreground) 13%, ${surface})`;

/** CSS of each step of a choropleth. */
export const shadeColors = Array.from(
  {length: shadeCount},
  (_, i) => `color-mix(in oklab, var(--map-many) ${Math.round(18 + (82 * i) / (shadeCount - 1))}%, ${land})`
);

/** CSS of the ends and the middle of the scale of heat. */
export const heatColors = ["var(--map-heat-low)", "var(--map-heat-middle)", "var(--map-heat-high)"] as const;

export function readMapColors(): MapColors {
  const pixel = pixelReader();
  return {
    sea: resolveColor(surface),
    land: resolveColor(land),
    border: resolveColor(surface),
    line: resolveColor("var(--theme-foreground-faintest)"),
    shades: shadeColors.map(resolveColor),
    points: {
      fill: ["var(--action-unknown)", "var(--map-point-allowed)", "var(--action-blocked)"].map(color =>
        pixel(resolveColor(color))
      ),
      edge: pixel(resolveColor(surface))
    },
    ramp: Uint32Array.from({length: rampLength}, (_, i) => {
      const at = i / (rampLength - 1);
      const [low, middle, high] = heatColors;
      const [from, to, share] = at < 0.5 ? [low, middle, at * 2] : [middle, high, at * 2 - 1];
      const color = resolveColor(`color-mix(in oklab, ${to} ${Math.round(share * 100)}%, ${from})`);
      // What is cool lets the land through.
      return pixel(color, 0.88 * Math.sqrt(at));
    })
  };
}

/** Reads CSS colours as pixels, whatever notation they are in. */
function pixelReader(): (color: string, opacity?: number) => number {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", {willReadFrequently: true});
  return (color, opacity = 1) => {
    if (context === null) return 0;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
    return ((Math.round(255 * opacity) << 24) | (b << 16) | (g << 8) | r) >>> 0;
  };
}

/** Calls back when the reader or the system changes the theme. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.documentElement, {attributeFilter: ["data-theme"]});
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}
