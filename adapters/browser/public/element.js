/**
 * A line does not end between a number and its sign or unit (`10 %`, `25 MB`), and none begins with the dot that
 * divides an enumeration.
 */
const bound = (child) =>
  typeof child === 'string'
    ? child.replace(/(\d) (?=(?:%|[kMG]B|px)(?![\p{L}\d]))/gu, '$1\u00a0').replace(/ (?=· )/g, '\u00a0')
    : child

/** Makes an element: `el('p', { class: 'x' }, 'text', child)`. Text is never read as markup. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== null && child !== undefined).map(bound))
  return made
}

const numbers = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'sv-SE')

/** A number as the language of the page writes it: `10 000`. */
export const number = (value) => numbers.format(value)
