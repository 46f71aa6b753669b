/** The looks of the notes' window, which has no style sheets of the site; its policy lets styles be written into it. */
export const notesStyle = `
:root { color-scheme: light dark; }
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  font: 16px/1.5 "Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif;
  color: light-dark(#1b2430, #dbe2ea);
  background: light-dark(#ffffff, #12161c);
}
main { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; height: 100vh; }
header, footer { padding: 0.7rem 1.2rem; background: light-dark(#f6f8fa, #1a2029); }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
p { margin: 0.2rem 0; }
.where, .place, .none { color: light-dark(#566270, #9aa6b2); }
.elapsed { font-size: 1.6rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.place { font-variant-numeric: tabular-nums; }
.text { overflow-y: auto; padding: 0.8rem 1.2rem; font-size: calc(1em * var(--size, 1)); overflow-wrap: anywhere; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 0.5em; }
.note { font-size: 1.5em; line-height: 1.4; white-space: pre-wrap; margin-bottom: 0.8em; }
.caption, .did { font-size: 1em; color: light-dark(#566270, #9aa6b2); }
.did ul { margin: 0.2em 0; padding-left: 1.3em; }
b { font-weight: 650; color: light-dark(#1b2430, #dbe2ea); }
.next { font-size: 1.15rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.5rem; }
button {
  font: 500 13px system-ui, sans-serif;
  color: inherit;
  background: light-dark(#ffffff, #12161c);
  border: 1px solid light-dark(#8a96a3, #6b7683);
  border-radius: 6px;
  padding: 0.3rem 0.7rem;
  cursor: pointer;
}
:focus-visible { outline: 2px solid light-dark(#1d5cc0, #7fb2ff); outline-offset: 2px; }
`;
