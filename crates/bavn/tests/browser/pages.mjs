// Every page that links lead to, for each role: it answers, is accessible, fits a narrow screen, and breaks no rule of the browser.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "./tap.mjs";

// The demonstration's accounts. The first two open every page between them: in both languages, and held to accessibility. The
// others see the same templates with less on them: that they answer and fit is enough, and saves an hour.
const PEOPLE = ["koordinator", "administrator", "direktoer", "itchef", "systemejer", "medarbejder", "revisor"];
const WHOLLY = 2;
// A link that leads to a new kind each time must not make the test endless.
const MOST_PAGES = 250;
const NARROW = 320;

export async function checkPages(browser, pictures) {
  if (pictures) await mkdir(pictures, { recursive: true });
  await checkOutside(browser, pictures);
  for (const [index, username] of PEOPLE.entries()) {
    const person = await browser.person();
    try {
      await person.signIn(username);
      await person.page.goto("/");
      const isWhole = index < WHOLLY;
      for (const lang of isWhole ? ["da", "en"] : ["da"]) {
        await person.speak(lang);
        const seen = await crawl(person, username, lang, isWhole, pictures);
        await test(`${username} ${lang}: the menu leads to pages`, () => assert.ok(seen > 2, `only ${seen} pages`));
      }
    } finally {
      await person.close();
    }
  }
}

// The pages for those who have not signed in, and the errors.
async function checkOutside(browser, pictures) {
  const person = await browser.person();
  try {
    for (const lang of ["da", "en"]) {
      await person.page.goto("/log-ind");
      await person.speak(lang);
      for (const [path, status] of [["/log-ind", 200], ["/tilgaengelighed", 200]]) {
        await test(`guest ${lang} ${path}`, async () => {
          const answer = await person.page.goto(path);
          assert.equal(answer.status(), status);
          await assertGoodPage(person, lang);
          await picture(person, pictures, `guest-${lang}`, path);
        });
      }
    }
    await test("guest: a page inside asks to sign in, and comes back afterwards", async () => {
      await person.page.goto("/handleplan");
      const at = new URL(person.page.url());
      assert.equal(at.pathname, "/log-ind");
      assert.equal(at.searchParams.get("next"), "/handleplan");
      await person.signIn("revisor", person.page.url());
      assert.equal(new URL(person.page.url()).pathname, "/handleplan");
    });
  } finally {
    await person.close();
  }
}

// Follows links from the start page, one page of each kind; gives how many pages there were.
async function crawl(person, username, lang, isWhole, pictures) {
  const waiting = ["/"];
  const kinds = new Set(["/"]);
  let pages = 0;
  while (waiting.length > 0 && pages < MOST_PAGES) {
    const path = waiting.shift();
    await test(`${username} ${lang} ${path}`, async () => {
      const answer = await person.context.request.get(path);
      assert.equal(answer.status(), 200, `${path} answers ${answer.status()}`);
      const headers = answer.headers();
      const isFile = (headers["content-disposition"] ?? "").startsWith("attachment");
      if (isFile || !(headers["content-type"] ?? "").startsWith("text/html")) {
        assert.ok((await answer.body()).length > 0, "the file is empty");
        return;
      }
      pages += 1;
      await person.page.goto(path);
      for (const link of await links(person.page)) {
        const kind = kindOf(link);
        if (!kinds.has(kind)) {
          kinds.add(kind);
          waiting.push(link);
        }
      }
      await assertGoodPage(person, lang, isWhole);
      await picture(person, pictures, `${username}-${lang}`, path);
    });
  }
  await test(`${username} ${lang}: no more than ${MOST_PAGES} kinds of pages`, () => assert.equal(waiting.length, 0));
  return pages;
}

async function links(page) {
  // Links within drawings have no href of their own that is a text.
  const address = (anchors) => anchors.map((one) => new URL(one.getAttribute("href"), document.baseURI).href);
  const all = await page.locator("a[href]").evaluateAll(address);
  const here = new URL(page.url());
  return all
    .map((href) => new URL(href))
    .filter((url) => url.origin === here.origin)
    .map((url) => url.pathname + url.search);
}

// Two addresses are of one kind when they differ only in which thing they show.
function kindOf(link) {
  const url = new URL(link, "http://bavn.invalid");
  const path = url.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "{id}")
    .replace(/\/(kontrol|omraade|ramme|foranstaltning|bevis|felt)\/(?!ny)[^/]+/g, "/$1/{code}")
    .replace(/(\/ramme\/\{code\}(?:\/[a-z]+)?\/krav)\/[^/]+/, "$1/{reference}");
  return `${path}?${[...url.searchParams.keys()].sort().join("&")}`;
}

// What holds for every page.
async function assertGoodPage(person, lang, isWhole = true) {
  const { page } = person;
  assert.equal(await page.getAttribute("html", "lang"), lang, "the language of the page");
  assert.equal(await page.locator("h1").count(), 1, "one first heading");
  assert.match(await page.title(), /.+ – Bavn$/, "the title of the window");
  const text = await page.locator("body").innerText();
  assert.deepEqual(text.match(/\[[a-z]+(-[a-z0-9]+)+\]/g), null, "texts that are missing");
  if (isWhole) assert.deepEqual(await person.accessibilityFaults(), [], "what axe finds");
  const wide = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: 640 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.setViewportSize(wide);
  assert.ok(overflow <= 0, `at ${NARROW} px the page is ${overflow} px too wide`);
  assert.deepEqual(person.takeComplaints(), [], "what the console says");
}

async function picture(person, folder, who, path) {
  if (!folder) return;
  const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id").replace(/[^a-zæøå0-9]+/gi, "-").replace(/^-|-$/g, "");
  await person.page.screenshot({ path: join(folder, `${who}-${name || "start"}.png`), fullPage: true });
}
