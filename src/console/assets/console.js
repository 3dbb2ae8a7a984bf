/* The page works without this: it puts times into the reader's zone, asks for what moves, and draws lines. */

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

function inReadersZone(root) {
  for (const element of root.querySelectorAll('time[datetime]:not([data-local])')) {
    element.dataset.local = '';
    element.textContent = local.format(new Date(element.dateTime));
  }
}

const LIVE_EVERY_MS = 2000;

/** Not while nobody sees it, and not under a finger: what has the focus or is marked would be taken away. */
function askForWhatMoves() {
  const marked = document.getSelection();
  if (document.hidden) return;
  for (const part of document.querySelectorAll('[data-live]')) {
    const inUse = part.contains(document.activeElement) || (!marked.isCollapsed && part.contains(marked.anchorNode));
    if (!inUse) window.htmx.trigger(part, 'live');
  }
}

/** As the style sheet has it now, light or dark: a canvas takes no variable. */
function colour(name) {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = `var(${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const drawn = new Map();
const HEIGHT = 180;

function drawLines() {
  for (const place of document.querySelectorAll('[data-lines]')) {
    const { at, series } = JSON.parse(place.dataset.lines);
    const axis = { stroke: colour('--faint'), grid: { stroke: colour('--rule'), width: 1 } };
    const lines = series.map(({ label }, n) => ({ label, stroke: colour(`--line-${n + 1}`), width: 1.5 }));
    drawn.get(place)?.destroy();
    const chart = new window.uPlot(
      { width: place.clientWidth, height: HEIGHT, series: [{}, ...lines], axes: [axis, { ...axis, size: 60 }] },
      [at, ...series.map(({ values }) => values)],
      place,
    );
    drawn.set(place, chart);
  }
}

const fit = new ResizeObserver((places) => {
  for (const { target } of places) drawn.get(target)?.setSize({ width: target.clientWidth, height: HEIGHT });
});

/** A check box that marks all of its form. */
function markAll(event) {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || target.dataset.markAll === undefined) return;
  for (const box of target.closest('form').querySelectorAll(`input[name="${target.dataset.markAll}"]`)) {
    box.checked = target.checked;
  }
}

/** What cannot be taken back is asked for once more. */
function askOnceMore(event) {
  const question = event.submitter?.dataset.confirm;
  if (question !== undefined && !window.confirm(question)) event.preventDefault();
}

function goToSearch(event) {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
  const search = document.querySelector('[data-search]');
  if (event.key !== '/' || typing || search === null || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search.focus();
}

/** A frame in a sandbox goes to its `#evidence` before it knows how high its page is, one time in twenty: so it goes there again. */
function goToEvidence() {
  for (const frame of document.querySelectorAll('iframe.page')) frame.contentWindow.location.replace(frame.src);
}

for (const place of document.querySelectorAll('[data-zone]')) {
  place.textContent = `times in ${Intl.DateTimeFormat().resolvedOptions().timeZone}, UTC on hover`;
}
inReadersZone(document);
drawLines();
for (const place of drawn.keys()) fit.observe(place);
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawLines);
document.addEventListener('htmx:afterSwap', (event) => {
  inReadersZone(event.detail.target);
});
window.addEventListener('load', goToEvidence);
document.addEventListener('keydown', goToSearch);
document.addEventListener('change', markAll);
document.addEventListener('submit', askOnceMore);
setInterval(askForWhatMoves, LIVE_EVERY_MS);
