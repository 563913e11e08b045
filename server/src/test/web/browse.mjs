// Looks at every page as people do: light and dark, on a desk and on a phone, by keyboard alone, without scripts.
// usage: node browse.mjs CHROMIUM PLAN SCREENSHOTS   (PLAN: {"address", "headers", "pages": {NAME: PATH}, "problems": {NAME: PATH}, "forms": […]})
// Prints one line for each thing that is wrong; the last line is "ok" or "failed".
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [executablePath, planFile, screenshots] = process.argv.slice(2);
const plan = JSON.parse(fs.readFileSync(planFile, "utf8"));
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
const problems = [];
const wrong = (where, what) => {
  problems.push(what);
  console.log(`${where}: ${what}`);
};

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** A page that tells what its console says and what its policy refuses. */
async function open(where, options) {
  const context = await browser.newContext({ extraHTTPHeaders: plan.headers, ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && !(options.refused && message.text().includes("status of 4")) && wrong(where(), `console: ${message.text()}`));
  page.on("pageerror", (error) => wrong(where(), `script: ${error.message}`));
  page.on("response", (response) => response.status() >= 400 && !options.refused && wrong(where(), `${response.status()} for ${response.url()}`));
  return { context, page };
}

async function everyPage() {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      let where = "";
      const { context, page } = await open(() => where, { viewport, colorScheme, bypassCSP: false });
      for (const [name, path] of Object.entries(plan.pages)) {
        where = `${name}, ${size}, ${colorScheme}`;
        await page.goto(plan.address + path);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wider > 0) {
          wrong(where, `${wider} px wider than the screen`);
        }
        await page.screenshot({ path: `${screenshots}/${name}-${size}-${colorScheme}.png` });
        // The debugger's door: the page's own policy stays in force.
        await axeOn(page, where);
      }
      await context.close();
    }
  }
}

async function axeOn(page, where) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run());
  for (const found of result.violations.filter((one) => ["serious", "critical"].includes(one.impact))) {
    wrong(where, `axe ${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
  }
}

/** What is wrong with a form is said at the field, which keeps what was typed unless it is a secret. */
async function wrongForms() {
  for (const viewport of Object.values(sizes)) {
    const { context, page } = await open(() => "a wrong form", { viewport, javaScriptEnabled: true, refused: true });
    for (const one of plan.forms) {
      const where = `a wrong ${one.name}, ${viewport.width} px`;
      await page.goto(plan.address + one.page);
      const form = page.locator(`main form[method=post][action="${one.form}"]`);
      for (const [name, value] of Object.entries(one.values)) {
        await form.locator(`#${name}`).fill(value);
      }
      await form.locator("button[type=submit]").click();
      const field = page.locator(`#${one.field}`);
      if ((await field.getAttribute("aria-invalid")) !== "true") {
        wrong(where, `#${one.field} is not marked`);
        continue;
      }
      const described = (await field.getAttribute("aria-describedby")).split(" ");
      if (!(await page.locator(`#${described[0]}`).textContent()).trim()) {
        wrong(where, "the field does not say what is wrong");
      }
      for (const [name, value] of Object.entries(one.values)) {
        const secret = ["password", "url"].includes(name);
        if ((await page.locator(`#${name}`).inputValue()) !== (secret ? "" : value)) {
          wrong(where, secret ? `#${name} was sent back` : `#${name} was lost`);
        }
      }
      await page.locator("#trouble a").click();
      if (!(await page.evaluate((id) => location.hash === `#${id}`, one.field))) {
        wrong(where, "the sentence does not lead to the field");
      }
      await page.screenshot({ path: `${screenshots}/wrong-${one.name}-${viewport.width}.png` });
      await axeOn(page, where);
    }
    await context.close();
  }
}

async function problemPages() {
  for (const viewport of Object.values(sizes)) {
    const { context, page } = await open(() => "a problem", { viewport, refused: true });
    for (const [name, path] of Object.entries(plan.problems)) {
      const answer = await page.goto(plan.address + path);
      if (!name.endsWith(answer.status())) {
        wrong(name, `${answer.status()}`);
      }
      await page.screenshot({ path: `${screenshots}/${name}-${viewport.width}.png` });
      await axeOn(page, name);
    }
    await context.close();
  }
}

/** Presses Tab until what has the focus fits. */
async function tabTo(page, selector, most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((sought) => document.activeElement.matches(sought), selector)) {
      const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
      if (!seen) {
        wrong("keyboard", `the focus on ${selector} can't be seen`);
      }
      return;
    }
  }
  throw new Error(`Tab never came to ${selector} on ${page.url()}`);
}

async function byKeyboard() {
  const { context, page } = await open(() => "keyboard", { viewport: sizes.desk });
  await page.goto(plan.address + "/images");
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement.getAttribute("href"));
  if (skip !== "#content") {
    wrong("keyboard", "the first stop is no link to the content");
  }
  await page.keyboard.press("Enter");
  await tabTo(page, "#q");
  await page.keyboard.type(plan.search);
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  await tabTo(page, "tbody a.name");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/images\/.+/);
  await tabTo(page, '.tabs a[href*="view=layers"]');
  await page.keyboard.press("Enter");
  await page.waitForURL(/view=layers/);
  await tabTo(page, ".layer summary");
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.querySelector(".layer details").open))) {
    wrong("keyboard", "a layer does not open");
  }
  await context.close();
}

async function withoutScripts() {
  const { context, page } = await open(() => "without scripts", { viewport: sizes.phone, javaScriptEnabled: false });
  await page.goto(plan.address + "/images");
  await page.locator("summary", { hasText: "Menu" }).click();
  await page.locator(".sheet a", { hasText: "Images" }).click();
  await page.locator("#q").fill(plan.search);
  await page.locator("#severity").selectOption("high");
  await page.locator("form.filter button").click();
  await page.waitForURL(/severity=high/);
  await page.locator("tbody a.name").first().click();
  await page.locator(".tabs a", { hasText: "Fix plan" }).click();
  await page.waitForURL(/view=fixes/);
  await page.goto(plan.address + "/policies/no-copyleft");
  await page.locator("button", { hasText: "Switch on" }).click();
  await page.locator("button", { hasText: "Switch off" }).waitFor();
  await page.locator("summary", { hasText: "Remove" }).click();
  await page.locator("button", { hasText: "Yes, remove" }).click();
  await page.waitForURL(/policies$/);
  await context.close();
}

for (const work of [everyPage, wrongForms, problemPages, byKeyboard, withoutScripts]) {
  try {
    await work();
  } catch (error) {
    wrong(work.name, error.message.split("\n")[0]);
  }
}
await browser.close();
console.log(problems.length === 0 ? "ok" : "failed");
process.exit(problems.length === 0 ? 0 : 1);
