/**
 * Property tests draw the same cases in every run, so that a change is judged by what it changed. FLOWBOOK_TEST_SEED draws
 * others: a number, or "random".
 */
import fc from "fast-check";

const asked = process.env.FLOWBOOK_TEST_SEED ?? "1";
if (asked !== "random") fc.configureGlobal({seed: Number(asked)});
