/** Why a chosen object is there or is not: verdict, who and what speaks for it, what would change it, its label and marks. */
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { bar } from '../../ui/bar.js';
import { fill, h } from '../../ui/dom.js';
import { dateTime, decimal, percent } from '../../ui/format.js';
import { changeSentences, quorumSentences, standingOf, sureness } from './verdict-text.js';
import { whyEvidence } from './why-evidence.js';

/** Classes less probable than this are not told. */
const LEAST_SHARE = 0.005;

/**
 * @param {object} options
 * @param {any} options.consensus
 * @param {any[]} options.layers
 * @param {(labelId: string) => {name: string, color: string}} options.labelOf
 * @param {(object: any) => any} options.outlines the control for outlines of an object; null where there are none
 * @param {() => void} options.onLeave takes the focus when it came from nowhere that is still there
 */
export function whyPanel({ consensus, layers, labelOf, outlines, onLeave }) {
  const title = h('h2', { id: 'why-title' });
  const body = h('div', { class: 'stack' });
  const node = h('section', { class: 'review-section why', 'aria-labelledby': 'why-title', tabindex: '-1', hidden: true,
    'data-testid': 'why' }, title, body);
  const people = layers.filter((layer) => layer.kind === 'submission').length;
  /** @type {any} */
  let from = null;

  return {
    node,
    /** @param {any} object null: none @param {string} name */
    show(object, name) {
      node.hidden = !object;
      fill(title, object && t('why.title', { name }));
      fill(body, object && [verdict(object), whyEvidence(object, layers, labelOf), changes(object), classes(object), marks(object),
        outlines(object)]);
    },
    /** Takes the focus here, or back to where it came from. */
    toggleFocus() {
      if (node.hidden) {
        announce(t('why.chooseFirst'));
      } else if (node.contains(document.activeElement)) {
        if (from?.isConnected && from !== document.body) from.focus();
        else onLeave();
      } else {
        from = document.activeElement;
        node.focus({ preventScroll: true });
        node.scrollIntoView({ block: 'start' });
      }
      return true;
    },
  };

  /** @param {any} object */
  function verdict(object) {
    if (object.decidedAt) return h('p', { class: 'notice small', 'data-testid': 'why-decided' }, t('why.decided', { when: dateTime(object.decidedAt) }));
    const standing = standingOf(object, consensus);
    if (standing === 'known') return h('p', { class: 'notice small' }, t('why.known'));
    if (standing === 'settled') return h('p', { class: 'notice small' }, t('why.settled'));
    if (standing === 'quorum') return h('div', null, quorumSentences(object, consensus, people).map((text) => h('p', null, text)));
    return h('p', { class: 'why-verdict' }, h('b', { class: 'why-share number' }, sureness(object.existence)), ' ',
      t(`why.sure.${object.accepted ? 'accepted' : 'rejected'}`));
  }

  /** @param {any} object */
  function changes(object) {
    const sentences = changeSentences(object, consensus);
    return sentences.length > 0 && h('div', { class: 'stack-tight', 'data-testid': 'why-change' }, h('h3', null, t('why.change')),
      h('ul', { class: 'plain-list' }, sentences.map((sentence) => h('li', null, sentence))));
  }

  /** @param {any} object */
  function classes(object) {
    const shares = [...(object.classPosterior ?? [])].filter(({ probability }) => probability >= LEAST_SHARE)
      .sort((a, b) => b.probability - a.probability);
    const expected = typeof object.expectedIou === 'number' && h('p', { class: 'small' }, t('why.expectedIou', { value: decimal(object.expectedIou) }));
    return (shares.length > 0 || expected) && h('div', { class: 'stack-tight' }, shares.length > 0 && [h('h3', null, t('why.classes')),
      h('ul', { class: 'why-classes' }, shares.map(({ labelId, probability }) => h('li', null,
        h('span', null, h('span', { class: 'dot', style: { background: labelOf(labelId).color }, 'aria-hidden': 'true' }), labelOf(labelId).name),
        bar([{ share: probability, kind: 'done' }], `${labelOf(labelId).name} ${percent(probability)}`),
        h('span', { class: 'number why-value' }, percent(probability)))))], expected);
  }

  /** @param {any} object */
  function marks(object) {
    const flags = (object.flags ?? []).filter((/** @type {any} */ each) => each.share > 0 || each.set);
    return flags.length > 0 && h('div', { class: 'stack-tight' }, h('h3', null, t('why.marks')),
      h('ul', { class: 'chips' }, flags.map((/** @type {any} */ { flag, share, set }) => h('li', { class: set ? 'chip good' : 'chip' },
        t(set ? 'why.mark.set' : 'why.mark.unset', { name: flagName(flag), share: percent(share) })))),
      h('p', { class: 'small muted' }, t('why.marksNote')));
  }
}

/** The name of a mark, or what the server calls it. @param {string} flag */
export function flagName(flag) {
  const key = `annotate.flag.${flag}`;
  const name = t(key);
  return name === key ? flag : name;
}
