// A reader's walk through the pages that `run` made. Every check is a line; one that fails makes the walk fail.
import fs from 'node:fs';
import os from 'node:os';
import puppeteer from 'puppeteer-core';

const folder = process.argv[2], shots = process.env.SHOTS;
const axe = fs.readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const profile = fs.mkdtempSync(`${os.tmpdir()}/newsx-browser-`);
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags.split(' '), userDataDir: profile, protocolTimeout: 300000 });
let failed = 0;
const check = (holds, what) => { if (!holds) failed++; console.log(holds ? 'ok    ' : 'FAILED', what); };
const rest = (ms = 120) => new Promise(r => setTimeout(r, ms));

async function open(name, { width = 1280, height = 900, scheme = 'light', script = true, hash = '' } = {}) {
  const page = await browser.newPage();
  page.on('pageerror', e => check(false, `${name}: ${e.message}`));
  page.on('console', m => check(false, `${name} says ${m.text()}`));
  page.on('dialog', d => { check(false, `${name} opens a dialog`); d.dismiss(); });
  page.on('request', r => { if (!/^(file|blob):/.test(r.url())) check(false, `${name} asks the network for ${r.url()}`); });
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.goto(`file://${folder}/${name}${hash}`);
  await rest();
  return page;
}
const shot = async (page, name) => shots && page.screenshot({ path: `${shots}/${name}.png` });
const state = page => page.evaluate(() => ({
  chosen: [...document.querySelectorAll('.card.on')].map(c => c.id).join(), lit: document.querySelectorAll('.s.on').length, y: scrollY,
  found: document.querySelector('.found:not([hidden]) span')?.textContent ?? '', back: !!document.querySelector('.float button'),
}));
/** The milliseconds of processor that the pages took so far; on systems without /proc, those that passed. */
function spent() {
  const numbers = fs.existsSync('/proc') ? fs.readdirSync('/proc').filter(n => /^\d+$/.test(n)) : [];
  const of = n => {
    try {
      const command = fs.readFileSync(`/proc/${n}/cmdline`, 'utf8');
      if (!command.includes(profile) || !command.includes('--type=renderer')) return 0;
      const fields = fs.readFileSync(`/proc/${n}/stat`, 'utf8').split(') ').at(-1).split(' ');
      return 10 * (Number(fields[11]) + Number(fields[12]));
    } catch { return 0; } // it has ended
  };
  return numbers.length ? numbers.map(of).reduce((a, b) => a + b) : performance.now();
}
const inView = (page, css) => page.evaluate(css => {
  const r = document.querySelector(css).getBoundingClientRect();
  return r.height > 0 && r.top >= -1 && r.bottom <= innerHeight + 1;
}, css);

