// Opens the HTML report in a headless browser and tries what a reader does with it.
// Usage: node page.mjs [report.html] [folder for pictures]; README.md says what is needed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const pictures = resolve(process.argv[3] ?? join(root, "target/browser"));
mkdirSync(pictures, { recursive: true });
const file = process.argv[2] ? resolve(process.argv[2]) : made();
const address = pathToFileURL(file).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const failures = [];

function written(target, paths, ...options) {
  const program = process.env.BATON ?? join(root, "target/debug/baton");
  try {
    execFileSync(program, ["audit", paths, "--format", "html", "--lang", "en", "-o", target, ...options], { cwd: root });
  } catch (error) {
    if (error.status !== 1) throw error; // 1: findings, as the example has
  }
  return target;
}

function made() {
  return written(join(pictures, "report.html"), "processes");
}

/** A workspace so large that what is folded is put in only when it is opened. */
function large() {
  const folder = join(pictures, "large");
  mkdirSync(folder, { recursive: true });
  let model = '[process]\nid = "store"\n[[step]]\nid = "kit"\n[[step]]\nid = "load"\n';
  for (let at = 0; at < 2300; at++) model += `[[handoff]]\nid = "h${at}"\nfrom = "kit"\nto = "load"\n`;
  writeFileSync(join(folder, "store.toml"), model);
  return pathToFileURL(written(join(pictures, "large.html"), folder, "--rule", "handoff/no-due-time")).href;
}

