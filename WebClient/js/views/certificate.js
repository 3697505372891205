/** The certificate of a project's export, to read and to print. */
import { certificateAddress, getCertificate } from '../api/certificate.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { count, decimal, intervalLines, percent, shareRange } from '../ui/format.js';
import { loadInto } from '../ui/states.js';

/** @typedef {import('../ui/format.js').Estimate} Estimate */

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function certificateView(container, context) {
  const id = context.params.project;
  await loadInto(container, () => getCertificate(id), (certificate) => {
    context.setTitle(`${t('certificate.title')} · ${certificate.project.name}`);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, certificate.project.name)),
        h('h1', null, t('certificate.title')), h('p', { class: 'muted' }, t('certificate.lead'))),
      h('div', { class: 'button-row no-print' },
        h('button', { type: 'button', class: 'button primary', on: { click: () => window.print() } }, t('certificate.print')),
        h('a', { class: 'button', href: certificateAddress(id), download: 'certificate.json', 'data-testid': 'certificate-json' }, t('audit.json')))),
      origin(certificate), quality(certificate), balance(certificate), people(certificate)];
  });
}

/** @param {any} certificate */
function origin({ boxwood, project, export: written, images, replication, consensus }) {
  const settings = `${consensus.method}, IoU ${decimal(consensus.iouThreshold)}${consensus.method === 'quorum' ? `, ${t('certificate.quorum')} ${decimal(consensus.quorum)}` : ''}`;
  return section('origin', h('dl', { class: 'certificate-facts' },
    fact('project', `${project.name} (${project.id})`), fact('export', `${written.format}, ${written.layer}, ${t('certificate.bytes', { count: written.bytes })}`),
    fact('exportHash', h('code', { 'data-testid': 'certificate-hash' }, written.sha256)), fact('images', count(images.count)), fact('imagesHash', h('code', null, images.sha256)),
    fact('instructions', [t('certificate.revision', { revision: project.revision }), ' ', h('code', null, project.instructions)]),
    fact('consensus', settings), consensus.fit && fact('fit', h('code', null, consensus.fit)),
    fact('replication', replication.map((/** @type {any} */ row) => t('certificate.replicationRow', { count: row.images, answers: row.answers })).join('; ')),
    fact('program', `${t('app.name')} ${boxwood}`)));
}

/** @param {any} certificate */
function quality({ agreement, audits }) {
  return section('quality', table('quality', ['what', 'value', 'interval', 'n'], [
    [t('certificate.agreement.mean'), ...figure(agreement.mean)],
    ...agreement.questions.map((/** @type {any} */ question) => [t(`certificate.agreement.${question.id}`), ...figure(question.coefficient, 'plain')]),
    ...audits.filter((/** @type {any} */ audit) => audit.figures.judged > 0).map((/** @type {any} */ audit) => [
      t(audit.current ? 'certificate.audit' : 'certificate.auditOld', { seed: String(audit.seed), size: audit.size }), ...figure(audit.figures.accuracy)]),
  ]), !audits.some((/** @type {any} */ audit) => audit.current && audit.figures.judged > 0) && h('p', { class: 'notice warn' }, t('certificate.noAudit')));
}

/** @param {any} certificate */
function balance({ balance: counted }) {
  return section('balance', table('balance', ['class', 'objects', 'share', 'interval', 'images'], counted.classes.map((/** @type {any} */ row) => [
    row.label, count(row.objects), percent(row.share.value, 1), shareRange(row.share), count(row.images)])));
}

/** @param {any} certificate */
function people({ annotators }) {
  const share = (/** @type {any} */ value) => (value ? `${percent(value.value, 1)} (${shareRange(value)})` : t('common.none'));
  return section('people', table('people', ['who', 'answers', 'miss', 'falseMark', 'rightClass'], annotators.map((/** @type {any} */ person) => [
    person.name, count(person.answers), share(person.miss), share(person.falseMark), share(person.classAccuracy)])));
}

/** @param {string} name @param {...any} children */
function section(name, ...children) {
  return h('section', { class: 'card stack', 'aria-labelledby': `certificate-${name}` }, h('h2', { id: `certificate-${name}` }, t(`certificate.${name}`)), children);
}

/** @param {string} name @param {any} value */
function fact(name, value) {
  return h('div', null, h('dt', null, t(`certificate.fact.${name}`)), h('dd', null, value));
}

/** @param {Estimate} estimate @param {import('../ui/format.js').Unit} [unit] */
function figure(estimate, unit = 'percent') {
  const isShare = unit === 'percent';
  const lines = intervalLines(estimate, unit);
  return [isShare ? percent(estimate.value, 1) : decimal(estimate.value), isShare ? shareRange(estimate) : lines.length > 1 ? lines[0] : t('common.none'),
    count(estimate.n ?? 0)];
}

/** @param {string} name @param {string[]} columns @param {any[][]} rows */
function table(name, columns, rows) {
  return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': `certificate-${name}` }, h('table', { class: 'table compact' },
    h('thead', null, h('tr', null, columns.map((column, index) => h('th', { scope: 'col', class: index > 0 ? 'number' : null }, t(`certificate.column.${column}`))))),
    h('tbody', null, rows.map(([first, ...rest]) => h('tr', null, h('th', { scope: 'row' }, first), rest.map((cell) => h('td', { class: 'number' }, cell)))))));
}
