/** Annotations out to files and in from files; consensus anew. */
import { exportAddress, importAnnotations, listFormats, recomputeConsensus } from '../../api/projects.js';
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { field, formError, selectField, showError, submitForm, textField } from '../../ui/form.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';

/** Kinds of annotations that nobody's name belongs to. */
const KNOWN = ['gold', 'truth'];

/** @param {{project: import('../../api/projects.js').Project, onChanged: () => void}} options */
export function exchangeSection({ project, onChanged }) {
  const bring = h('div');
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'exchange-title' },
    h('h2', { id: 'exchange-title' }, t('exchange.title')), exportPart(project.id), recomputePart(project.id, onChanged), bring);
  loadInto(bring, listFormats, (formats) => importPart(project.id, formats.filter((format) => format.import), onChanged));
  return { node };
}

/** @param {string} projectId */
function exportPart(projectId) {
  const layers = /** @type {[string, string][]} */ ([['consensus', 'button primary'], ['annotators', 'button'], ['all', 'button']]);
  return h('div', { class: 'stack-tight' }, h('h3', null, t('exchange.export')), h('p', { class: 'small muted' }, t('exchange.exportText')),
    h('div', { class: 'button-row' }, layers.map(([layer, style]) => h('a', { class: style, href: exportAddress(projectId, layer),
      download: '', 'data-testid': `export-${layer}` }, t(`exchange.layer.${layer}`)))),
    h('p', null, h('a', { href: `#/projects/${projectId}/certificate`, 'data-testid': 'certificate' }, t('certificate.title'))));
}

/** @param {string} projectId @param {() => void} onChanged */
function recomputePart(projectId, onChanged) {
  const result = h('p', { class: 'small', role: 'status' });
  const button = h('button', { type: 'button', class: 'button', 'data-testid': 'recompute', on: { click: run } }, t('exchange.recompute'));

  async function run() {
    button.disabled = true;
    result.textContent = t('exchange.recomputing');
    try {
      const done = await signedIn(() => recomputeConsensus(projectId));
      result.textContent = t('exchange.recomputed', { count: done.images, objects: done.objects, conflicts: done.conflicts });
      onChanged();
    } catch (error) {
      result.textContent = messageFor(error);
    } finally {
      button.disabled = false;
    }
  }

  return h('div', { class: 'stack-tight' }, h('h3', null, t('exchange.consensus')),
    h('p', { class: 'small muted' }, t('exchange.recomputeText')), h('div', null, button), result);
}

/** @param {string} projectId @param {{id: string, name: string}[]} formats @param {() => void} onChanged */
function importPart(projectId, formats, onChanged) {
  const result = h('div', { 'aria-live': 'polite' });
  const name = textField({ label: t('import.name'), help: t('import.nameHelp'), name: 'who', maxlength: 200, autocomplete: 'off' });
  const nameText = name.querySelector('label');
  const kind = selectField({ label: t('import.as'), name: 'as', value: 'annotator',
    options: [['annotator', t('import.as.annotator')], ['gold', t('import.as.gold')], ['truth', t('import.as.truth')], ['predictions', t('import.as.predictions')]],
    on: { change: (/** @type {any} */ event) => showName(event.currentTarget.value) } });
  const form = h('form', { class: 'stack-tight', on: { submit } },
    formError(),
    selectField({ label: t('import.format'), name: 'format', options: formats.map(({ id, name: text }) => [id, text]) }),
    kind, name,
    field({ label: t('import.file'), name: 'file', control: ({ id, describedBy }) => h('input', { id, name: 'file', type: 'file', required: true,
      accept: '.json,.xml', 'aria-describedby': describedBy, 'data-testid': 'import-file' }) }),
    h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'import-submit' }, t('import.submit'))), result);

  /** @param {string} as */
  function showName(as) {
    const isKnown = KNOWN.includes(as);
    name.hidden = isKnown;
    name.querySelector('input').required = !isKnown;
    if (nameText) nameText.textContent = t(as === 'predictions' ? 'import.model' : 'import.name');
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    fill(result);
    return submitForm(form, async () => {
      const at = form.elements;
      const as = at.namedItem('as').value;
      const who = at.namedItem('who').value.trim();
      if (!KNOWN.includes(as) && who === '') {
        showError(form, 'who', t('import.nameMissing'));
        return;
      }
      const done = await signedIn(() => importAnnotations(projectId, { format: at.namedItem('format').value,
        as: KNOWN.includes(as) ? as : `${as}:${who}`, file: at.namedItem('file').files[0] }));
      fill(result, importReport(done));
      onChanged();
    });
  }

  return h('details', { class: 'fold' }, h('summary', null, h('h3', null, t('import.title'))), form);
}

/** @param {{images: number, annotations: number, skipped?: {file: string, reason: string}[]}} done */
function importReport({ images, annotations, skipped = [] }) {
  return h('div', { class: 'notice stack-tight' }, h('p', null, t('import.done', { count: annotations, images })),
    skipped.length > 0 && h('details', null, h('summary', null, t('import.skipped', { count: skipped.length })),
      h('ul', { class: 'small' }, skipped.slice(0, 100).map(({ file, reason }) => h('li', null, `${file}: ${reason}`)))));
}
