// The browser, and a person in it: a context of their own, signed in, who notes what the console complains about.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { PASSWORD } from "./bavn.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-sync",
  "--no-first-run",
];
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function startBrowser(program, address) {
  const browser = await chromium.launch({ executablePath: program, args: FLAGS });
  return {
    address,
    stop: () => browser.close(),
    // A new window with nothing remembered.
    async person({ script = true, width = 1360, height = 900 } = {}) {
      const context = await browser.newContext({
        baseURL: address,
        javaScriptEnabled: script,
        viewport: { width, height },
        locale: "da-DK",
        timezoneId: "Europe/Copenhagen",
      });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      return new Person(context, page);
    },
  };
}

export class Person {
  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.complaints = [];
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error.message}`));
  }

  async signIn(username, at = "/log-ind") {
    await this.page.goto(at);
    await this.page.fill("#username", username);
    await this.page.fill("#password", PASSWORD);
    await this.page.locator("#password").press("Enter");
    await this.page.waitForURL((url) => url.pathname !== "/log-ind");
  }

  // The other language, by the button at the top.
  async speak(lang) {
    if ((await this.page.getAttribute("html", "lang")) === lang) return;
    await this.page.locator(`form[action="/sprog"] button`).click();
    await this.page.waitForLoadState("load");
    assert.equal(await this.page.getAttribute("html", "lang"), lang);
  }

  // The console's complaints since last asked.
  takeComplaints() {
    return this.complaints.splice(0);
  }

  // Moves the focus with the Tab key until it is on an element that matches.
  async tabTo(selector, most = 400) {
    for (let presses = 0; presses <= most; presses += 1) {
      const isThere = await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
      if (isThere) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${most} presses of Tab on ${this.page.url()} did not reach ${selector}`);
  }

  // Reaches a link or button by Tab, presses Enter, and waits for the page it leads to.
  async enter(selector) {
    await this.tabTo(selector);
    await Promise.all([this.page.waitForEvent("framenavigated"), this.page.keyboard.press("Enter")]);
    await this.page.waitForLoadState("load");
  }

  // Everything axe finds, one line for each kind.
  async accessibilityFaults() {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(
      (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
      RULES,
    );
    return found.violations.map(
      (rule) => `${rule.id} (${rule.nodes.length}): ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`,
    );
  }

  close() {
    return this.context.close();
  }
}
