/** Runs on every page, from the header: the theme button, links that carry the selection along, menus of values, saved views, terms, and opening logs. */

import {mountAccessibility} from "./accessibility.js";
import {mountGlossary} from "./glossary/mount-glossary.js";
import {carrySelection} from "./selection-links.js";
import {currentTheme, nextTheme, setTheme} from "./theme.js";
import {mountValues} from "./values/mount-values.js";
import {mountViews} from "./views/mount-views.js";
import {mountWorkspace} from "./workspace/mount.js";

const button = document.querySelector<HTMLButtonElement>("#theme-button");

function label(): void {
  if (button === null) return;
  const theme = currentTheme();
  button.textContent = {auto: "Auto", light: "Light", dark: "Dark"}[theme];
  button.setAttribute("aria-label", `Theme: ${theme}. Switch to ${nextTheme(theme)}.`);
}

button?.addEventListener("click", () => {
  setTheme(nextTheme(currentTheme()));
  label();
});
label();
carrySelection(document);
mountValues(document);
mountAccessibility(document);
mountViews();
mountGlossary();
mountWorkspace();
