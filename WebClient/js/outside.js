/**
 * The page behind an outside link: lets somebody in without an account, gives them images as the signed-in have them, and
 * hands them back to where they came from once their answers are stored.
 */
import { useBearer } from './state/bearer.js';
import { countAnswer, openVisit } from './api/outside.js';
import { outsideAddress } from './core/outside-address.js';
import { direction, locale, t } from './i18n/index.js';
import { newId } from './outbox/new-id.js';
import { onStored } from './outbox/receipts.js';
import { fill, h } from './ui/dom.js';
import { renderMarkdown } from './ui/markdown.js';
import { messageFor } from './ui/problems.js';
import { annotateView } from './views/annotate.js';

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const address = outsideAddress(location.pathname, location.search);
/** @type {{dispose(): void} | null} */
let desk = null;
/** Answers on their way to being counted. @type {Promise<void>} */
let counting = Promise.resolve();
/** @type {import('./api/outside.js').Visit} */
let visit;

/** A name for somebody who has none, kept in this browser where it lets us. */
function ownName() {
  const key = `boxwood-outside-${address.link.slice(0, 32)}`;
  try {
    const known = localStorage.getItem(key) ?? newId();
    localStorage.setItem(key, known);
    return known;
  } catch {
    return newId();
  }
}

async function open() {
  fill(main, h('p', { class: 'loading', role: 'status' }, t('app.loading')));
  const wish = { ...address, browser: ownName() };
  try {
    const opened = await openVisit(wish);
    document.title = `${opened.project.name} · ${t('app.name')}`;
    if (opened.preview) return showPreview(opened);
    useBearer(/** @type {string} */ (opened.token), async () => /** @type {string} */ ((await openVisit(wish)).token));
    visit = /** @type {import('./api/outside.js').Visit} */ (opened.visit);
    if (visit.completion) return complete(visit.completion);
    work(opened);
  } catch (error) {
    say(t('outside.closed'), messageFor(error), { text: t('app.retry'), run: open });
  }
}

/** @param {import('./api/outside.js').Opened} opened */
async function work({ project, account }) {
  fill(main);
  document.body.dataset.route = 'annotate';
  desk = await annotateView(main, {
    projectId: project.id, account, mayGoOn: async () => {
      await counting;
      return !visit.completion;
    },
    onNothingLeft: nothingLeft,
    // There is no way to an exam from here.
    onBarred: (code, text) => say(t(`qualify.barred.${code}`), code === 'paused' ? text : t('outside.notQualified')),
    navigate: () => away(project, account),
  });
}

onStored((submission) => {
  counting = counting.then(() => count(submission));
});

/** Counts an answer; what did not go through is tried again, since the answer itself is stored. @param {string | null} submission */
async function count(submission) {
  for (let attempt = 0; ; attempt++) {
    try {
      visit = await countAnswer(visit.id, submission);
      if (visit.completion) complete(visit.completion);
      return;
    } catch (/** @type {any} */ error) {
      if (error?.status !== 0 || attempt > 20) return say(t('outside.notCounted'), messageFor(error), { text: t('app.retry'), run: () => count(submission) });
      await new Promise((resolve) => { setTimeout(resolve, Math.min(8000, 500 * 2 ** attempt)); });
    }
  }
}

async function nothingLeft() {
  await count(null);
  if (!visit.completion) say(t('outside.nothing'), t('outside.nothingText'));
}

/** The person gave the image back. @param {any} project @param {any} account */
function away(project, account) {
  leaveDesk();
  say(t('outside.away'), t('outside.awayText'), { text: t('outside.goOn'), run: () => work({ preview: false, project, account }) });
}

function leaveDesk() {
  desk?.dispose();
  desk = null;
  delete document.body.dataset.route;
  delete document.body.dataset.view;
}

/** @param {import('./api/outside.js').Completion} completion */
function complete(completion) {
  leaveDesk();
  if (completion.kind === 'form') {
    const form = h('form', { method: 'post', action: completion.action, class: 'stack', 'data-testid': 'outside-form' },
      Object.entries(completion.fields ?? {}).map(([name, value]) => h('input', { type: 'hidden', name, value })),
      h('p', null, t('outside.handingOver')), h('div', null, h('button', { type: 'submit', class: 'button primary' }, t('outside.handOver'))));
    show(t('outside.done'), form);
    form.submit();
    return;
  }
  show(t('outside.done'), h('p', null, t('outside.doneText')),
    completion.code && h('p', null, t('outside.code'), ' ', h('strong', { class: 'outside-code', 'data-testid': 'outside-code' }, completion.code)),
    completion.redirect && h('p', null, h('a', { class: 'button primary', href: completion.redirect }, t('outside.back'))));
  if (completion.redirect) location.assign(completion.redirect);
}

/** @param {import('./api/outside.js').Opened} opened */
function showPreview({ project }) {
  show(project.name, h('p', { class: 'notice', role: 'status', 'data-testid': 'outside-preview' }, t('outside.preview')),
    project.description && h('p', null, project.description),
    h('ul', { class: 'guideline-labels' }, (project.labels ?? []).map((label) => h('li', null, h('span', { class: 'label-color', 'aria-hidden': 'true', style: { background: label.color } }),
      h('span', null, h('strong', null, label.name), label.description && h('span', { class: 'block muted' }, label.description))))),
    project.instructions?.trim() && h('div', { class: 'prose card' }, renderMarkdown(project.instructions)));
}

/** @param {string} title @param {string} text @param {{text: string, run: () => void}} [action] */
function say(title, text, action) {
  leaveDesk();
  show(title, h('p', null, text), action && h('div', null, h('button', { type: 'button', class: 'button primary', on: { click: action.run } }, action.text)));
}

/** @param {string} title @param {...any} children */
function show(title, ...children) {
  const heading = h('h1', { tabindex: '-1' }, title);
  fill(main, h('div', { class: 'view outside-page stack' }, heading, children));
  heading.focus();
}

document.documentElement.lang = locale;
document.documentElement.dir = direction;
open();
