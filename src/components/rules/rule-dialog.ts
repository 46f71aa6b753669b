import {html} from "../html.js";
import type {Rule} from "./rule.js";

export interface RuleDialog {
  /** To be put on the page. */
  readonly node: HTMLElement;
  open(rule: Rule): void;
  close(): void;
}

export interface RuleDialogOptions {
  readonly rules: Promise<readonly Rule[]>;
  /** What is shown of a rule. */
  readonly draw: (rule: Rule) => Node;
}

/** The panel that one rule opens in, over the page. The page's address names it as `?rule=`, and such an address opens it. */
export function ruleDialog({rules, draw}: RuleDialogOptions): RuleDialog {
  const content = html`<div></div>`;
  const close = html`<button type="button" class="alert-close" aria-label="Close">Close</button>`;
  const dialog =
    html`<dialog class="alert-dialog rule-dialog" aria-label="Rule">${close}${content}</dialog>` as HTMLDialogElement;

  function show(node: Node): void {
    content.replaceChildren(node);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function open(rule: Rule): void {
    writeAddress(rule.key);
    show(draw(rule));
  }

  async function openFromAddress(key: string): Promise<void> {
    show(html`<p>Fetching the rule …</p>`);
    try {
      const rule = (await rules).find(known => known.key === key);
      show(
        rule === undefined
          ? html`<p>No rule has the id ${JSON.stringify(key.slice(0, 60))}. It may come from other data.</p>`
          : draw(rule)
      );
    } catch (error) {
      show(
        html`<p>The rule could not be read: ${error instanceof Error ? error.message : String(error)}</p>`
      );
    }
  }

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    writeAddress(null);
    content.replaceChildren();
  });
  // A click on the backdrop hits the dialog itself, not what is in it.
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  const key = new URLSearchParams(location.search).get("rule");
  // A dialog can only be shown once it is on the page.
  if (key !== null) requestAnimationFrame(() => void openFromAddress(key));
  return {node: dialog, open, close: () => dialog.close()};
}

function writeAddress(key: string | null): void {
  const url = new URL(location.href);
  if (key === null) url.searchParams.delete("rule");
  else url.searchParams.set("rule", key);
  history.replaceState(history.state, "", url);
}
