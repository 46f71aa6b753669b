import {html} from "./html.js";

/** What each switch says, and whether it is on at first. */
export type SwitchOptions<K extends string> = Readonly<
  Record<K, {readonly label: string; readonly on?: boolean}>
>;

/** An input in Framework's sense (`view(switches(…))`), whose value says which switches are on. */
export function switches<K extends string>(
  options: SwitchOptions<K>
): HTMLElement & {readonly value: Record<K, boolean>} {
  const boxes = (Object.keys(options) as K[]).map(name => {
    const {label, on = false} = options[name];
    const input = html`<input type="checkbox" name=${name}>` as HTMLInputElement;
    input.checked = on;
    return {name, input, label: html`<label>${input} ${label}</label>`};
  });
  const form = html`<form class="switches">${boxes.map(({label}) => label)}</form>`;
  const value = () =>
    Object.fromEntries(boxes.map(({name, input}) => [name, input.checked])) as Record<K, boolean>;
  return Object.defineProperty(form, "value", {get: value}) as HTMLElement & {
    readonly value: Record<K, boolean>;
  };
}
