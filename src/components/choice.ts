import {html} from "./html.js";

export interface ChoiceOptions<T> {
  readonly label: string;
  readonly options: readonly {readonly value: T; readonly label: string}[];
  readonly value: T;
}

export interface Choice<T> extends HTMLElement {
  readonly value: T;
  /** Says something beside the buttons about what was chosen; "" says nothing. */
  remark(text: string): void;
}

/** One of a few, as a row of buttons: an input in Framework's sense, so that `view(choice(…))` is reactive. */
export function choice<T>({label, options, value}: ChoiceOptions<T>): Choice<T> {
  let chosen = value;
  const buttons = options.map(option => {
    const button = html`<button type="button">${option.label}</button>`;
    button.addEventListener("click", () => {
      chosen = option.value;
      render();
      control.dispatchEvent(new CustomEvent("input", {bubbles: true}));
    });
    return {button, option};
  });
  const aside = html`<span class="choice-remark" role="status"></span>`;
  const control = html`<div class="choice" role="group" aria-label=${label}><span>${label}</span>${buttons.map(({button}) => button)}${aside}</div>`;

  function render(): void {
    for (const {button, option} of buttons)
      button.setAttribute("aria-pressed", String(option.value === chosen));
  }

  render();
  const remark = (text: string) => {
    aside.textContent = text;
  };
  return Object.defineProperty(Object.assign(control, {remark}), "value", {get: () => chosen}) as Choice<T>;
}
