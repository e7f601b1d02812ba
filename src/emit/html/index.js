// The index of a folder: search and sorting. Without this it is a table in the order of the inputs.
(() => {
  'use strict';
  const table = document.querySelector('.index table'), form = document.querySelector('.index .find');
  const body = table.tBodies[0], rows = [...body.rows], texts = rows.map(r => r.textContent.toLowerCase());
  document.documentElement.classList.add('js');
  form.hidden = false;
  form.onsubmit = e => e.preventDefault();
  form.oninput = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((r, i) => {
      r.hidden = !words.every(w => texts[i].includes(w));
      if (!r.hidden) left++;
    });
    const found = form.querySelector('.found');
    found.hidden = !words.length;
    found.textContent = `${left} of ${rows.length} articles`;
  };
  const keyOf = (row, i) => row.cells[i].dataset.v || row.cells[i].textContent.trim().toLowerCase();
  [...table.tHead.rows[0].cells].forEach((th, i) => {
    const button = document.createElement('button'), numeric = th.classList.contains('num');
    button.type = 'button';
    button.textContent = th.textContent;
    th.replaceChildren(button);
    button.onclick = () => {
      const down = th.getAttribute('aria-sort') === 'ascending' || (numeric && th.getAttribute('aria-sort') !== 'descending');
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const order = rows.map((r, n) => [keyOf(r, i), n, r]).sort(([a, n], [b, m]) => (numeric ? a - b : a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1) || n - m);
      body.append(...order.map(x => x[2]));
    };
  });
  document.addEventListener('keydown', e => {
    if (e.key === '/' && !e.target.matches('input')) { e.preventDefault(); form.elements.text.focus(); }
    if (e.key === 'Escape') { form.reset(); form.oninput(); }
  });
})();
