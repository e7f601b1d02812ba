// The report: marks in the text and cards beside it choose each other. Without this the page is a plain document.
// A fact ID has a card (id c-ID) and marks (data-f ID), the first of which has the id ID.
(() => {
  'use strict';
  const one = (css, root = document) => root.querySelector(css);
  const all = (css, root = document) => [...root.querySelectorAll(css)];
  const byId = id => document.getElementById(id);
  const docs = all('.doc'), keys = byId('keys'), float = one('.float');
  const phone = matchMedia('(max-width: 46rem)'), still = matchMedia('(prefers-reduced-motion: reduce)');
  const docOf = el => el.closest('.doc'), cardOf = id => byId('c-' + id) || waiting(id), marksOf = id => all(`[data-f="${id}"]`);
  const linkIn = el => el && (el.matches('a') ? el : one('a', el) || el.closest('a'));
  const focus = el => el && el.focus({ preventScroll: true });
  function make(tag, props, ...inside) {
    const el = Object.assign(document.createElement(tag), props);
    el.append(...inside.flat(9).filter(x => x || x === 0));
    return el;
  }
  document.documentElement.classList.add('js');

  // A long list comes in runs; all but the first wait as text in a <noscript>, until they are near or asked for.
  const shown = el => !el.closest('details:not([open])');
  const idsOf = run => [...run.textContent.matchAll(/ id="c-([^"]+)"/g)].map(m => m[1]);
  const fill = run => run.replaceWith(...new DOMParser().parseFromString(run.textContent, 'text/html').body.childNodes);
  let places = null;
  function waiting(id) {
    places ??= new Map(all('.later').flatMap(run => idsOf(run).map(id => [id, run])));
    const run = places.get(id);
    if (!run || !run.isConnected) return null;
    fill(run);
    return byId('c-' + id);
  }
  const watch = new IntersectionObserver(list => {
    for (const x of list) if (x.isIntersecting && x.target.isConnected) fill(x.target);
  }, { scrollMargin: '800px', rootMargin: '800px' });
  for (const run of all('.later')) watch.observe(run);
  addEventListener('beforeprint', () => all('.later').filter(shown).forEach(fill));

  // The record of a page's article, read when first asked for.
  const records = new Map();
  function recordOf(doc) {
    if (!records.has(doc)) {
      const data = JSON.parse(one('.data', doc).textContent), byId = new Map();
      for (const list of ['events', 'actors', 'figures', 'quotes', 'times']) for (const fact of data[list]) byId.set(fact.id, fact);
      records.set(doc, { data, get: id => id && byId.get(id) });
    }
    return records.get(doc);
  }

  // Scrolling: only the box that an element is in, and only when it is out of easy view.
  function boxOf(el) {
    for (let box = el.parentElement; box && box !== document.body; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight + 1) return box;
    }
    return null;
  }
  // What is brought into view stays there while what was not laid out yet moves it, until the reader does something else.
  const WATCH = 1500; // milliseconds
  let turn = 0;
  for (const what of ['wheel', 'touchstart', 'pointerdown', 'keydown']) addEventListener(what, () => turn++, { capture: true, passive: true });
  function bring(el, toTop = false, until = performance.now() + WATCH, own = turn) {
    if (!el || !el.getClientRects().length) return false;
    const box = boxOf(el), at = el.getBoundingClientRect(), bar = box && one('.bar', box), sheet = one('.sheet.open');
    let { top, bottom } = box ? box.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    if (bar) top = Math.max(top, Math.min(bar.getBoundingClientRect().bottom, top + bar.offsetHeight));
    if (!box && phone.matches && sheet) bottom = sheet.getBoundingClientRect().top;
    const room = bottom - top, edge = box ? 4 : Math.min(48, room / 6);
    const look = () => requestAnimationFrame(() => own === turn && performance.now() < until && bring(el, toTop, until, own));
    if (!toTop && at.top >= top + edge && at.bottom <= bottom - edge) {
      look();
      return false;
    }
    const by = at.top - top - (toTop ? 8 : Math.min(room * 0.3, Math.max(8, (room - at.height) / 2)));
    const near = !still.matches && Math.abs(by) < room * 1.5;
    (box || window).scrollBy({ top: by, behavior: near ? 'smooth' : 'instant' });
    if (!near) look();
    return true;
  }
  let place = null;
  function back() {
    turn++;
    if (place !== null) scrollTo({ top: place, behavior: 'instant' });
    place = null;
    float.replaceChildren();
  }
  function remember(y) {
    place = y;
    float.replaceChildren(make('button', { type: 'button', onclick: back }, 'Back to where you were'));
  }

  // Choosing. `from` is where the reader is: 'mark' or 'card' stay where they are, 'key' and 'link' bring both.
  let chosen = null;
  function clear() {
    for (const el of all('.on, .also')) el.classList.remove('on', 'also');
    for (const el of all('.detail')) el.remove();
    for (const el of all('.card[aria-current]')) el.removeAttribute('aria-current');
    chosen = null;
  }
  function choose(id, from, at) {
    const card = cardOf(id), mark = at || byId(id) || marksOf(id)[0];
    if (!card && !mark) return;
    clear();
    chosen = id;
    for (const el of marksOf(id)) el.classList.add(el === mark || el.matches('.q, .f') ? 'on' : 'also');
    if (mark) {
      if (mark.matches('[data-f]')) mark.classList.add('on');
      const sentence = mark.closest('.s');
      if (sentence) sentence.classList.add('on');
      rove(linkIn(mark));
    }
    for (const el of all(`li[data-go="${id}"]`)) el.classList.add('on');
    if (card) {
      card.classList.add('on');
      card.setAttribute('aria-current', 'true');
      card.lastElementChild.append(details(docOf(card), id));
    }
    for (const el of [from !== 'card' && card, from !== 'mark' && mark]) {
      for (let fold = el && el.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
      if (el && phone.matches && el.closest('.sheet')) sheet(docOf(el), true);
    }
    requestAnimationFrame(() => {
      const y = scrollY;
      if (from !== 'card' || phone.matches) bring(card);
      if ((from !== 'mark' || phone.matches) && mark && bring(mark.closest('.s') || mark) && from === 'card' && !boxOf(mark)) remember(y);
    });
    if (from === 'key') focus(linkIn(mark) || linkIn(card));
    try { history.replaceState(null, '', '#' + id); } catch { /* a page without an address */ }
  }

  // The text is one stop of the Tab key, the chosen mark; with the single keys off every mark is one.
  const stops = all('[data-rove] a');
  let stop = null;
  function rove(el) {
    if (!el || !keys.checked) return;
    if (stop) stop.tabIndex = -1;
    stop = el;
    stop.tabIndex = 0;
  }
  function setStops() {
    for (const a of stops) a.tabIndex = keys.checked ? -1 : 0;
    stop = null;
    rove(stops[0]);
  }
  keys.addEventListener('change', setStops);
  setStops();

  // What the record knows of a fact, below its card.
  const KINDS = { e: 'event', a: 'name', f: 'figure', q: 'quote', t: 'date' };
  const BASIS = { explicit: 'stated', relative: 'worked out', inherited: 'inferred from the sentence or event it belongs to', publication: 'inferred: going on at publication' };
  const BOUNDS = { at_least: 'at least', more_than: 'more than', at_most: 'at most', less_than: 'less than', about: 'about', vague: 'vaguely, at least' };
  const WORDING = { direct: 'word for word', mixed: 'partly word for word', indirect: 'paraphrased' };
  const ROLES = [['agent', 'Who'], ['patient', 'What, whom'], ['recipient', 'To whom'], ['instrument', 'With']];

  function lineOf(id) {
    const line = cardOf(id) && one('.line', cardOf(id));
    return line ? [...line.childNodes].filter(n => !n.matches || !n.matches('.how')).map(n => n.textContent).join('').trim() : id;
  }
  function details(doc, id) {
    const p = doc.dataset.p, key = id.slice(p.length), { data, get } = recordOf(doc), fact = get(key), rows = [];
    const row = (label, ...inside) => inside.flat(9).some(Boolean) && rows.push(make('dt', {}, label), make('dd', {}, inside));
    const link = (x, text) => { const a = make('a', { href: '#c-' + p + x }, text); a.dataset.go = p + x; return a; };
    const list = (xs, f) => xs.map((x, i) => [i ? ', ' : '', f(x)]);
    const lines = (xs, what = 'more') => {
      // Several events of one clause have one line.
      const told = new Map();
      let rest = xs.length;
      for (const x of xs) {
        if (told.size === 12) break;
        const line = lineOf(p + x.id);
        if (!told.has(line)) told.set(line, x.id);
        rest--;
      }
      return told.size && make('ul', {}, [...told].map(([line, x]) => make('li', {}, link(x, line))), rest > 0 && make('li', {}, `and ${rest} ${what}`));
    };
    const named = x => { const a = get(x.actor); return [x.text, a && a.name !== x.text ? [' ', link(a.id, `[${a.name}]`)] : '']; };
    const whose = chain => row('Who says', list(chain, a => [named(a), a.cue ? ` (“${a.cue.text || a.cue}”)` : '']));
    const time = get(fact.as_of || fact.date && fact.date.time);
    if (key[0] === 'e') {
      for (const [role, label] of ROLES) row(label, list(fact.participants.filter(x => x.role === role), named));
      if (fact.place) row('Where', named(fact.place));
      const d = fact.date, to = d && d.end !== d.start ? ' to ' + d.end : '';
      row('When', d ? `${d.start}${to} · ${BASIS[d.basis]}` : 'no date told', time ? ` · “${time.text}”` : '');
      row('Figures', list(fact.figures.map(get).filter(Boolean), f => link(f.id, f.text)));
      whose(fact.attribution);
    } else if (key[0] === 'f') {
      const ends = fact.value === null ? [fact.low, fact.high] : [fact.value];
      row('Value', [BOUNDS[fact.comparator], ends.filter(v => v !== null).map(v => v.toLocaleString('en')).join(' to '), fact.unit_name || fact.unit].filter(Boolean).join(' '));
      row('Part', fact.aspect !== 'total' && fact.aspect.replace('_', ' '));
      if (get(fact.event)) row('Event', lines([get(fact.event)]));
      if (time) row('As of', `${time.value} · “${time.text}”`);
      whose(fact.attribution);
    } else if (key[0] === 'q') {
      const inside = x => fact.content.some(c => x.start >= c.start && x.end <= c.end);
      row('Who', fact.source && named({ text: fact.source.text, actor: fact.speaker }));
      row('Wording', WORDING[fact.kind]);
      row('When', fact.date && (fact.date.start === fact.date.end ? fact.date.start : `${fact.date.start} to ${fact.date.end}`));
      row('Tells of', list(data.events.filter(e => inside(e.trigger)).slice(0, 5), e => link(e.id, e.trigger.text)));
      row('Figures', list(data.figures.filter(inside), f => link(f.id, f.text)));
    } else if (key[0] === 'a') {
      row('Also called', fact.aliases.join(', '));
      row('Described as', fact.roles.join(', '));
      const country = fact.country && new Intl.DisplayNames('en', { type: 'region' }).of(fact.country);
      row('Country', country !== fact.name && country);
      row('Members', list(fact.members.map(get).filter(Boolean), m => link(m.id, m.name)));
      row('Part of', list(data.actors.filter(g => g.members.includes(key)), g => link(g.id, g.name)));
      row('Says', lines(data.quotes.filter(q => q.speaker === key)));
      const acts = data.events.filter(e => e.participants.some(x => x.actor === key)).sort((a, b) => b.importance - a.importance || a.start - b.start);
      row('Takes part', lines(acts, 'smaller events'));
    } else if (key[0] === 't') {
      row('Value', `${fact.type} ${fact.value}${fact.mod ? ' ' + fact.mod : ''}`);
      row('Dates', lines(data.events.filter(e => e.date && e.date.time === key)));
    }
    if (fact.mentions && fact.mentions.length > 1) {
      const blocks = new Map();
      for (const m of marksOf(id)) { const b = m.closest('p, h2, .title'); if (!blocks.has(b)) blocks.set(b, m); }
      const go = m => () => { const y = scrollY; if (bring(m)) remember(y); };
      const told = [...blocks], word = b => b.matches('p') ? '¶' + one('.n', b).textContent : b.matches('h2') ? 'heading' : 'headline';
      const links = told.slice(0, 80).map(([b, m]) => make('button', { type: 'button', className: 'ref', onclick: go(m) }, word(b)));
      row(key[0] === 'a' ? 'Mentioned' : 'Told', links, told.length > 80 && ` and in ${told.length - 80} more paragraphs`);
    }
    row('How sure', [fact.confidence && fact.confidence + ' confidence', fact.class && fact.class.toLowerCase(), fact.rule].filter(Boolean).join(' · '));
    row('Also here', list([...new Set(around(byId(id)))].filter(x => x !== id && cardOf(x)), x => {
      const k = x.slice(p.length), y = get(k);
      return link(k, `${KINDS[k[0]]} “${y.name || (y.cue ? `${y.source ? y.source.text + ' ' : ''}${y.cue.text}` : (y.trigger || y).text)}”`);
    }));
    const at = fact.content ? fact.content[0] : fact.mentions && key[0] === 'a' ? fact.mentions[0] : fact;
    const words = key[0] === 'q' && fact.kind !== 'direct' ? [fact.source && fact.source.text, fact.cue && fact.cue.text, at.text].filter(Boolean).join(' ') : key[0] === 'a' ? [fact.name, ...fact.roles].join(', ') : `“${at.text}”`;
    const copy = make('button', { type: 'button', onclick: () => put(copy, `${words} (${doc.dataset.cite}, characters ${at.start}–${at.end})`) }, 'Copy with source');
    return make('div', { className: 'detail' }, make('dl', {}, rows), copy);
  }
  async function put(button, text) {
    const was = button.textContent;
    try { await navigator.clipboard.writeText(text); button.textContent = 'Copied'; } catch { button.textContent = text; }
    setTimeout(() => { button.textContent = was; }, 2500);
  }
  /** The facts at a place of the text, the innermost first. */
  function around(el) {
    const ids = [];
    for (let m = el && el.closest('[data-f]'); m; m = m.parentElement.closest('[data-f]')) ids.push(m.dataset.f);
    return el ? [...ids, ...all('[data-f]', el).map(m => m.dataset.f)] : ids;
  }

  // On a phone the lists are a sheet at the bottom.
  function sheet(doc, open) {
    one('.sheet', doc).classList.toggle('open', open);
    float.classList.toggle('up', open);
  }
  for (const nav of all('.sheet .bar nav')) nav.append(make('button', { type: 'button', className: 'close', ariaLabel: 'Close', onclick: () => sheet(docOf(nav), false) }, '×'));
  if (docs[0]) docs[0].classList.add('cur');
  if (docs[1]) {
    const seen = new IntersectionObserver(list => {
      for (const x of list) if (x.isIntersecting) for (const d of docs) d.classList.toggle('cur', d === x.target);
    }, { rootMargin: '-45% 0px -45% 0px' });
    docs.forEach(d => seen.observe(d));
  }

  // Filtering: what does not match is hidden in the lists and fades in the text.
  const SURE = { low: 0, medium: 1, high: 2 };
  const holds = (list, x) => !x || (list || '').split(' ').includes(x);
  const texts = new Map();
  const textOf = card => texts.get(card) || texts.set(card, card.textContent.toLowerCase()).get(card);
  function filter(form) {
    const doc = docOf(form), v = new FormData(form), kinds = v.getAll('kind'), words = v.get('text').toLowerCase().split(/\s+/).filter(Boolean);
    const [status, sure, who] = ['status', 'confidence', 'who'].map(n => v.get(n));
    const on = Boolean(words.length || status || sure || who || kinds.length < all('[name=kind]', form).length);
    if (on) all('.later', doc).forEach(fill);
    const gone = new Set(), count = {}, cards = all('.card', doc);
    for (const card of cards) {
      const d = card.dataset, fits = kinds.includes(d.k) && (!status || d.st === status) && (!sure || SURE[d.cf] >= SURE[sure]) && holds(d.who, who) && words.every(w => textOf(card).includes(w));
      card.hidden = !fits;
      if (fits) count[d.k] = (count[d.k] || 0) + 1; else gone.add(card.id.slice(2));
    }
    for (const m of all('[data-f]', doc)) m.classList.toggle('off', gone.has(m.dataset.f));
    for (const m of all('.qm', doc)) m.classList.toggle('off', gone.has(m.id));
    for (const el of all('.list, .list ul, .list ol, .fold', doc)) {
      const inside = all('.card', el);
      el.hidden = on && inside.length > 0 && inside.every(c => c.hidden);
      const title = el.previousElementSibling;
      if (title && title.matches('h3')) title.hidden = el.hidden;
      if (!el.matches('.fold')) continue;
      el.dataset.was ??= el.open ? '1' : '';
      el.open = on ? !el.hidden : el.dataset.was === '1';
      if (!on) delete el.dataset.was;
    }
    for (const a of all('[data-n]', doc)) {
      const c = one('.c', a);
      c.dataset.all ??= c.textContent;
      c.textContent = on ? count[a.dataset.n] || 0 : c.dataset.all;
    }
    const found = one('.found', form);
    found.hidden = !on;
    one('span', found).textContent = `${cards.length - gone.size} of ${cards.length} facts`;
  }
  for (const form of all('.doc .find')) {
    form.hidden = false;
    form.oninput = () => { if (chosen) clear(); filter(form); };
    form.onsubmit = e => e.preventDefault();
    form.onreset = () => setTimeout(filter, 0, form);
  }
  const filtered = () => all('.found').some(f => !f.hidden);

  document.addEventListener('click', e => {
    const t = e.target, near = css => t.closest(css);
    for (const m of all('.more[open]')) if (!m.contains(t)) m.open = false;
    if (e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey || !getSelection().isCollapsed) return;
    const tab = near('.bar nav a'), go = near('[data-go]'), card = near('.card'), quote = near('.qm'), mark = near('[data-f]');
    if (tab) {
      e.preventDefault();
      if (phone.matches && tab.closest('.sheet')) sheet(docOf(tab), true);
      requestAnimationFrame(() => bring(byId(tab.hash.slice(1)), true));
    } else if (near('button, summary, input, select, label')) {
      // does what it does
    } else if (go) {
      e.preventDefault();
      choose(go.dataset.go, go.matches('li') ? 'card' : 'key');
      if (go.matches('li')) requestAnimationFrame(() => bring(cardOf(go.dataset.go)));
    } else if (card && !near('.detail')) {
      e.preventDefault();
      choose(card.id.slice(2), 'card');
    } else if (quote || mark) {
      const ids = (quote ? [quote.id] : around(t)).filter(id => cardOf(id) && !cardOf(id).hidden);
      if (near('a')) e.preventDefault();
      // The same place again: the next fact that it belongs to.
      const id = ids[(ids.indexOf(chosen) + 1) % ids.length];
      if (id) choose(id, 'mark', quote || marksOf(id).find(m => m.contains(t)));
    }
  });

  /** The next fact in the order of the text, of those that the lists show. */
  function step(by) {
    const cards = all('.card').filter(c => !c.hidden && shown(c)).map(c => c.id.slice(2));
    const listed = new Set([...cards, ...all('.later').filter(shown).flatMap(idsOf)].filter(id => /(^|-)[efq]\d+$/.test(id)));
    // A fact stands where its mark is, or, without text, its card.
    const marks = all('.doc [id]').filter(m => listed.has(m.id) || m.id.startsWith('c-') && listed.has(m.id.slice(2)) && !byId(m.id.slice(2)));
    const ids = marks.map(m => m.id.replace(/^c-/, ''));
    const at = ids.indexOf(chosen);
    const next = at >= 0 ? at + by : Math.max(0, marks.findIndex(m => m.getBoundingClientRect().top > 0));
    if (ids[next]) choose(ids[next], 'key');
  }
  document.addEventListener('keydown', e => {
    const t = e.target, typing = t.matches('input:not([type=checkbox]), select');
    if (e.metaKey || e.ctrlKey || e.altKey) return;
    if (e.key === 'Escape') {
      const more = one('.more[open]');
      if (more) { more.open = false; focus(one('summary', more)); }
      else if (filtered()) for (const f of all('.find')) f.reset();
      else if (chosen && !typing) { const a = linkIn(byId(chosen)); clear(); focus(a); }
      else for (const d of docs) sheet(d, false);
      if (typing) t.blur();
    } else if (typing || !keys.checked) {
      // letters are letters
    } else if (e.key === 'j') step(1);
    else if (e.key === 'k') step(-1);
    else if (e.key === 'b') back();
    else if (e.key === '/') {
      e.preventDefault();
      const doc = chosen && cardOf(chosen) ? docOf(cardOf(chosen)) : one('.doc.cur'), input = one('.find input', doc);
      if (phone.matches) sheet(doc, true);
      focus(input);
      bring(input);
    } else if (e.key === '?') {
      byId('legend').open = true;
      byId('legend').scrollIntoView();
      focus(one('#legend summary'));
    }
  });

  const save = one('.save');
  save.hidden = false;
  save.onclick = () => {
    const lines = docs.map(d => JSON.stringify(recordOf(d).data) + '\n'), href = URL.createObjectURL(new Blob(lines, { type: 'application/json' }));
    make('a', { href, download: docs[1] ? 'newsx.jsonl' : 'newsx.json' }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  };

  function arrive() {
    const at = byId(decodeURIComponent(location.hash.slice(1)));
    if (!at) return;
    const id = at.id.replace(/^c-/, '');
    if (at.matches('details')) at.open = true;
    if (cardOf(id)) choose(id, 'link');
  }
  addEventListener('hashchange', arrive);
  // After the browser has gone to the place itself.
  addEventListener('load', () => setTimeout(arrive));
})();
