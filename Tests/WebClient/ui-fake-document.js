/** Just enough of a document for modules that build nodes, so their output can be read as text. */

class FakeNode {
  constructor(name) {
    this.localName = name;
    this.attributes = new Map();
    this.childNodes = [];
    this.dataset = {};
  }

  append(...children) {
    for (const child of children) {
      if (child instanceof FakeNode && child.localName === '#fragment') this.childNodes.push(...child.childNodes);
      else this.childNodes.push(child);
    }
  }

  setAttribute(name, value) { this.attributes.set(name, value); }

  /** Elements of a name inside this one. */
  all(name) {
    const children = this.childNodes.filter((child) => child instanceof FakeNode);
    return children.flatMap((child) => [...(child.localName === name ? [child] : []), ...child.all(name)]);
  }

  /** Every element name inside this one. */
  names() {
    const children = this.childNodes.filter((child) => child instanceof FakeNode);
    return children.flatMap((child) => [child.localName, ...child.names()]);
  }

  get textContent() {
    return this.childNodes.map((child) => (child instanceof FakeNode ? child.textContent : child)).join('');
  }
}

/** Puts the fake in place of `document`. */
export function installFakeDocument() {
  globalThis.document = {
    createElement: (name) => new FakeNode(name),
    createElementNS: (_, name) => new FakeNode(name),
    createDocumentFragment: () => new FakeNode('#fragment'),
  };
}
