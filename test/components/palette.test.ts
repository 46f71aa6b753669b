import {describe, expect, it} from "vitest";
import type {ToneName} from "../../src/components/palette.js";
import {paletteCss, surfaces, tones} from "../../src/components/palette.js";

type Rgb = readonly [number, number, number];
const themes = ["light", "dark"] as const;

/** Linear light in [0, 1] per channel, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function linear(hex: string): Rgb {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Full colour-blindness as linear maps, Machado, Oliveira and Fernandes 2009, https://doi.org/10.1109/TVCG.2009.113. */
const vision: Readonly<Record<string, readonly Rgb[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

/** Oklab, https://bottosson.github.io/posts/oklab/. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ];
}

/** How different two colours look: Euclidean distance in Oklab, in hundredths; 5 is plain to see side by side. */
function difference(a: string, b: string, matrix: readonly Rgb[]): number {
  const seen = (hex: string) => {
    const rgb = linear(hex);
    const [r = 0, g = 0, blue = 0] = matrix.map(row =>
      Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))
    );
    return oklab([r, g, blue]);
  };
  const [x, y] = [seen(a), seen(b)];
  return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

describe.each(themes)("the palette on the %s theme", theme => {
  it.each(Object.keys(tones) as ToneName[])("%s stands out from both surfaces", name => {
    for (const surface of Object.values(surfaces)) {
      expect(contrast(tones[name][theme], surface[theme])).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.entries(vision))(
    "keeps neighbouring severities and the two actions apart, with %s vision",
    (_, matrix) => {
      const pairs: [ToneName, ToneName][] = [
        ["severity-critical", "severity-high"],
        ["severity-high", "severity-medium"],
        ["severity-medium", "severity-low"],
        ["severity-low", "severity-none"],
        ["action-allowed", "action-blocked"],
        ["series-main", "series-anomaly"]
      ];
      for (const [a, b] of pairs) {
        const seen = difference(tones[a][theme], tones[b][theme], matrix);
        expect(seen, `${a} and ${b}`).toBeGreaterThanOrEqual(5);
      }
    }
  );

  it.each(Object.entries(vision))("keeps every two datasets apart, with %s vision", (_, matrix) => {
    const names = (Object.keys(tones) as ToneName[]).filter(name => name.startsWith("dataset-"));
    for (const [index, a] of names.entries()) {
      for (const b of names.slice(index + 1)) {
        const seen = difference(tones[a][theme], tones[b][theme], matrix);
        expect(seen, `${a} and ${b}`).toBeGreaterThanOrEqual(5);
      }
    }
  });
});

it("reaches the pages as custom properties that follow the theme", () => {
  expect(paletteCss()).toContain(`--severity-high:light-dark(${tones["severity-high"].light},`);
});
