import {type BlocklistFormat, blocklistFormats, formatBlocklist} from "../../engine/decisions/blocklist.js";
import {saveFile} from "../export/save-file.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {decisions} from "./decisions.js";
import {followDecisions} from "./follow-decisions.js";

const named: Readonly<Record<BlocklistFormat, {readonly label: string; readonly file: string}>> = {
  plain: {label: "Plain text", file: "blocklist.txt"},
  iptables: {label: "iptables", file: "blocklist.iptables"},
  ip6tables: {label: "ip6tables", file: "blocklist.ip6tables"},
  nftables: {label: "nftables", file: "blocklist.nft"},
  nginx: {label: "nginx", file: "blocklist.nginx.conf"}
};

/** The blocklist for firewalls and web servers: to be looked at, saved and copied. */
export function blocklistExport(site: MaskedSite): HTMLElement {
  let chosen: BlocklistFormat = "plain";
  const list = () =>
    formatBlocklist(chosen, decisions.state().blocked, {campus: site.prefixes ?? [], now: Date.now()});
  const formats = blocklistFormats.map(format => {
    const button = html`<button type="button" data-format=${format}>${named[format].label}</button>`;
    button.addEventListener("click", () => {
      chosen = format;
      draw();
    });
    return button;
  });
  const text = html`<pre class="raw-text" tabindex="0" aria-label="The blocklist as a file"></pre>`;
  const remark = html`<span class="choice-remark" role="status"></span>`;
  const refusals = html`<div></div>`;
  const save = html`<button type="button" class="button">Save the file</button>`;
  const copy = html`<button type="button" class="button">Copy</button>`;
  const node = html`<details class="blocklist-export"><summary>Export the blocklist for a firewall or web server</summary>
  <div class="choice" role="group" aria-label="Format">${formats}</div>
  ${refusals}${text}
  <div class="decision-group">${save}${copy}${remark}</div>
</details>`;

  function draw(): void {
    for (const button of formats)
      button.setAttribute("aria-pressed", String(button.dataset.format === chosen));
    const made = list();
    text.textContent = made.text;
    remark.textContent = `${formatPlural(made.count, "entry", "entries")}`;
    refusals.replaceChildren(
      ...made.refused.map(
        ({address, why}) => html`<p class="ask-problem">${logText(address)} is left out: ${why}.</p>`
      )
    );
  }

  save.addEventListener("click", () =>
    saveFile(named[chosen].file, new Blob([list().text], {type: "text/plain;charset=utf-8"}))
  );
  copy.addEventListener("click", () => {
    navigator.clipboard.writeText(list().text).then(
      () => {
        remark.textContent = "Copied.";
      },
      () => {
        remark.textContent = "The browser does not let the page copy; save the file instead.";
      }
    );
  });
  return followDecisions(node, draw);
}
