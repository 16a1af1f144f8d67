import type { Language } from '#text'

export const isLanguage = (value: unknown): value is Language => value === 'sv' || value === 'en'

/** What the reader chose by hand, else the person's own language, else what the browser asks for, else Swedish. */
export function chooseLanguage(chosen: unknown, persons: Language | undefined, accept: string | undefined): Language {
  if (isLanguage(chosen)) return chosen
  return persons ?? accepted(accept ?? '')
}

/** The better liked of our two; a browser that likes neither gets Swedish. */
function accepted(header: string): Language {
  const liking = { sv: 0, en: 0 }
  for (const part of header.slice(0, 500).toLowerCase().split(',')) {
    const [tag = '', ...parameters] = part.trim().split(';')
    const language = tag.split('-')[0]
    if (!isLanguage(language)) continue
    const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean)
    liking[language] = Math.max(liking[language], quality ? Number(quality) || 0 : 1)
  }
  return liking.en > liking.sv ? 'en' : 'sv'
}
