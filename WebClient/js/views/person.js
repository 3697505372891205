/** How one person works: what they find, what they call things, how their edges lie, how fast, and whether that changes. */
import { getSkillCard } from '../api/figures.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { hrefTo } from '../router.js';
import { estimateBar } from '../ui/bar.js';
import { h } from '../ui/dom.js';
import { count, decimal, interval, percent } from '../ui/format.js';
import { loadInto } from '../ui/states.js';
import { confusionTable } from './person/confusion-table.js';
import { driftFigures } from './person/drift-figures.js';
import { edgesFigure } from './person/edges-figure.js';

/** @typedef {import('../api/figures.js').SkillCard} SkillCard */
const AGREES = /** @type {const} */ (['meanIou', 'f1', 'classAgreement']);
const RATES = /** @type {const} */ (['recall', 'precision', 'classAccuracy', 'meanIou']);

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function personView(container, context) {
  const { project: id, account } = context.params;
  const load = async () => {
    const [card, project] = await Promise.all([getSkillCard(id, account), getProject(id)]);
    return { card, project };
  };
  await loadInto(container, load, ({ card, project }) => {
    context.setTitle(`${card.name} · ${project.name}`);
    return [
      h('div', { class: 'page-head' }, h('div', null,
        h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name), ' › ', h('a', { href: `#/projects/${id}/agreement` }, t('figures.title'))),
        h('h1', null, card.name), h('p', { class: 'muted' }, t('person.lead'))),
      h('div', { class: 'button-row' }, h('a', { class: 'button', href: hrefTo(['projects', id, 'dashboard'], { person: account }) }, t('dashboard.title')),
        h('a', { class: 'button', href: hrefTo(['projects', id], { people: account }), 'data-testid': 'person-images' }, t('person.images', { count: card.figures.images })))),
      h('div', { class: 'stack-loose' }, rates(card), agreement(card), h('div', { class: 'balance-pair' }, edgesFigure(card), speed(card)),
        confusionTable(id, card), driftFigures(id, card))];
  });
}

/** @param {SkillCard} card */
function rates({ figures, gold, few }) {
  return h('section', { class: 'card stack', 'aria-labelledby': 'person-rates', 'data-testid': 'person-rates' }, h('h2', { id: 'person-rates' }, t('person.rates')),
    h('p', { class: 'small muted' }, t('person.ratesText')),
    h('div', { class: 'person-rates' }, list(t('person.againstConsensus', { count: figures.images }), RATES, figures, few),
      gold ? list(t('person.againstGold', { count: gold.images }), RATES, gold, few) : h('p', { class: 'small muted' }, t('person.noGold'))));
}

/** @param {SkillCard} card */
function agreement({ own, mutual, few }) {
  const part = (/** @type {'own' | 'mutual'} */ name, /** @type {import('../api/figures.js').PersonAgreement} */ figures) => h('div', { 'data-testid': `person-${name}` },
    figures.images > 0 ? list(t(`person.${name}`, { count: figures.images }), AGREES, figures, few) : h('p', { class: 'small muted' }, t(`person.${name}None`)));
  return h('section', { class: 'card stack', 'aria-labelledby': 'person-agreement' }, h('h2', { id: 'person-agreement' }, t('person.agreement')),
    h('p', { class: 'small muted' }, t('person.agreementText')), h('div', { class: 'person-rates' }, part('own', own), part('mutual', mutual)));
}

/** @param {string} title @param {readonly string[]} keys @param {Record<string, any>} figures @param {number} few */
function list(title, keys, figures, few) {
  return h('div', { class: 'stack-tight' }, h('h3', null, title), h('dl', { class: 'skill-rates' }, keys.map((key) => {
    const estimate = figures[key];
    return h('div', { class: (estimate.n ?? 0) < few ? 'faint' : null }, h('dt', null, t(`person.${key}`)), h('dd', { class: 'number' }, h('b', null, percent(estimate.value, 1))),
      h('dd', { class: 'small muted number' }, estimateBar(estimate), interval(estimate)));
  })));
}

/** @param {SkillCard} card */
function speed({ secondsPerImage, secondsPerShape }) {
  const one = (/** @type {string} */ name, /** @type {import('../api/figures.js').Estimate} */ value) => h('div', null, h('dt', null, name),
    h('dd', { class: 'number' }, typeof value.value === 'number' ? t('person.seconds', { value: decimal(value.value, 1) }) : t('common.none')),
    h('dd', { class: 'small muted' }, typeof value.value === 'number' ? interval(value, 'plain') : t('person.noTime')));
  return h('section', { class: 'card stack', 'aria-labelledby': 'person-speed' }, h('h2', { id: 'person-speed' }, t('person.speed')),
    h('p', { class: 'small muted' }, t('person.speedText')),
    h('dl', { class: 'balance-stats' }, one(t('person.perImage'), secondsPerImage), one(t('person.perShape'), secondsPerShape),
      h('div', null, h('dt', null, t('person.timed')), h('dd', { class: 'number' }, count(secondsPerImage.n ?? 0)))));
}
