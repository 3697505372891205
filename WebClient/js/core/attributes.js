/**
 * Attributes: the questions a label asks about each of its objects, and whether they are answered.
 *
 * @typedef {'choice' | 'number' | 'text' | 'yesno'} AttributeKind
 * @typedef {object} Attribute
 * @property {string} id
 * @property {string} name
 * @property {AttributeKind} kind
 * @property {boolean} required
 * @property {string[]} [options] of a choice
 * @property {number | null} [minimum] of a number
 * @property {number | null} [maximum] of a number
 * @property {boolean} [retired] no longer asked; old answers stay
 *
 * @typedef {import('./document.js').Annotation} Annotation
 * @typedef {import('./document.js').AnnotationDocument} AnnotationDocument
 * @typedef {ReadonlyMap<string, {attributes?: Attribute[]}>} Labels by id
 */
import { updating } from './change.js';

/** @type {readonly AttributeKind[]} */
export const ATTRIBUTE_KINDS = Object.freeze(['choice', 'number', 'text', 'yesno']);
/** Longest text, characters. */
export const LONGEST_TEXT = 1000;

/** What a label asks now. @param {{attributes?: Attribute[]} | undefined} label @returns {Attribute[]} */
export function askedBy(label) {
  return (label?.attributes ?? []).filter((attribute) => !attribute.retired);
}

/**
 * What is wrong with an answer, as a key of the message catalogue; null when it may be given.
 * @param {Attribute} attribute
 * @param {unknown} value undefined where nothing was answered
 * @returns {null | 'missing' | 'notAnOption' | 'notANumber' | 'tooLow' | 'tooHigh' | 'tooLong'}
 */
export function faultOfAnswer(attribute, value) {
  if (value === undefined || value === '') return attribute.required ? 'missing' : null;
  switch (attribute.kind) {
    case 'choice': return (attribute.options ?? []).includes(String(value)) ? null : 'notAnOption';
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'notANumber';
      if (value < (attribute.minimum ?? -Infinity)) return 'tooLow';
      return value > (attribute.maximum ?? Infinity) ? 'tooHigh' : null;
    }
    case 'text': return String(value).length > LONGEST_TEXT ? 'tooLong' : null;
    case 'yesno': return typeof value === 'boolean' ? null : 'missing';
  }
}

/**
 * The first question of an annotation whose answer is missing or cannot be.
 * @param {Annotation} annotation
 * @param {Labels} labels
 * @returns {{attribute: Attribute, fault: NonNullable<ReturnType<typeof faultOfAnswer>>} | null}
 */
export function openQuestion({ labelId, attributes = {} }, labels) {
  for (const attribute of askedBy(labels.get(labelId))) {
    const fault = faultOfAnswer(attribute, attributes[attribute.id]);
    if (fault) return { attribute, fault };
  }
  return null;
}

/**
 * The first annotation, in order, that may not be handed in yet.
 * @param {AnnotationDocument} document
 * @param {Labels} labels
 */
export function firstOpenQuestion(document, labels) {
  for (const id of document.order) {
    const annotation = document.byId.get(id);
    const question = annotation && openQuestion(annotation, labels);
    if (question) return { id, ...question };
  }
  return null;
}

/**
 * Gives all of them one answer, or takes it away.
 * @param {AnnotationDocument} document
 * @param {readonly Annotation[]} annotations
 * @param {string} attributeId
 * @param {string | number | boolean | undefined} value undefined takes it away
 * @returns {import('./change.js').ChangeSet}
 */
export function answering(document, annotations, attributeId, value) {
  return updating(document, annotations.map((annotation) => {
    const { [attributeId]: _, ...others } = annotation.attributes ?? {};
    return { ...annotation, attributes: value === undefined ? others : { ...others, [attributeId]: value } };
  }));
}

/**
 * The one value that all of them have, or undefined.
 * @param {readonly Annotation[]} annotations
 * @param {string} attributeId
 */
export function sharedAnswer(annotations, attributeId) {
  const [first, ...rest] = annotations.map((annotation) => annotation.attributes?.[attributeId]);
  return rest.every((value) => value === first) ? first : undefined;
}

/**
 * A change without answers to questions that the label does not ask: relabelling leaves those behind.
 * @param {import('./change.js').ChangeSet} change
 * @param {Labels} labels
 * @returns {import('./change.js').ChangeSet}
 */
export function answersFitting(change, labels) {
  return change.map((edit) => {
    const label = edit.after?.attributes && labels.get(edit.after.labelId);
    if (!edit.after?.attributes || !label) return edit;
    const known = new Set((label.attributes ?? []).map(({ id }) => id));
    const kept = Object.entries(edit.after.attributes).filter(([id]) => known.has(id));
    return kept.length === Object.keys(edit.after.attributes).length ? edit
      : { ...edit, after: { ...edit.after, attributes: Object.fromEntries(kept) } };
  });
}
