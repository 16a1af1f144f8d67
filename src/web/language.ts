import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { Language } from '#text'

const isLanguage = (value: unknown): value is Language => value === 'sv' || value === 'en'

/** The language that the reader chose on the page, else that of the person, else that of the browser. */
export function chooseLanguage(c: Context, chosen: unknown, persons: Language | undefined): Language {
  if (isLanguage(chosen)) return chosen
  return persons ?? browserLanguage(c)
}

const supports: Language[] = ['sv', 'en']

function browserLanguage(c: Context): Language {
  const best = accepts(c, { header: 'Accept-Language', supports, default: 'sv', match: bestOf })
  return isLanguage(best) ? best : 'sv'
}

/** Hono's own match knows only whole tags, but a browser may ask for `en-GB` alone. Equal wishes give Swedish. */
function bestOf(wishes: { type: string; q: number }[]): Language {
  const quality = (language: Language) =>
    Math.max(0, ...wishes.filter(({ type }) => type.toLowerCase().split('-')[0] === language).map(({ q }) => q))
  return quality('en') > quality('sv') ? 'en' : 'sv'
}
