import {pageHeader} from "./scripts/page-header.js";
import {paletteCss} from "./src/components/palette.js";
import {themeKey} from "./src/components/theme.js";

/** A test builds a copy of the site from other data; everybody else builds src/ to dist/. */
const root = process.env.FLOWBOOK_ROOT ?? "src";
const output = process.env.FLOWBOOK_OUTPUT ?? "dist";

/**
 * Style sheets cannot name a font by URL (Framework bundles them without a loader for font files), so the preloaded
 * links below, whose addresses Framework fills in, are registered by script. The theme is set before the first paint.
 */
const headScript = `
document.documentElement.lang = "en";
for (const link of document.querySelectorAll("link[data-font]")) {
  document.fonts.add(new FontFace(link.dataset.font, "url(" + link.href + ")", {weight: "100 800", display: "swap"}));
}
try {
  const theme = localStorage.getItem(${JSON.stringify(themeKey)});
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
`;

/**
 * What a page may do: run and fetch what the site itself serves. A log holds what attackers wrote, and no page can be talked into
 * sending any of it anywhere. Framework writes scripts and styles into pages, so that those cannot be told apart from others' here.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'"
].join("; ");

export default {
  root,
  output,
  title: "Flowbook",
  home: `<svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#17437f"/><path d="M4 20h5l3-4 4 6 4-14 3.500 12H28" fill="none" stroke="#8fc1ff" stroke-width="2.500"/><circle cx="20" cy="8" r="3" fill="#ff8e72"/></svg> Flowbook`,
  pages: [
    {name: "Is everything okay?", pages: [{name: "Overview", path: "/"}]},
    {
      name: "Where should I look first?",
      pages: [
        {name: "Incidents", path: "/incidents"},
        {name: "Alerts", path: "/alerts"},
        {name: "Investigate", path: "/investigate"},
        {name: "Sessions", path: "/sessions"},
        {name: "Rules", path: "/rules"},
        {name: "Decisions", path: "/decisions"}
      ]
    },
    {
      name: "What is happening over time?",
      pages: [
        {name: "Timeline", path: "/timeline"},
        {name: "Replay", path: "/replay"}
      ]
    },
    {
      name: "Who is attacking, and what are they after?",
      pages: [
        {name: "Map", path: "/map"},
        {name: "Services", path: "/services"},
        {name: "Statistics", path: "/statistics"},
        {name: "Hunt", path: "/hunt"}
      ]
    },
    {
      name: "About the data",
      pages: [
        {name: "Notebook", path: "/notebook"},
        {name: "Model", path: "/model"},
        {name: "Evidence", path: "/evidence"},
        {name: "Data", path: "/data"}
      ]
    }
  ],
  // Links are relative and name files, so the site opens under any path and from servers that rewrite nothing.
  preserveExtension: true,
  preserveIndex: true,
  style: "style/theme.css",
  globalStylesheets: [],
  head: `
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="preload" as="font" type="font/woff2" crossorigin data-font="Inter Variable" href="/fonts/inter.woff2">
<link rel="preload" as="font" type="font/woff2" crossorigin data-font="JetBrains Mono Variable" href="/fonts/jetbrains-mono.woff2">
<style>${paletteCss()}</style>
<script>{${headScript}}</script>`,
  header: () => pageHeader(root),
  footer: "",
  pager: false,
  toc: false,
  search: false
};
