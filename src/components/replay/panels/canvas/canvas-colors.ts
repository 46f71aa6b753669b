import {datasetColor, severityColor} from "../../../palette.js";
import {resolveColor} from "../../../theme.js";

/** Colours as a canvas needs them, resolved for the theme that is on. */
export interface CanvasColors {
  readonly text: string;
  readonly muted: string;
  /** Of lines that guide the eye. */
  readonly line: string;
  readonly surface: string;
  readonly focus: string;
  readonly events: string;
  readonly anomalous: string;
  readonly severity: typeof severityColor;
  readonly dataset: typeof datasetColor;
}

export function readColors(): CanvasColors {
  return {
    text: resolveColor("var(--theme-foreground-alt)"),
    muted: resolveColor("var(--theme-foreground-muted)"),
    line: resolveColor("var(--theme-foreground-faintest)"),
    surface: resolveColor("var(--theme-background)"),
    focus: resolveColor("var(--theme-foreground-focus)"),
    events: resolveColor("var(--series-main)"),
    anomalous: resolveColor("var(--series-anomaly)"),
    severity: resolveAll(severityColor),
    dataset: resolveAll(datasetColor)
  };
}

function resolveAll<T extends Readonly<Record<string, string>>>(colors: T): T {
  return Object.fromEntries(
    Object.entries(colors).map(([name, expression]) => [name, resolveColor(expression)])
  ) as T;
}

/** Reads resolved colours as pixels of an ImageData: 0xAABBGGRR on all machines that browsers run on. */
export function pixelReader(): (color: string) => number {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", {willReadFrequently: true});
  return color => {
    if (context === null) return 0;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  };
}

/** Calls back when the reader or the system changes the theme. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.documentElement, {attributeFilter: ["data-theme"]});
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}
