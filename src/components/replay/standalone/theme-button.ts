import {html} from "../../html.js";
import {currentTheme, nextTheme, setTheme} from "../../theme.js";

const labels = {auto: "Auto", light: "Light", dark: "Dark"} as const;

/** Goes from the system's theme to the light and the dark one and round again, as the button in the header of the site. */
export function themeButton(): HTMLElement {
  const button = html`<button type="button" class="button" data-testid="theme-button"></button>`;
  const label = () => {
    const theme = currentTheme();
    button.textContent = labels[theme];
    button.setAttribute("aria-label", `Theme: ${theme}. Switch to ${nextTheme(theme)}.`);
  };
  button.addEventListener("click", () => {
    setTheme(nextTheme(currentTheme()));
    label();
  });
  label();
  return button;
}