{ // What the lists tell
  const page = await open('article.html');
  const told = await page.evaluate(() => {
    const all = (css, root = document) => [...root.querySelectorAll(css)], text = el => el?.textContent ?? '';
    const parts = all('#timeline > :is(ol, h3, .fold)').map(el => el.matches('.dated') ? 'dated' : el.matches('h3') ? 'undated' : el.matches('.less') ? 'smaller' : el.matches('.fold') ? 'other' : 'list');
    return {
      first: text(document.querySelector('.side h2')), key: all('.short .key li').length, keyDates: all('.short .key time').length,
      days: all('#timeline .dated time').map(t => t.dateTime), parts,
      inferred: all('#timeline .inf').length, says: all('#timeline .how').filter(x => /said|according to/.test(text(x))).length,
      planned: all('#timeline [data-w=yet] .st').length,
      amounts: all('#figures .value').map(text), bounds: all('#figures .sign .sr').map(text),
      speakers: all('#quotes h3').map(h => all('.quote', h.nextElementSibling).length), exact: all('#quotes .exact .line').map(text), bare: all('#quotes .quote:not(.exact) .line').filter(l => /^that /.test(text(l))).length,
      counts: all('.bar nav .c').map(c => Number(text(c))),
    };
  });
  check(told.first === 'In short' && told.key >= 3 && told.key <= 8 && told.keyDates > 0, `a summary of ${told.key} lines stands on top`);
  check(told.days.length > 3 && told.days.every((d, i) => !i || d >= told.days[i - 1]), `the timeline is in order of date: ${told.days}`);
  check(/^dated undated list smaller( other)?$/.test(told.parts.join(' ')), `dated, then undated, then smaller events: ${told.parts}`);
  check(told.inferred > 0 && told.says > 0 && told.planned > 0, `inferred dates, sources and plans are told: ${[told.inferred, told.says, told.planned]}`);
  check(told.amounts.length > 3 && told.bounds.length > 0, `figures with bounds: ${told.bounds}`);
  check(told.speakers.length > 1 && told.speakers.every((n, i) => !i || n <= told.speakers[i - 1] || i >= 6), `quotes by speaker, most first: ${told.speakers}`);
  check(told.exact.every(line => /^“.*”/.test(line)) && told.bare === 0, 'marks around what is word for word, no bare “that”');
  check(told.counts.length === 4 && told.counts.every(n => n > 0), `each kind is counted: ${told.counts}`);
  const actor = await page.evaluate(() => {
    const card = [...document.querySelectorAll('.actor')].find(c => /statement.*event/.test(c.textContent));
    card.querySelector('.line').click();
    return [...document.querySelectorAll('.card.on dt')].map(dt => dt.textContent);
  });
  check(['Says', 'Takes part', 'Mentioned'].every(dt => actor.includes(dt)), `an actor with all that it says and does: ${actor}`);
  await page.close();
}
{ // Other stories, warnings
  const other = p => p.evaluate(() => [...document.querySelectorAll('.fold > summary')].map(s => s.textContent).filter(t => /other stories/.test(t)));
  const related = await open('related.html'), all = await open('all.html');
  const folds = await other(related);
  check(folds.length === 3 && folds.some(f => /figures/.test(f)), `facts of other stories stand apart: ${folds}`);
  check(await related.evaluate(() => !/Brandvik|4,000/.test([...document.querySelectorAll('.list > :not(.fold)')].map(x => x.textContent).join())), 'and in no list of the article');
  check((await other(all)).length === 0 && await all.evaluate(() => /4,000/.test(document.querySelector('#figures').textContent)), '--related puts them into the lists');
  await related.close(); await all.close();
  const warned = await open('folder/comet.html');
  check(await warned.evaluate(() => /publication date/.test(document.querySelector('.short .warn')?.textContent)), 'a warning is shown before what it concerns');
  await warned.close();
}
{ // Keys
  const page = await open('article.html');
  check((await page.title()).length > 10 && !/newsx/.test(await page.title()), `the tab has the article's title: ${await page.title()}`);
  const seen = [];
  for (let i = 0; i < 8; i++) { await page.keyboard.press('j'); await rest(60); seen.push((await state(page)).chosen); }
  check(new Set(seen).size === 8 && seen.every(Boolean), `j walks the facts: ${seen}`);
  check(await inView(page, '.card.on .line') && await inView(page, '.s.on'), 'card and sentence are in view');
  const order = await page.evaluate(ids => ids.map(id => document.getElementById(id.slice(2)).getBoundingClientRect().top), seen);
  check(order.every((y, i) => !i || y >= order[i - 1] - 12), 'in the order of the text');
  await page.keyboard.press('k'); await rest();
  check((await state(page)).chosen === seen[6], 'k goes back');
  check(await page.evaluate(() => document.querySelector('.detail dt') !== null), 'the chosen card tells more');
  await shot(page, 'chosen-1280');
  await page.keyboard.press('Escape');
  check(!(await state(page)).chosen, 'Esc clears the choice');
  await page.keyboard.press('/');
  check(await page.evaluate(() => document.activeElement.type === 'search'), '/ goes to the filter');
  await page.keyboard.type('ceasefire'); await rest();
  check(/^\d+ of \d+ facts$/.test((await state(page)).found), `words filter: ${(await state(page)).found}`);
  await shot(page, 'filter-1280');
  await page.keyboard.press('Escape'); await rest();
  check((await state(page)).found === '', 'Esc clears the filter');
  const stops = () => page.evaluate(() => [...document.querySelectorAll('[data-rove] a')].filter(a => a.tabIndex === 0).length);
  check(await stops() === 1, 'the text is one stop of Tab');
  await page.evaluate(() => { const keys = document.getElementById('keys'); keys.checked = false; keys.dispatchEvent(new Event('change')); });
  check(await stops() > 20, 'with the shortcuts off every mark is a stop');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('j');
  check(!(await state(page)).chosen, 'with the shortcuts off j is a letter');
  await page.close();
}
{ // Pointer
  const page = await open('article.html', { height: 500 });
  await page.evaluate(() => scrollTo(0, 600)); await rest();
  const before = await state(page);
  const id = await page.evaluate(() => {
    const marks = [...document.querySelectorAll('.text a.m[href]')];
    const mark = marks.find(m => { const y = m.getBoundingClientRect().top; return y > 100 && y < 400; });
    mark.click();
    return mark.getAttribute('href').slice(1);
  });
  await rest();
  check((await state(page)).chosen === id && await inView(page, '.card.on .line'), `a mark chooses its card: ${id}`);
  check((await state(page)).y === before.y, 'the text stays where it is');
  await page.evaluate(() => scrollTo(0, 0)); await rest();
  await page.evaluate(() => [...document.querySelectorAll('.card.figure .line, .card .line')].at(-1).click()); await rest();
  const after = await state(page);
  check(after.lit === 1, 'a card lights its sentence');
  if (after.back) {
    await page.keyboard.press('b'); await rest();
    check((await state(page)).y === 0, 'b goes back to where one was');
  }
  const counts = await page.evaluate(async () => {
    const form = document.querySelector('.find'), out = [];
    for (const [name, value] of [['confidence', 'high'], ['who', form.elements.who.options[1].value], ['status', form.elements.status.options[1].value]]) {
      form.elements[name].value = value;
      form.dispatchEvent(new Event('input'));
      out.push(form.querySelector('.found span').textContent);
      form.elements[name].value = '';
    }
    const box = form.querySelector('[value=e]');
    box.checked = false;
    form.dispatchEvent(new Event('input'));
    out.push(document.getElementById('timeline').hidden);
    form.reset();
    return out;
  });
  check(counts.slice(0, 3).every(c => /^\d+ of/.test(c)) && counts[3] === true, `confidence, who, status and kind filter: ${counts}`);
  await page.close();
}
{ // An address, several facts at a place
  const page = await open('article.html', { hash: '#c-e2' });
  await rest(300);
  check((await state(page)).chosen === 'c-e2' && await inView(page, '.s.on'), 'an address chooses a fact');
  const cycle = await page.evaluate(async () => {
    const mark = document.querySelector('.m.q a.m') ?? document.querySelector('.m a.m'), out = [];
    for (let i = 0; i < 2; i++) { mark.click(); await new Promise(r => setTimeout(r, 60)); out.push(document.querySelector('.card.on')?.id); }
    return out;
  });
  check(new Set(cycle).size === 2, `the same place again is the next fact there: ${cycle}`);
  await page.close();
}
{ // A phone
  const page = await open('article.html', { width: 400, height: 800 });
  await shot(page, 'phone-400');
  check(await page.evaluate(() => document.documentElement.scrollWidth <= 400), 'a phone scrolls in one direction');
  await page.evaluate(() => document.querySelector('.text a.m.e').click()); await rest(250);
  check(await page.evaluate(() => document.querySelector('.sheet').classList.contains('open')), 'a mark opens the sheet');
  check(await page.evaluate(() => document.querySelector('.s.on').getBoundingClientRect().top < document.querySelector('.sheet').getBoundingClientRect().top), 'the sentence is above it');
  await shot(page, 'phone-chosen-400');
  await page.evaluate(() => document.querySelector('.close').click());
  check(await page.evaluate(() => !document.querySelector('.sheet.open')), 'the sheet closes');
  await page.close();
}
{ // No script, print
  const page = await open('article.html', { script: false });
  check(await page.evaluate(() => document.querySelectorAll('.card').length > 10 && document.querySelector('.find').hidden), 'readable without script');
  await page.close();
  const print = await open('article.html');
  const pdf = await print.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = (Buffer.from(pdf).toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  check(pages >= 1 && pages <= 2, `a short article prints on few pages: ${pages}`);
  if (shots) fs.writeFileSync(`${shots}/article.pdf`, pdf);
  await print.close();
}
{ // What an article cannot do
  const page = await open('hostile.html');
  check(await page.evaluate(() => document.images.length === 0 && document.scripts.length === 2 && document.querySelectorAll('main > article').length === 1), 'words of an article make no elements');
  const ids = await page.evaluate(() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id); return all.length - new Set(all).size; });
  check(ids === 0, 'no id is given twice');
  check(/default-src 'none'/.test(await page.evaluate(() => document.querySelector('[http-equiv]').content)), 'the policy is strict');
  await page.close();
}
{ // A folder
  const page = await open('folder/index.html');
  await shot(page, 'index-1280');
  const rows = () => page.evaluate(() => [...document.querySelectorAll('tbody tr:not([hidden])')].map(r => r.cells[0].textContent));
  const all = await rows();
  check(all.length >= 7, `the index lists ${all.length} articles`);
  check(await page.evaluate(() => /Warning.*publication date/.test(document.querySelector('tbody').textContent) && [...document.querySelectorAll('td.num')].some(c => Number(c.textContent) > 9)), 'with their facts and warnings');
  const most = await page.evaluate(() => {
    const head = [...document.querySelectorAll('th button')].find(b => b.textContent === 'Events');
    head.click();
    return [...document.querySelectorAll('tbody tr')].map(r => Number(r.cells[2].textContent));
  });
  check(most.every((n, i) => !i || n <= most[i - 1]), `sorted by events: ${most}`);
  await page.evaluate(() => document.querySelector('th button').click());
  const sorted = (await rows()).filter(d => d !== 'no date');
  check(sorted.every((d, i) => !i || d >= sorted[i - 1]), `sorted by date: ${sorted}`);
  await page.keyboard.press('/'); await page.keyboard.type('ferry'); await rest();
  check((await rows()).length >= 1 && (await rows()).length < all.length, 'search narrows the list');
  await page.evaluate(() => document.querySelector('tbody tr:not([hidden]) a').click()); await rest(400);
  check(await page.evaluate(() => document.querySelector('.doc') !== null), 'a line leads to its page');
  await page.close();
}
{ // A long article. The time of its processor is counted, so that a busy machine changes nothing.
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const start = Date.now(), before = spent();
  await page.goto(`file://${folder}/long.html`, { timeout: 120000 });
  const took = Math.min(Date.now() - start, spent() - before);
  const words = await page.evaluate(() => document.querySelector('.text').textContent.split(/\s+/).length);
  // Two seconds on two cores; only a page whose work grows with the square of its length takes longer than ten.
  check(took < 10000, `${words} words open in ${took} ms`);
  const begun = spent(), [jumps, blank] = await page.evaluate(async () => {
    const t = performance.now();
    for (let i = 1; i <= 20; i++) { scrollTo(0, document.documentElement.scrollHeight * i / 20); await new Promise(requestAnimationFrame); }
    const last = [...document.querySelectorAll('.text p')].at(-1).getBoundingClientRect();
    return [performance.now() - t, last.top > innerHeight];
  });
  const scrolled = Math.min(jumps, spent() - begun);
  check(scrolled < 4000 && !blank, `20 jumps through it take ${Math.round(scrolled)} ms`);
  const far = await page.evaluate(() => [...document.querySelectorAll('.text a.m.e:not(.minor)')].at(-1).getAttribute('href').slice(1));
  check(await page.evaluate(id => document.getElementById(id) === null, far), 'cards far down the lists wait');
  await page.evaluate(id => [...document.querySelectorAll(`.text a[href="#${id}"]`)].at(-1).click(), far);
  await page.waitForSelector('.card.on .line', { timeout: 20000 });
  for (let i = 0; i < 20 && !await inView(page, '.card.on .line'); i++) await rest();
  check((await state(page)).chosen === far && await inView(page, '.card.on .line'), `a mark makes its card: ${far}`);
  await page.keyboard.press('Escape');
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('j');
  check(Boolean((await state(page)).chosen), 'j walks a long article');
  const found = await page.evaluate(() => {
    const form = document.querySelector('.find');
    form.elements.text.value = 'ferry';
    form.dispatchEvent(new Event('input'));
    return [document.querySelectorAll('.later').length, form.querySelector('.found span').textContent];
  });
  check(found[0] === 0 && /^[1-9]\d* of \d{5}/.test(found[1]), `a filter sees every card: ${found[1]}`);
  await page.close();
}
// Accessibility, by axe: every page at three widths in both schemes; articles also with a fact chosen and filters open.
const STATES = {
  plain: () => {},
  chosen: async page => { for (let i = 0; i < 3; i++) await page.keyboard.press('j'); },
  filters: page => page.evaluate(() => { document.querySelector('.more').open = true; document.querySelector('.sheet').classList.add('open'); }),
};
async function axeOf(name, width, scheme, state) {
  const page = await open(name, { width, scheme });
  await STATES[state](page);
  await rest();
  await shot(page, `${name.replace(/\W/g, '-')}-${width}-${scheme}-${state}`);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await window.axe.run(document, { runOnly: tags })).violations.map(v => `${v.id}: ${v.nodes.slice(0, 2).map(n => n.html.slice(0, 90)).join(' | ')}`);
  });
  check(found.length === 0, `axe, ${name} ${width} ${scheme} ${state} ${found.join('; ')}`);
  await page.close();
}
for (const width of [1280, 800, 400]) for (const scheme of ['light', 'dark']) {
  for (const name of ['article.html', 'hostile.html', 'folder/index.html', 'story.html']) await axeOf(name, width, scheme, 'plain');
  if (width !== 800) for (const name of ['article.html', 'hostile.html']) for (const state of ['chosen', 'filters']) await axeOf(name, width, scheme, state);
}
await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
console.log(failed ? `${failed} failed` : 'all hold');
process.exit(failed ? 1 : 0);
