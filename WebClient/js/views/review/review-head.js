/** The bar over a reviewed image: where one is, its state, the neighbours. */
import { deleteImage } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { announce } from '../../ui/announce.js';
import { confirmDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { decimal, percent } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { forgetOrder, neighbours } from './image-order.js';
import { riskWords } from './risk-panel.js';

/**
 * @param {{project: import('../../api/projects.js').Project, review: any, order: import('../../api/images.js').ImageOrder,
 *   navigate: (hash: string) => void}} options
 */
export function reviewHead({ project, review, order, navigate }) {
  const back = hrefTo(['projects', project.id], order);
  const links = h('nav', { class: 'review-neighbours', 'aria-label': t('review.neighbours') });
  /** @type {{previous: string | null, next: string | null, position: number | null}} */
  let around = { previous: null, next: null, position: null };
  const address = (/** @type {string} */ image) => hrefTo(['projects', project.id, 'images', image], order);
  drawLinks();
  neighbours(project.id, review.id, order).then((found) => { around = found; drawLinks(); }, () => { /* The links stay off. */ });

  function drawLinks() {
    const link = (/** @type {string | null} */ image, /** @type {string} */ mark, /** @type {string} */ name) => (image
      ? h('a', { class: 'button icon', href: address(image), 'aria-label': name, title: name }, mark)
      : h('span', { class: 'button icon', 'aria-hidden': 'true', 'aria-disabled': 'true' }, mark));
    links.replaceChildren(link(around.previous, '‹', t('review.previous')), link(around.next, '›', t('review.next')));
  }

  /** @param {string | null} image */
  function go(image) {
    if (image) navigate(address(image));
    else announce(t('review.noMore'));
    return true;
  }

  async function remove() {
    const sure = await confirmDialog({ title: t('review.deleteTitle', { name: review.name }), text: t('review.deleteText'),
      confirm: t('review.delete'), danger: true });
    if (!sure) return;
    try {
      await signedIn(() => deleteImage(project.id, review.id));
      forgetOrder(project.id);
      navigate(back);
    } catch (error) {
      announce(messageFor(error));
      failure.textContent = messageFor(error);
    }
  }

  const failure = h('p', { class: 'field-error', role: 'alert' });
  const mayDelete = ['owner', 'requester'].includes(project.role);
  const node = h('div', { class: 'review-head' },
    h('div', { class: 'review-title' },
      h('p', { class: 'crumbs' }, h('a', { href: back }, project.name)), h('h1', null, review.name)),
    h('div', { class: 'review-facts small' },
      h('span', { class: 'chip' }, t(`images.state.${review.status}`)),
      review.consensus && fact(t('review.agreement'), percent(review.consensus.agreement.value), review.consensus.agreement.reason),
      review.consensus && fact(t('review.disagreement'), decimal(review.consensus.disagreement), null),
      typeof review.consensus?.risk?.total === 'number'
        && fact(t('risk.name'), decimal(review.consensus.risk.total), riskWords(review.consensus.risk)),
      h('span', { class: 'muted number' }, `${review.width} × ${review.height}`)),
    links);
  return {
    node, goPrevious: () => go(around.previous), goNext: () => go(around.next),
    remove: mayDelete && h('section', { class: 'review-section' },
      h('button', { type: 'button', class: 'button danger small', on: { click: remove } }, t('review.delete')), failure),
  };
}

/** @param {string} name @param {string} value @param {string | null} more said on pointing at it, and by a screen reader */
function fact(name, value, more) {
  return h('span', { class: 'number', title: more }, h('span', { class: 'muted' }, `${name} `), h('b', null, value),
    more && h('span', { class: 'visually-hidden' }, ` (${more})`));
}