function hold(what, is, seen = "") {
  if (!is) failures.push(`${what}${seen === "" ? "" : `: ${JSON.stringify(seen)}`}`);
  console.log(`${is ? "ok  " : "FAIL"} ${what}${is || seen === "" ? "" : `: ${JSON.stringify(seen)}`}`);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page that tells of every error and every request. */
async function open(options = {}, hash = "", file = address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) failures.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => failures.push(`error in the page: ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== file) failures.push(`request to ${request.url().slice(0, 200)}`);
  });
  await page.goto(file + hash);
  return page;
}

/** Presses the switch, and waits for the language to be unpacked. */
async function speak(page, language) {
  await shown(page).locator(`[data-language="${language}"]`).click();
  await page.waitForFunction((id) => document.getElementById(id) && !document.getElementById(id).hidden, language);
}

const shown = (page) => page.locator(".sheet:not([hidden])");
const rows = (page) => shown(page).locator(".findings-table tbody tr:not([hidden])");

async function languages() {
  const page = await open();
  hold("English shows first", (await page.locator("html").getAttribute("lang")) === "en");
  await speak(page, "zh");
  hold("the switch shows Chinese", (await page.locator("html").getAttribute("lang")) === "zh-CN");
  hold("only one language shows", (await page.locator("main:visible").count()) === 1);
  hold("the heading is Chinese", /交接审核/.test(await shown(page).locator("h1").innerText()));
  const named = await shown(page).locator("text=undetermined").count();
  hold("no English word of the report is left", named === 0, named);
  hold("the pressed button is Chinese",
    (await shown(page).locator('[data-language="zh"]').getAttribute("aria-pressed")) === "true");
  await page.reload();
  await page.waitForTimeout(400);
  hold("the choice is kept", (await page.locator("html").getAttribute("lang")) === "zh-CN");
  await speak(page, "en");
  hold("and goes back", (await page.locator("html").getAttribute("lang")) === "en");
  await page.context().close();
}

async function findings() {
  const page = await open();
  const sheet = shown(page);
  const all = await rows(page).count();
  hold("there are findings to try", all > 5, all);
  await sheet.locator('select[name="level"]').selectOption("error");
  await page.waitForTimeout(200);
  const errors = await rows(page).count();
  hold("the level filter narrows", errors > 0 && errors < all, { all, errors });
  const levels = await rows(page).evaluateAll((rows) => [...new Set(rows.map((row) => row.dataset.level))]);
  hold("only that level is left", levels.join() === "error", levels);
  hold("the count says so", (await sheet.locator(".filters .count").innerText()).startsWith(`${errors} of ${all}`));
  await sheet.locator('.filters button[type="reset"]').click();
  await page.waitForTimeout(200);
  hold("clear shows all again", (await rows(page).count()) === all);
  for (const name of ["verdict", "process", "family", "owner"]) {
    const select = sheet.locator(`select[name="${name}"]`);
    const value = await select.locator("option").nth(1).getAttribute("value");
    await select.selectOption(value);
    await page.waitForTimeout(200);
    const own = await rows(page).evaluateAll((rows, name) => rows.map((row) => row.dataset[name]), name);
    hold(`the filter ${name} keeps what it names`, own.length > 0 && own.every((one) => one === value), own);
    await sheet.locator('.filters button[type="reset"]').click();
    await page.waitForTimeout(200);
  }
  const word = (await rows(page).nth(2).locator("code.rule").first().innerText()).split("/")[1];
  await sheet.locator('input[type="search"]').fill(word);
  await page.waitForTimeout(250);
  const found = await rows(page).count();
  hold("search finds", found > 0 && found < all, { word, found });
  await sheet.locator('input[type="search"]').fill("no such words anywhere");
  await page.waitForTimeout(250);
  hold("search that finds nothing says so", await sheet.locator(".none-left").isVisible());
  await sheet.locator('.filters button[type="reset"]').click();
  await page.waitForTimeout(200);
  await sheet.getByRole("button", { name: "Rule", exact: true }).click();
  const sorted = () => rows(page).evaluateAll((rows) => rows.map((row) => row.cells[3].innerText.trim()));
  const up = await sorted();
  hold("sorting orders rows", up.join("\n") === [...up].sort(new Intl.Collator("en").compare).join("\n"));
  await sheet.getByRole("button", { name: "Rule", exact: true }).click();
  hold("sorting again turns them", (await sorted())[0] === up[up.length - 1]);
  hold("the column says how it is sorted",
    (await sheet.locator('th[data-sort="rule"]').getAttribute("aria-sort")) === "descending");
  await rows(page).first().locator("summary").click();
  const link = rows(page).first().locator("a.copy");
  const href = await link.getAttribute("href");
  await link.click();
  await page.waitForTimeout(200);
  const copied = await page.evaluate(() => navigator.clipboard.readText()).catch((error) => String(error));
  hold("copy link copies the link", copied === address + href, copied);
  await page.context().close();
  const other = await open({}, href.replace("#en-", "#zh-"));
  await other.waitForTimeout(600);
  const row = other.locator(href.replace("#en-", "#zh-"));
  hold("a link opens its finding, in its language", await row.locator("details").evaluate((one) => one.open));
  hold("and shows it", await row.isVisible());
  await other.context().close();
}

async function keyboard() {
  const page = await open();
  await page.keyboard.press("Tab");
  hold("the first stop is the skip link", (await page.evaluate(() => document.activeElement.className)) === "skip");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(100);
  hold("it leads to the report", (await page.evaluate(() => document.activeElement.tagName)) === "MAIN");
  const outlined = await page.evaluate(() => {
    const button = document.querySelector(".sheet:not([hidden]) .switch button");
    button.focus({ focusVisible: true });
    return getComputedStyle(button).outlineStyle;
  });
  hold("focus shows", outlined !== "none", outlined);
  await page.context().close();
}

async function withoutScript() {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  hold("without a script the report shows", await page.locator("#en-main").isVisible());
  hold("without a script no dead switch shows", !(await page.locator("#en .switches").isVisible()));
  hold("without a script every finding shows",
    (await page.locator("#en .findings-table tbody tr:visible").count()) > 5);
  await context.close();
}

async function links() {
  const page = await open();
  await speak(page, "zh");
  const dead = await page.evaluate(() => [...document.querySelectorAll("a[href], svg a")]
    .map((a) => a.getAttribute("href")).filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))));
  hold("every link leads somewhere", dead.length === 0, dead.slice(0, 5));
  await page.context().close();
}

async function ofALargeReport() {
  const file = large();
  const page = await open({}, "", file);
  hold("of many findings the first 200 show", (await rows(page).count()) === 200);
  await shown(page).getByRole("button", { name: "Show more" }).click();
  hold("more show when asked for", (await rows(page).count()) === 400);
  const first = rows(page).first();
  await first.locator("summary").click();
  await first.locator("dl").waitFor({ timeout: 10_000 });
  hold("what is unfolded is put in", /Advice/.test(await first.locator("dl").innerText()));
  await page.context().close();
  const other = await open({}, "#zh-h-store/h17", file);
  const row = other.locator('[id="zh-h-store/h17"]');
  await row.waitFor({ timeout: 20_000 });
  hold("a link into a fold of the other language opens it", await row.isVisible());
  await other.context().close();
}

async function accessible(width) {
  for (const theme of ["light", "dark"]) {
    const page = await open({ colorScheme: theme, viewport: { width, height: 900 } });
    for (const language of ["en", "zh"]) {
      await speak(page, language);
      await page.evaluate(() => document.querySelectorAll(".sheet:not([hidden]) details").forEach((one) => { one.open = true; }));
      await page.addStyleTag({ content: "* { content-visibility: visible !important; }" }).catch(() => {});
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const said = found.violations.map((one) => `${one.id} ×${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)} ${one.nodes[0].any[0]?.message ?? ""}`);
      hold(`axe has nothing against it (${theme}, ${language}, ${width} px)`, said.length === 0, said);
    }
    await page.context().close();
  }
}

async function narrow() {
  for (const language of ["en", "zh"]) {
    const page = await open({ viewport: { width: 390, height: 844 } }, `#${language}-main`);
    await page.waitForTimeout(500);
    await page.evaluate(() => document.querySelectorAll(".sheet:not([hidden]) details").forEach((one) => { one.open = true; }));
    const wide = await page.evaluate(() => {
      const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const inside = (one) => one.closest(".wide, .scroll, svg") && !one.matches(".wide, .scroll");
      const culprits = [...document.querySelectorAll(".sheet:not([hidden]) *")]
        .filter((one) => !inside(one) && one.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 4).map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`);
      return { over, culprits };
    });
    hold(`nothing is wider than 390 px (${language})`, wide.over <= 0, wide);
    await page.context().close();
  }
}

async function show() {
  for (const [name, width, theme, language] of [
    ["wide-light-en", 1280, "light", "en"], ["wide-dark-zh", 1280, "dark", "zh"],
    ["narrow-light-zh", 390, "light", "zh"], ["narrow-dark-en", 390, "dark", "en"],
  ]) {
    const page = await open({ colorScheme: theme, viewport: { width, height: 900 } }, `#${language}-main`);
    await page.waitForTimeout(600);
    await page.addStyleTag({ content: "* { content-visibility: visible !important; } .contents { position: static !important; }" });
    await page.evaluate(() => { scrollTo(0, 0); });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    await page.context().close();
  }
  const open1 = await open({ viewport: { width: 1280, height: 900 } });
  await open1.addStyleTag({ content: "* { content-visibility: visible !important; } .contents { position: static !important; }" });
  await open1.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await open1.screenshot({ path: join(pictures, "everything-open.png"), fullPage: true });
  await open1.context().close();
  const page = await open();
  const pdf = await page.pdf({ path: join(pictures, "report.pdf"), preferCSSPageSize: true, printBackground: true });
  hold("it prints", pdf.length > 10_000, pdf.length);
  await page.context().close();
}

for (const step of [languages, findings, keyboard, withoutScript, links, ofALargeReport, () => accessible(1280), () => accessible(390), narrow, show]) {
  try {
    await step();
  } catch (error) {
    failures.push(`${step.name}: ${error.message}`);
    console.log(`FAIL ${step.name}: ${error.message}`);
  }
}
await browser.close();
console.log(failures.length === 0 ? `all well; pictures in ${pictures}` : `\n${failures.length} failures:\n  ${failures.join("\n  ")}`);
process.exit(failures.length === 0 ? 0 : 1);
