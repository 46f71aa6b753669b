import type {Action, Dataset, Severity} from "../engine/event.js";
import {datasets, severities} from "../engine/event.js";

/** One colour as it is drawn on the light and on the dark theme, `#rrggbb`. */
export interface Tone {
  readonly light: string;
  readonly dark: string;
}

/**
 * Every colour that carries meaning, by the name of its CSS variable. Tuned so that each stands out from the page
 * (3:1 or better, WCAG 1.4.11) and from its neighbours under simulated colour-blindness, which takes differences in
 * lightness as well as in hue; test/components/palette.test.ts holds the numbers. Hues start from Okabe and Ito's,
 * https://jfly.uni-koeln.de/color/.
 */
export const tones = {
  "severity-critical": {light: "#86072d", dark: "#d93b62"},
  "severity-high": {light: "#c02c2a", dark: "#f07c5c"},
  "severity-medium": {light: "#b8640a", dark: "#f9b35e"},
  "severity-low": {light: "#9a9148", dark: "#f4f057"},
  "severity-none": {light: "#6f777f", dark: "#959faa"},
  "action-allowed": {light: "#0072b2", dark: "#56b4e9"},
  "action-blocked": {light: "#c2452d", dark: "#ff8e72"},
  "action-unknown": {light: "#6f777f", dark: "#959faa"},
  "dataset-iscx": {light: "#2a60a7", dark: "#65aaf4"},
  "dataset-cowrie": {light: "#a55907", dark: "#eead35"},
  "dataset-dionaea": {light: "#2f9c8a", dark: "#4fe8ca"},
  "dataset-suricata": {light: "#7c3355", dark: "#b0708a"},
  "dataset-authlog": {light: "#36109c", dark: "#6a70e0"},
  "dataset-weblog": {light: "#541901", dark: "#e92917"},
  "dataset-zeek": {light: "#b639ee", dark: "#bb24a6"},
  "dataset-textlog": {light: "#94931b", dark: "#d6e680"},
  "series-main": {light: "#2b62c4", dark: "#6ea8ff"},
  "series-anomaly": {light: "#c2452d", dark: "#ff8e72"},
  "series-burst": {light: "#a8508a", dark: "#dc8fbf"}
} as const satisfies Record<string, Tone>;

export type ToneName = keyof typeof tones;

/** The backgrounds that the tones are drawn on; theme.css takes them from here through `paletteCss`. */
export const surfaces = {
  background: {light: "#ffffff", dark: "#12161c"},
  "background-alt": {light: "#f6f8fa", dark: "#1a2029"}
} as const satisfies Record<string, Tone>;

/** A colour for `fill`, `stroke` or CSS that follows the theme. A canvas needs `resolveColor` (theme.ts). */
export function color(name: ToneName): string {
  return `var(--${name})`;
}

export const severityColor: Readonly<Record<Severity, string>> = {
  none: color("severity-none"),
  low: color("severity-low"),
  medium: color("severity-medium"),
  high: color("severity-high"),
  critical: color("severity-critical")
};

/** A second sign beside the colour. Names are Plot's symbols; severity-mark.ts draws the same shapes. */
export const severitySymbol = {
  none: "circle",
  low: "circle",
  medium: "square",
  high: "triangle",
  critical: "diamond"
} as const satisfies Record<Severity, string>;

export const severityLabel: Readonly<Record<Severity, string>> = {
  none: "None",
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical"
};

/** How a null action is drawn and named: recorded by no source and inferred by no rule. */
export const actionColor: Readonly<Record<Action | "unknown", string>> = {
  allowed: color("action-allowed"),
  blocked: color("action-blocked"),
  unknown: color("action-unknown")
};

export const datasetLabel: Readonly<Record<Dataset, string>> = {
  iscx: "ISCX flows",
  cowrie: "Cowrie",
  dionaea: "Dionaea",
  suricata: "Suricata",
  authlog: "Auth logs",
  weblog: "Web access",
  zeek: "Zeek",
  textlog: "Plain text logs"
};

export const datasetColor: Readonly<Record<Dataset, string>> = {
  iscx: color("dataset-iscx"),
  cowrie: color("dataset-cowrie"),
  dionaea: color("dataset-dionaea"),
  suricata: color("dataset-suricata"),
  authlog: color("dataset-authlog"),
  weblog: color("dataset-weblog"),
  zeek: color("dataset-zeek"),
  textlog: color("dataset-textlog")
};

/** Scales for Plot's `color` and `symbol` options. Domains run from the least to the most severe. */
export const severityScale = {
  domain: [...severities],
  range: severities.map(severity => severityColor[severity])
};
export const severitySymbolScale = {
  domain: [...severities],
  range: severities.map(severity => severitySymbol[severity])
};
export const actionScale = {domain: Object.keys(actionColor), range: Object.values(actionColor)};
export const datasetScale = {
  domain: [...datasets],
  range: datasets.map(dataset => datasetColor[dataset])
};

/** The custom properties behind `color`, as one CSS rule. */
export function paletteCss(): string {
  const lines: string[] = [];
  for (const [name, tone] of Object.entries(tones)) lines.push(`--${name}:${lightDark(tone)}`);
  for (const [name, tone] of Object.entries(surfaces)) lines.push(`--surface-${name}:${lightDark(tone)}`);
  return `:root{${lines.join(";")}}`;
}

function lightDark({light, dark}: Tone): string {
  return `light-dark(${light},${dark})`;
}
