/** Starts the client: reads who is signed in, then shows the screen the address names. */
import { currentAccount, loadSession, onAccountChange } from './api/session.js';
import { direction, everyText, locale, t } from './i18n/index.js';
import { hrefTo, matchRoute } from './router.js';
import { fill, h } from './ui/dom.js';
import { drawHeader } from './ui/header.js';
import { everyStyle } from './ui/styles.js';
import { errorState } from './ui/states.js';
import { messageFor } from './ui/problems.js';

/**
 * What every view gets besides its container.
 *
 * @typedef {object} Context
 * @property {Record<string, string>} params from the path
 * @property {Record<string, string>} query from after the question mark
 * @property {import('./api/session.js').Account} account
 * @property {(hash: string) => void} navigate
 * @property {(query: Record<string, any>) => void} setQuery changes the query in the address, and nothing else
 * @property {(parts: string[], query: Record<string, any>) => void} setAddress changes the whole address, and shows nothing else
 * @property {(title: string) => void} setTitle
 *
 * @typedef {(container: HTMLElement, context: any) => Promise<{dispose?: () => void} | void>} View
 */

/**
 * Screens by route name.
 * @type {Record<string, () => Promise<View>>}
 */
const VIEWS = {
  'sign-in': async () => (await import('./views/sign-in.js')).signInView,
  link: async () => (await import('./views/link.js')).linkView,
  password: async () => (await import('./views/password.js')).passwordView,
  projects: async () => (await import('./views/projects.js')).projectsView,
  'project-new': async () => (await import('./views/project-new.js')).projectNewView,
  project: async () => (await import('./views/project.js')).projectView,
  settings: async () => (await import('./views/settings.js')).settingsView,
  audits: async () => (await import('./views/audits.js')).auditsView,
  audit: async () => (await import('./views/audit.js')).auditView,
  consensus: async () => (await import('./views/consensus.js')).consensusView,
  gold: async () => (await import('./views/gold.js')).goldView,
  qualify: async () => (await import('./views/qualify.js')).qualifyView,
  'gold-draw': async () => (await import('./views/gold-draw.js')).goldDrawView,
  'gold-result': async () => (await import('./views/gold-result.js')).goldResultView,
  balance: async () => (await import('./views/balance.js')).balanceView,
  disagreement: async () => (await import('./views/disagreement.js')).disagreementView,
  conflicts: async () => (await import('./views/conflicts.js')).conflictsView,
  conflict: async () => (await import('./views/conflict.js')).conflictView,
  decisions: async () => (await import('./views/decisions.js')).decisionsView,
  'outside-links': async () => (await import('./views/outside-links.js')).outsideLinksView,
  behaviour: async () => (await import('./views/behaviour.js')).behaviourView,
  'second-pass': async () => (await import('./views/second-pass.js')).secondPassView,
  guidelines: async () => (await import('./views/guidelines.js')).guidelinesView,
  wall: async () => (await import('./views/wall.js')).wallView,
  agreement: async () => (await import('./views/agreement.js')).agreementView,
  person: async () => (await import('./views/person.js')).personView,
  dashboard: async () => (await import('./views/dashboard.js')).dashboardView,
  pay: async () => (await import('./views/pay.js')).payView,
  planning: async () => (await import('./views/planning.js')).planningView,
  work: async () => (await import('./views/work.js')).workView,
  certificate: async () => (await import('./views/certificate.js')).certificateView,
  image: async () => (await import('./views/image.js')).imageView,
  annotate: async () => annotate((await import('./views/annotate.js')).annotateView),
  mine: async () => (await import('./views/mine.js')).mineView,
  'mine-image': async () => (await import('./views/mine-image.js')).mineImageView,
  tokens: async () => (await import('./views/tokens.js')).tokensView,
  accounts: async () => (await import('./views/accounts.js')).accountsView,
  'not-found': async () => (await import('./views/not-found.js')).notFoundView,
};

/** Screens from which one goes to the desk: its modules are fetched meanwhile. The desk itself waits for nothing of the others. */
const BEFORE_DESK = new Set(['projects', 'project']);

/** Screens for people who are not signed in. */
const OPEN = new Set(['sign-in', 'link']);

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const header = /** @type {HTMLElement} */ (document.getElementById('app-header'));

/** @type {{dispose?: () => void} | null} */
let shown = null;
let turn = 0;

/** Shows the screen of the current address. */
async function show() {
  const mine = ++turn;
  shown?.dispose?.();
  shown = null;
  const route = matchRoute(location.hash);
  if (!currentAccount() && !OPEN.has(route.name)) {
    const next = ['', '#', '#/', '#/projects'].includes(location.hash) ? null : location.hash;
    location.replace(hrefTo(['sign-in'], { next }));
    return;
  }
  delete document.body.dataset.view;
  document.body.dataset.route = route.name;
  drawHeader(header, { account: currentAccount(), route, navigate });
  const container = h('div', { class: `view view-${route.name}` });
  fill(main, container);
  const focused = document.activeElement;
  try {
    const [view] = await Promise.all([VIEWS[route.name](), ...route.name === 'annotate' ? [] : [everyText(), everyStyle()]]);
    if (mine !== turn) return;
    const result = await view(container, contextFor(route));
    if (mine !== turn) {
      result?.dispose?.();
      return;
    }
    shown = result ?? null;
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    fill(container, errorState({ title: t('app.failed'), text: messageFor(error), retry: show }));
  }
  document.body.dataset.view = route.name;
  // Who has gone elsewhere meanwhile, such as into the menu, stays there.
  if ([focused, document.body].includes(document.activeElement)) focusHeading(container);
  if (BEFORE_DESK.has(route.name)) whenIdle(() => VIEWS.annotate().catch(() => {}));
}

/** Runs something once the page has nothing else to do. @param {() => void} run */
function whenIdle(run) {
  if (globalThis.requestIdleCallback) requestIdleCallback(run);
  else setTimeout(run, 500);
}

/** @param {import('./router.js').Route} route @returns {Context} */
function contextFor(route) {
  return {
    params: route.params,
    query: route.query,
    account: /** @type {any} */ (currentAccount()),
    navigate,
    setQuery(query) {
      const path = location.hash.split('?')[0].replace(/^#\//, '').split('/').map(decodeURIComponent);
      history.replaceState(null, '', hrefTo(path, query));
    },
    setAddress(parts, query) {
      history.replaceState(null, '', hrefTo(parts, query));
    },
    setTitle(title) {
      document.title = title ? `${title} · ${t('app.name')}` : t('app.name');
    },
  };
}

/** @param {string} hash such as `#/projects` */
function navigate(hash) {
  if (location.hash === hash) show();
  else location.hash = hash;
}

/**
 * The annotation workspace takes its project by name.
 * @param {any} view
 * @returns {View}
 */
function annotate(view) {
  return (container, context) => {
    context.setTitle(t('project.drawTitle'));
    return view(container, { ...context, projectId: context.params.project });
  };
}

/** @param {HTMLElement} container */
function focusHeading(container) {
  const heading = container.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

async function start() {
  document.documentElement.lang = locale;
  document.documentElement.dir = direction;
  const skip = document.querySelector('[data-skip]');
  if (skip) skip.textContent = t('app.skip');
  skip?.addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
  try {
    await loadSession();
  } catch (error) {
    fill(main, errorState({ title: t('app.failed'), text: messageFor(error), retry: start }));
    return;
  }
  onAccountChange((account) => {
    drawHeader(header, { account, route: matchRoute(location.hash), navigate });
  });
  window.addEventListener('hashchange', show);
  await show();
}

start();
