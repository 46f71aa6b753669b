/** What the reader chose; `auto` follows the operating system. */
export type Theme = "auto" | "light" | "dark";

const themes: readonly Theme[] = ["auto", "light", "dark"];

/** Shared with the script in the page's head, which applies the choice before anything is painted. */
export const themeKey = "flowbook-theme";

function isTheme(value: unknown): value is Theme {
  return themes.some(theme => theme === value);
}

export function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return isTheme(theme) ? theme : "auto";
}

/** Applies a theme and remembers it. */
export function setTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

/** The theme after this one, for a button that goes round. */
export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
}

/** The colour a CSS expression such as `var(--severity-high)` stands for now, for a canvas: `rgb(r, g, b)`. */
export function resolveColor(expression: string): string {
  const probe = document.createElement("span");
  probe.style.color = expression;
  probe.style.display = "none";
  document.body.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}
