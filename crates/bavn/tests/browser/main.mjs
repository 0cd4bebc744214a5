// Tests of Bavn in Chromium: every page that the menu leads to, for each role, and the journeys that matter.
// Started by `cargo xtask test`; BAVN_PROGRAM is the program, BAVN_CHROMIUM the browser, BAVN_SCREENSHOTS a folder for pictures.
import { startBavn } from "./bavn.mjs";
import { startBrowser } from "./browser.mjs";
import { checkPages } from "./pages.mjs";
import { checkJourneys } from "./journeys.mjs";
import { closing, test } from "./tap.mjs";

const bavn = await startBavn(process.env.BAVN_PROGRAM);
let browser;
try {
  browser = await startBrowser(process.env.BAVN_CHROMIUM, bavn.address);
  const only = process.env.BAVN_BROWSER_ONLY;
  if (!only || only === "pages") await checkPages(browser, process.env.BAVN_SCREENSHOTS);
  if (!only || only === "journeys") await checkJourneys(browser, process.env.BAVN_SCREENSHOTS);
  await test("the server logged no error", () => bavn.assertQuiet());
} finally {
  await browser?.stop();
  await bavn.stop();
}
process.exitCode = closing();
