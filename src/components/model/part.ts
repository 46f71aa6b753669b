import {html} from "../html.js";

/** The beginning of a part of the page that is only there when its figures are: a heading, and what to look for. */
export function part(title: string, text: string): HTMLElement {
  return html`<header class="model-part"><h3>${title}</h3><p>${text}</p></header>`;
}

/** Nothing, displayed: Framework keeps what a block displayed last until it displays something again. */
export function blank(): Text {
  return document.createTextNode("");
}
