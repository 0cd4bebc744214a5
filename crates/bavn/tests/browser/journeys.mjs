// What people come for, done as they do it: by keyboard alone, without script, two at once, quickly.
import assert from "node:assert/strict";
import { test } from "./tap.mjs";

export async function checkJourneys(browser) {
  await withPeople(browser, "quick form: digits answer, go on, and are kept", [{}], quickForm);
  await withPeople(browser, "a typed note is saved by itself", [{}], autosave);
  await withPeople(browser, "two people answer one control: the second is told, nothing is overwritten", [{}, {}], conflict);
  await withPeople(browser, "from finding to measure to memo by keyboard alone", [{}], byKeyboard);
  await withPeople(browser, "an impact analysis by keyboard alone, page by page", [{}], impactAnalysis);
  await withPeople(browser, "two people on one impact analysis: the second sees both, nothing is overwritten", [{}, {}], analysisConflict);
  await withPeople(browser, "from finding to measure to memo without JavaScript", [{ script: false }], withoutScript);
  await withPeople(browser, "from finding to measure to memo at 320 px without JavaScript", [{ script: false, width: 320, height: 640 }], withoutScript);
  await withPeople(browser, "from an import of systems to a measure about multi-factor sign-in by keyboard alone", [{}], importToMeasure);
  await withPeople(browser, "ticked assets are changed at once at 320 px without JavaScript", [{ script: false, width: 320, height: 640 }], changeMany);
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

// The code of a control of the quick form; each journey takes another.
async function controlAt(person, analysis, place) {
  await person.page.goto(`${analysis}/skema`);
  return person.page.locator(".b-q[data-saves]").nth(place).getAttribute("id");
}

async function quickForm(person) {
  const { page } = person;
  await person.signIn("koordinator");
  const analysis = await openAnalysis(person);
  const code = await controlAt(person, analysis, 0);
  const isKept = () => page.waitForResponse((answer) => answer.request().method() === "POST" && answer.status() === 200);
  const row = page.locator(`[id="${code}"]`);
  const chosen = (part) => row.locator(`input[name="${code}.${part}"]:checked`);
  const before = [await chosen("implementation").getAttribute("value"), await chosen("documentation").getAttribute("value")];
  const other = (level) => (level === "4" ? "2" : "4");
  await row.locator("input[type=radio]").first().focus();
  await Promise.all([isKept(), page.keyboard.press(other(before[0]))]);
  const next = await page.evaluate(() => document.activeElement?.getAttribute("name"));
  assert.equal(next, `${code}.documentation`, "after a digit the next group has the focus");
  await Promise.all([isKept(), page.keyboard.press(other(before[1]))]);
  const following = await page.evaluate(() => document.activeElement?.closest(".b-q")?.id);
  assert.notEqual(following, code, "after the second digit the next control has the focus");
  await saved(page).first().waitFor();
  await page.goto(`${analysis}/kontrol/${code}`);
  assert.ok(await page.isChecked(`#implementation-${other(before[0])}`), "the first answer is kept");
  assert.ok(await page.isChecked(`#documentation-${other(before[1])}`), "the second answer is kept");
  assert.deepEqual(person.takeComplaints(), []);
}

async function autosave(person) {
  const { page } = person;
  await person.signIn("koordinator");
  const analysis = await openAnalysis(person);
  const code = await controlAt(person, analysis, 2);
  await page.goto(`${analysis}/kontrol/${code}`);
  await page.locator("#note").fill("");
  await page.locator("#note").pressSequentially("Set på stedet: æøå");
  await page.locator('[data-saved][data-state="unsaved"], [data-saved][data-state="saving"]').waitFor();
  await saved(page).waitFor();
  await page.reload();
  assert.equal(await page.inputValue("#note"), "Set på stedet: æøå");
  assert.deepEqual(person.takeComplaints(), []);
}

async function conflict(first, second) {
  await first.signIn("koordinator");
  await second.signIn("itchef");
  const analysis = await openAnalysis(first);
  const path = `${analysis}/kontrol/${await controlAt(first, analysis, 1)}`;
  await first.page.goto(path);
  await second.page.goto(path);
  const chosen = await first.page.locator('input[name="implementation"]:checked').getAttribute("value");
  const [mine, theirs] = chosen === "5" ? ["4", "3"] : chosen === "3" ? ["5", "4"] : ["5", "3"];
  await first.page.locator(`#implementation-${mine}`).click();
  await saved(first.page).waitFor();
  const [answer] = await Promise.all([
    second.page.waitForResponse((response) => response.request().method() === "POST"),
    second.page.locator(`#implementation-${theirs}`).click(),
  ]);
  assert.equal(answer.status(), 409, "the second save is a conflict");
  await second.page.locator('button[name="keep"][value="mine"]').waitFor();
  assert.ok(await second.page.locator('button[name="keep"][value="theirs"]').isVisible(), "both versions can be chosen");
  assert.ok(await second.page.isChecked(`#implementation-${theirs}`), "what the second chose still stands on the page");
  await first.page.reload();
  assert.ok(await first.page.isChecked(`#implementation-${mine}`), "what was saved first stands");
  await second.page.locator('button[name="keep"][value="mine"]').click();
  await second.page.waitForLoadState("load");
  await first.page.goto(path);
  assert.ok(await first.page.isChecked(`#implementation-${theirs}`), "the second's choice is stored once asked for");
}

// From a control with a finding to a measure that lifts it, to a memo with a kept version.
async function toMemo(person, analysis, code, { press, type, choose }) {
  const { page } = person;
  const title = `Foranstaltning for ${code} på prøve`;
  assert.equal(new URL(page.url()).pathname, `${analysis}/kontrol/${code}`);
  await press('button[name="go"][value="measure"]');
  assert.equal(new URL(page.url()).pathname, "/handleplan/foranstaltning/ny");
  assert.equal(await page.locator("#effects-0").inputValue(), code, "the control is filled in");
  await type("#title", title);
  await choose("#phase");
  await press('main form button.button-primary[type="submit"]');
  assert.match(new URL(page.url()).pathname, /^\/handleplan\/foranstaltning\/[^/]+$/);
  assert.ok((await page.locator("h1").innerText()).includes(title), "the measure is made");
  assert.ok((await page.locator(`main a[href*="/kontrol/${code}"]`).count()) > 0, "the measure names the control it lifts");
  await page.goto("/rapporter");
  await press('button[name="kind"][value="memo"]');
  assert.match(new URL(page.url()).pathname, /^\/rapporter\/[0-9a-f-]{36}/);
  await press('button[name="do"][value="keep"]');
  const file = await page.locator('main a[href$="/pdf"]').first().getAttribute("href");
  const pdf = await person.context.request.get(file);
  assert.equal(pdf.status(), 200);
  assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
}

async function byKeyboard(person) {
  const { page } = person;
  await page.goto("/log-ind");
  const { PASSWORD } = await import("./bavn.mjs");
  await person.tabTo("#username");
  await page.keyboard.type("koordinator");
  await person.tabTo("#password");
  await page.keyboard.type(PASSWORD);
  await Promise.all([page.waitForURL("/"), page.keyboard.press("Enter")]);
  const analysis = await openAnalysis(person);
  const code = await controlAt(person, analysis, 3);
  await page.goto(`${analysis}/skema`);
  await person.enter(`a[href="${analysis}/kontrol/${code}"]`);
  await toMemo(person, analysis, code, {
    press: (selector) => person.enter(selector),
    async type(selector, text) {
      await person.tabTo(selector);
      await page.keyboard.type(text);
    },
    async choose(selector) {
      await person.tabTo(selector);
      await page.keyboard.press("ArrowDown");
    },
  });
  assert.deepEqual(person.takeComplaints(), []);
}

// From a new critical task to an analysis that waits for its manager, with Tab, letters and Enter.
async function impactAnalysis(person) {
  const { page } = person;
  await person.signIn("systemejer");
  const write = async (selector, text) => {
    await person.tabTo(selector);
    await page.keyboard.type(text);
  };
  await page.goto("/konsekvensanalyse");
  await person.enter('main a[href="/konsekvensanalyse/ny"]');
  await write("#name", "Madudbringning på prøve");
  await person.tabTo("#unit");
  await page.keyboard.press("ArrowDown");
  await write("#description", "Mad til borgere i eget hjem hver dag");
  await person.enter('button[name="go"][value="next"]');
  assert.match(new URL(page.url()).pathname, /\/interview\/2$/);
  await write("#citizens", "420");
  await person.tabTo("#peak_months-12");
  await page.keyboard.press("Space");
  await person.enter('button[name="go"][value="next"]');
  // A digit chooses the level that begins with it.
  await write('[id="impact-life_health-1"]', "2");
  await write('[id="impact-life_health-2"]', "3");
  await person.enter('button[name="go"][value="next"]');
  assert.ok((await page.locator("#hint-mtpd_minutes").innerText()).includes("1 døgn"), "the longest outage is suggested");
  await write("#mtpd_minutes", "1 døgn");
  await write("#rto_minutes", "12");
  await person.enter('button[name="go"][value="next"]');
  await write("#fallback", "Tørkost fra lageret");
  await write("#fallback_minutes", "24");
  await person.enter('button[name="go"][value="next"]');
  assert.match(new URL(page.url()).pathname, /\/interview\/6$/);
  await write("#note", "Ruterne");
  await person.enter('form[action$="/behov"] button[type="submit"]');
  assert.equal(await page.locator("#error-on").count(), 1, "what is missing is said at its field");
  await person.enter('main a[href$="/interview/7"]');
  await write("#staff_least", "6");
  await person.enter('button[name="go"][value="close"]');
  const path = new URL(page.url()).pathname;
  assert.match(path, /^\/konsekvensanalyse\/[0-9a-f-]{36}$/);
  const text = await page.locator("main").innerText();
  for (const word of ["420", "december", "12 timer", "Tørkost fra lageret"]) assert.ok(text.includes(word), word);
  await person.enter('form[action$="/indsend"] button');
  assert.ok((await page.locator("main").innerText()).includes("Venter på godkendelse"), "it waits for its manager");
  // The page with the fault answered 422, which the console tells.
  assert.deepEqual(person.takeComplaints().filter((text) => !text.includes("422")), []);
}

async function analysisConflict(first, second) {
  await first.signIn("koordinator");
  await second.signIn("itchef");
  await first.page.goto("/konsekvensanalyse");
  const path = await first.page.locator('main th a[href^="/konsekvensanalyse/"]').first().getAttribute("href");
  for (const { page } of [first, second]) await page.goto(`${path}/interview/2`);
  await first.page.fill("#citizens", "1111");
  await first.page.locator('button[name="go"][value="close"]').click();
  await first.page.waitForURL((url) => url.pathname === path);
  await second.page.fill("#citizens", "2222");
  const [answer] = await Promise.all([
    second.page.waitForResponse((response) => response.request().method() === "POST"),
    second.page.locator('button[name="go"][value="close"]').click(),
  ]);
  assert.equal(answer.status(), 409, "the second save is a conflict");
  await second.page.locator("#error-citizens").waitFor();
  assert.ok((await second.page.locator("#error-citizens").innerText()).includes("1.111"), "what the first saved is shown");
  assert.equal(await second.page.inputValue("#citizens"), "2222", "what the second typed still stands");
  await second.page.locator('button[name="go"][value="close"]').click();
  await second.page.waitForURL((url) => url.pathname === path);
  assert.ok((await second.page.locator("main").innerText()).includes("2.222"), "the second's figure is stored once asked for");
}

async function withoutScript(person) {
  const { page } = person;
  await person.signIn("koordinator");
  const links = page.locator('a[href^="/gap-analyse/"]');
  await page.goto("/gap-analyse");
  const analysis = (await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).find((href) => /^\/gap-analyse\/[0-9a-f-]{36}$/.test(href));
  await page.goto(`${analysis}/skema`);
  const code = await page.locator(".b-q[id]").nth(4).getAttribute("id");
  await page.goto(`${analysis}/kontrol/${code}`);
  await page.locator("#note").fill("Skrevet uden script");
  await toMemo(person, analysis, code, {
    async press(selector) {
      await page.locator(selector).first().click();
      await page.waitForLoadState("load");
    },
    type: (selector, text) => page.locator(selector).fill(text),
    choose: (selector) => page.locator(selector).selectOption({ index: 1 }),
  });
  await page.goto(`${analysis}/kontrol/${code}`);
  assert.equal(await page.inputValue("#note"), "Skrevet uden script", "the answer was saved on the way");
}

// Systems come from a file, the coverage shows one without multi-factor sign-in, and a measure is made of it.
async function importToMeasure(person) {
  const { page } = person;
  const name = "Nødkald på prøve";
  await person.signIn("koordinator");
  await page.goto("/aktiver");
  await person.enter('main a[href="/registre/import"]');
  await person.tabTo("#file");
  // What the window of the operating system would do: it cannot be reached by a test.
  const table = `Aktiv-id;Navn;Slags;Kritikalitet;MFA\nT-1;${name};It-system;Meget høj;Nej\nT-2;Andet på prøve;It-system;Lav;Ja\n`;
  await page.setInputFiles("#file", { name: "systemer.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await person.enter('form[enctype="multipart/form-data"] button[type="submit"]');
  assert.match(new URL(page.url()).pathname, /^\/registre\/import\/[0-9a-f-]{36}$/);
  assert.ok((await page.locator("main").innerText()).includes(name), "the preview shows the rows");
  await person.enter('form[action$="/koer"] button[type="submit"]');
  await page.locator('form[action$="/fortryd"]').waitFor();
  await person.enter('a[href="/aktiver"]');
  await person.enter('main a[href="/aktiver/daekning"]');
  await person.enter('main a[href^="/aktiver?vis=mfa"]');
  await person.tabTo("#q");
  await page.keyboard.type("nødkald på prøve");
  await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");
  await person.enter('main tbody th a[href^="/aktiver/"]');
  assert.ok((await page.locator("h1").innerText()).includes(name));
  await person.enter('main a[href*="emne=mfa"]');
  assert.equal(await page.locator("#effects-0").inputValue(), "AD-03", "the control is filled in");
  assert.ok((await page.locator("#title").inputValue()).includes(name), "the title is filled in");
  await person.tabTo("#phase");
  await page.keyboard.press("ArrowDown");
  await person.enter('main form button.button-primary[type="submit"]');
  assert.match(new URL(page.url()).pathname, /^\/handleplan\/foranstaltning\/[^/]+$/);
  assert.ok((await page.locator("h1").innerText()).includes(name), "the measure is made");
  assert.deepEqual(person.takeComplaints(), []);
}

async function changeMany(person) {
  const { page } = person;
  await person.signIn("koordinator");
  await page.goto("/aktiver?sort=number");
  const names = page.locator("main tbody th a");
  const [first, second] = [await names.nth(0).innerText(), await names.nth(1).innerText()];
  for (const at of [0, 1]) await page.locator('main tbody input[name="id"]').nth(at).check({ force: true });
  await page.locator("#flere button").first().click();
  await page.locator("#ret-encryption").evaluate((box) => (box.closest("details").open = true));
  await page.locator("#ret-encryption").check({ force: true });
  await page.locator("#encryption").selectOption("true");
  await page.locator('main form button.button-primary[type="submit"]').click();
  const seen = await page.locator("main").innerText();
  assert.ok(seen.includes(first) || seen.includes(second), "the difference is shown");
  await page.locator('form[action="/aktiver/ret/gem"] button').click();
  assert.match(new URL(page.url()).pathname, /^\/registre\/import\/[0-9a-f-]{36}$/);
  await page.locator('form[action$="/fortryd"] button').click();
  assert.equal(await page.locator('form[action$="/fortryd"]').count(), 0, "it is taken back");
}
