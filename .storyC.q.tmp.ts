import {openNative} from "./test/browser/native.js";
const n = await openNative("/tmp/week");
const fs = await import("node:fs");
for (const sql of fs.readFileSync(0, "utf8").split(";").map(s => s.trim()).filter(Boolean)) {
  console.log("--", sql.slice(0, 110).replace(/\n/g," "));
  try { for (const r of await n.rows(sql)) console.log(Object.values(r).map(v => v instanceof Date ? v.toISOString() : v).join(" | ")); } catch (e) { console.log(String(e).slice(0, 300)); }
}
process.exit(0);
