// How long a page takes until it stands drawn in the browser: node drawn.mjs ADDRESS PATH TIMES. For `cargo xtask bench map`.
// One line for each opening: milliseconds until the server had answered, and until the frame after everything was laid out; and how many
// nodes the map has.
import assert from "node:assert/strict";
import { startBrowser } from "./browser.mjs";

const [address, path, times] = process.argv.slice(2);
const browser = await startBrowser(process.env.BAVN_CHROMIUM, address);
try {
  const person = await browser.person();
  await person.signIn("koordinator");
  for (let opened = 0; opened <= Number(times); opened += 1) {
    await person.page.goto(path);
    const found = await person.page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      await frame();
      const drawn = performance.now();
      const [navigation] = performance.getEntriesByType("navigation");
      return { answered: navigation.responseEnd, drawn, nodes: document.querySelectorAll(".b-map svg a").length };
    });
    assert.deepEqual(person.takeComplaints(), []);
    // The first time brings style sheets and fonts.
    if (opened > 0) console.log(`${found.answered}\t${found.drawn}\t${found.nodes}`);
  }
} finally {
  await browser.stop();
}
