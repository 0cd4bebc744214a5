// What people come for, done as they do it: by mouse, by keyboard alone, without script, two at once.
import assert from "node:assert/strict";
import { test } from "./tap.mjs";

export async function checkJourneys(browser) {
  await withPeople(browser, "quick form: digits answer, go on, and are kept", [{}], quickForm);
  await withPeople(browser, "two people answer one control: the second is told, nothing is lost", [{}, {}], conflict);
}

// One test with a window for each person, closed afterwards.
async function withPeople(browser, name, wanted, journey) {
  await test(name, async () => {
    const people = [];
    try {
      for (const options of wanted) people.push(await browser.person(options));
      await journey(...people);
    } finally {
      for (const person of people) await person.close();
    }
  });
}

// The address of the analysis that is being answered.
async function openAnalysis(person) {
  await person.page.goto("/gap-analyse");
  const links = await person.page.locator('main a[href^="/gap-analyse/"]').evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const link of new Set(links.map((link) => link.split(/[?#]/)[0]))) {
    if (!/^\/gap-analyse\/[0-9a-f-]{36}$/.test(link)) continue;
    await person.page.goto(`${link}/skema`);
    if ((await person.page.locator("form[data-autosave]").count()) > 0) return link;
  }
  throw new Error("no analysis is open for answers");
}

const saved = (page) => page.locator('[data-saved][data-state="saved"]');

async function quickForm(person) {
  const { page } = person;
  await person.signIn("koordinator");
  const analysis = await openAnalysis(person);
  await page.goto(`${analysis}/skema`);
  const row = page.locator(".b-q[data-saves]").first();
  const code = await row.getAttribute("id");
  await row.locator("input[type=radio]").first().focus();
  await page.keyboard.press("4");
  await saved(page).waitFor();
  const next = await page.evaluate(() => document.activeElement?.getAttribute("name"));
  assert.equal(next, `${code}.documentation`, "after a digit the next group has the focus");
  await page.keyboard.press("2");
  const following = await page.evaluate(() => document.activeElement?.closest(".b-q")?.id);
  assert.notEqual(following, code, "after the second digit the next control has the focus");
  await page.waitForFunction(() => document.querySelector("[data-saved]").dataset.state === "saved");
  await page.waitForLoadState("networkidle");
  await page.goto(`${analysis}/kontrol/${code}`);
  assert.ok(await page.isChecked("#implementation-4"), "the first answer is kept");
  assert.ok(await page.isChecked("#documentation-2"), "the second answer is kept");
  assert.deepEqual(person.takeComplaints(), []);
}

async function conflict(first, second) {
  await first.signIn("koordinator");
  await second.signIn("itchef");
  const analysis = await openAnalysis(first);
  await first.page.goto(`${analysis}/skema`);
  const code = await first.page.locator(".b-q[data-saves]").nth(1).getAttribute("id");
  const path = `${analysis}/kontrol/${code}`;
  await first.page.goto(path);
  await second.page.goto(path);
  await first.page.locator('label[for="implementation-5"]').click();
  await saved(first.page).waitFor();
  await second.page.locator('label[for="implementation-0"]').click();
  await second.page.locator("#consequence h2").filter({ hasText: /.+/ }).first().waitFor();
  await second.page.waitForLoadState("networkidle");
  await first.page.reload();
  assert.ok(await first.page.isChecked("#implementation-5"), "the first answer stands");
  assert.ok(await second.page.isChecked("#implementation-0"), "what the second chose is still on the page");
}
