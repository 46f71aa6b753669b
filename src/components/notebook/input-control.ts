import type {Days, Input, InputValue} from "../../engine/notebook/input.js";
import {html} from "../html.js";

export interface InputControlOptions {
  /** What options are shown as, where they may not be shown as they are. */
  readonly shown: (option: string) => string;
  /** The ends of the data, as days. */
  readonly days: {readonly from: string; readonly to: string};
  /** Called when the reader chooses another value. */
  readonly chosen: (value: InputValue | Days) => void;
}

/** Milliseconds that a reader who types is waited for. */
const pause = 350;

/** The control of an input. */
export function inputControl(input: Input, {shown, days, chosen}: InputControlOptions): HTMLElement {
  switch (input.type) {
    case "text": {
      const field =
        html`<input type="text" value=${input.value} spellcheck="false" maxlength="1000">` as HTMLInputElement;
      whenTyped(field, () => chosen(field.value));
      return html`<label class="nb-input"><span>${input.label}</span>${field}</label>`;
    }
    case "number": {
      const field = numberField("number", input);
      whenTyped(field, () => {
        if (field.value !== "" && field.checkValidity()) chosen(field.valueAsNumber);
      });
      return html`<label class="nb-input"><span>${input.label}</span>${field}</label>`;
    }
    case "slider": {
      const field = numberField("range", input);
      const output = html`<output>${input.value.toLocaleString("en-US")}</output>`;
      field.addEventListener("input", () => {
        output.textContent = field.valueAsNumber.toLocaleString("en-US");
      });
      whenTyped(field, () => chosen(field.valueAsNumber));
      return html`<label class="nb-input"><span>${input.label}</span>${field}${output}</label>`;
    }
    case "checkbox": {
      const box = html`<input type="checkbox">` as HTMLInputElement;
      box.checked = input.value;
      box.addEventListener("change", () => chosen(box.checked));
      return html`<label class="nb-input">${box}<span>${input.label}</span></label>`;
    }
    case "select": {
      const options = "from" in input.options ? [] : input.options;
      const list =
        html`<select>${options.map(option => html`<option>${shown(String(option))}</option>`)}</select>` as HTMLSelectElement;
      list.selectedIndex = Math.max(
        0,
        options.findIndex(option => String(option) === String(input.value))
      );
      list.addEventListener("change", () => chosen(options[list.selectedIndex] ?? null));
      return html`<label class="nb-input"><span>${input.label}</span>${list}</label>`;
    }
    case "dates": {
      const field = (end: "from" | "to") =>
        html`<input type="date" value=${input.value[end] ?? days[end]} min=${days.from} max=${days.to}>` as HTMLInputElement;
      const from = field("from");
      const to = field("to");
      const change = () => {
        if (from.value !== "" && to.value !== "" && from.value < to.value)
          chosen({from: from.value, to: to.value});
      };
      from.addEventListener("change", change);
      to.addEventListener("change", change);
      return html`<fieldset class="nb-input"><legend>${input.label}</legend><label>from ${from}</label><label>until the beginning of ${to}</label><small>UTC</small></fieldset>`;
    }
  }
}

function numberField(
  type: "number" | "range",
  input: Extract<Input, {type: "number" | "slider"}>
): HTMLInputElement {
  const {min, max, step, value} = input;
  return html`<input type=${type} min=${min} max=${max} step=${step ?? (type === "range" ? 1 : "any")} value=${value}>` as HTMLInputElement;
}

function whenTyped(field: HTMLInputElement, act: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  });
}
