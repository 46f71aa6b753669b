import {hiddenPassword, passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";

/** Rows without their passwords, unless these are shown: what a frame does not hold it neither draws nor exports. */
export function hidePasswords<R extends {readonly password: string}>(
  rows: readonly R[],
  shows: boolean
): readonly (R & {readonly characters: number})[] {
  return rows.map(row => ({
    ...row,
    characters: [...row.password].length,
    password: shows ? row.password : hiddenPassword
  }));
}

/** A password in a cell, as far as it is shown. */
export function passwordCell(password: string, shows: boolean): HTMLElement {
  if (!shows) return html`<span class="masked" title="a password; hidden until shown">${passwordDots}</span>`;
  return password === "" ? html`<span class="masked">(empty)</span>` : logText(password, 60);
}
