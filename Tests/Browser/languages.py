"""A page in another language: German, an English four tenths longer, or mirrored, and what is wrong with it there."""

import functools
import json
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from test_looks import CUT_OFF, DESK, HAND, PICTURES, faults

WORDS = {"de": "de", "en-XA": "long", "ar-XB": "rtl"}
"""Languages to look at, and what their pictures are named by."""

CATALOGUES = Path(__file__).resolve().parents[2] / "WebClient/js/i18n"

# Words of the catalogues that do not fit where they stand. What people wrote themselves (names, addresses, file names)
# may be shortened with an ellipsis.
CLIPPED = """() => {
  const theirs = '.label-name, .upload-name, .email, .annotate-title, .object-row *, .copy-text, .image-name, .clamp, .crumbs, .thread-text, summary > span';
  const cut = (node) => {
    const style = getComputedStyle(node);
    return (style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll' || node.matches('button, .button'))
      && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0;
  };
  return [...document.querySelectorAll('main *, header *, dialog *')].filter((node) => {
    if (!node.checkVisibility() || node.closest('.visually-hidden, svg, canvas') || node.closest(theirs)) return false;
    const says = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    return says && cut(node);
  }).map((node) => `clipped: ${node.outerHTML.slice(0, 140)}`);
}"""


def in_language(browsers, tag: str, person=None, **options) -> Page:
    context = browsers.context(person, viewport=DESK, reduced_motion="reduce", **options)
    # A page still empty has no storage.
    context.add_init_script(f"if (location.origin !== 'null') localStorage.setItem('boxwood.language', {json.dumps(tag)})")
    return context.new_page()


def language_faults(page: Page, tag: str, name: str) -> list[str]:
    """What is untranslated, cut off, inaccessible or the wrong way round on a page in one of the languages."""
    found = misfits(page, f"{WORDS[tag]}-{name}")
    if tag == "de":
        found += untranslated(page)
    if tag == "ar-XB":
        assert page.evaluate("document.documentElement.dir") == "rtl"
    # Longer words change nothing for those who hear them.
    return found if tag == "en-XA" else found + faults(page)


@functools.cache
def english_sentences() -> set[str]:
    """English texts that German says otherwise, long enough to be told from names."""
    script = """
      import en from './catalogue-en.js'; import de from './catalogue-de.js';
      const forms = (m) => typeof m === 'string' ? [m] : Object.values(m);
      console.log(JSON.stringify(Object.keys(en).flatMap((key) => forms(en[key]).filter((text) => !forms(de[key]).includes(text)))));"""
    found = subprocess.run(
        ["node", "--no-warnings", "--input-type=module", "--experimental-default-type=module", "-e", script], cwd=CATALOGUES,
        capture_output=True, text=True, check=True)
    return {text for text in json.loads(found.stdout) if len(text) > 7 and "{" not in text}


def untranslated(page: Page) -> list[str]:
    """English sentences on a page that is said to be German."""
    assert page.evaluate("document.documentElement.lang") == "de"
    words = page.evaluate("""() => document.body.innerText + '\\n'
      + [...document.querySelectorAll('[aria-label], [title]')].map((n) => `${n.getAttribute('aria-label') ?? ''}\\n${n.title}`).join('\\n')""")
    lines = {line.strip() for line in words.splitlines()}
    return [f"still English: {text}" for text in sorted(english_sentences()) if text in lines]


def misfits(page: Page, name: str) -> list[str]:
    """Pictures on a desk and in a hand, and what is cut off there."""
    found = []
    for place, size in (("desk", DESK), ("hand", HAND)):
        page.set_viewport_size(size)
        page.wait_for_timeout(100)
        page.screenshot(path=shot(f"{name}-{place}"), full_page=True)
        found += [f"{place}: {text}" for text in page.evaluate(CUT_OFF) + page.evaluate(CLIPPED)]
    return found


def shot(name: str) -> Path:
    PICTURES.mkdir(exist_ok=True)
    return PICTURES / f"{name}.png"
