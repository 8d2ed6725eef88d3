// The landing page as the program draws it, written as index.html has it for the time before the program.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const INDEX = fileURLToPath(new URL('../../index.html', import.meta.url));

/** What index.html says in a language. */
export function written(language) {
  const index = readFileSync(INDEX, 'utf8');
  return BLOCKS[language].exec(index)[2];
}

/** The same index.html with another landing page in a language. */
export const rewritten = (index, language, block) =>
  index.replace(BLOCKS[language], (_, start, __, end) => start + block + end);

const BLOCKS = {
  en: /(<div id="peel">\n)([^]*?)(    <\/div>\n    <template)/,
  es: /(<template id="peel-es">\n)([^]*?)(    <\/template>)/,
};

/** What the program has drawn: the landing page, and what covers it while a file is dragged over it. */
export async function drawn(page) {
  const devtools = await page.context().newCDPSession(page);
  const drag = (type) => devtools.send('Input.dispatchDragEvent', {
    type, x: 200, y: 300, data: { items: [], files: [INDEX], dragOperationsMask: 1 },
  });
  const app = await page.getByTestId('app').evaluate(asWritten);
  await drag('dragEnter');
  await drag('dragOver');
  const overlay = await page.getByTestId('drop-overlay').evaluate(asWritten);
  await drag('dragCancel');
  return app + overlay.replace('drop-overlay"', 'drop-overlay" hidden');

  /** Runs in the page. */
  function asWritten(top) {
    const LINES = ['HEADER', 'MAIN', 'DIV', 'FORM', 'P', 'H1', 'SECTION', 'DETAILS', 'SUMMARY', 'LABEL', 'INPUT', 'BUTTON'];
    const text = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const quoted = (value) => `"${text(value).replaceAll('"', '&quot;')}"`;
    function tag({ tagName, attributes, parentElement }) {
      const all = [...attributes].flatMap(({ name, value }) => {
        const held = ['BUTTON', 'DETAILS'].includes(tagName);
        if (name === 'data-test') return held ? [['data-held', value]] : [];
        if (name.startsWith('data-')) return [];
        return [[name, name === 'webkitdirectory' ? '' : value]];
      });
      const id = ([name]) => ['class', 'id', 'type'].indexOf(name) >>> 0;
      all.sort((a, b) => id(a) - id(b));
      const words = all.map(([name, value]) => (value === '' ? name : `${name}=${quoted(value)}`));
      return `<${[tagName.toLowerCase(), ...words].join(' ')}>`;
    }
    const shown = (element) => [...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE
      ? child.data : child.nodeType === Node.ELEMENT_NODE && (element.tagName !== 'DETAILS' || child.tagName === 'SUMMARY'));
    function inline(node) {
      if (node.nodeType === Node.TEXT_NODE) return text(node.data);
      const end = `</${node.tagName.toLowerCase()}>`;
      return tag(node) + (node.tagName === 'INPUT' ? '' : shown(node).map(inline).join('') + end);
    }
    function lines(element, indent) {
      const children = shown(element);
      if (!children.some((child) => LINES.includes(child.tagName))) return `${indent}${inline(element)}\n`;
      const inner = children.map((child) => lines(child, `${indent}  `)).join('');
      return `${indent}${tag(element)}\n${inner}${indent}</${element.tagName.toLowerCase()}>\n`;
    }
    return lines(top, '      ');
  }
}
