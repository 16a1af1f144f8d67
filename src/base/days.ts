const short = { timeZone: 'UTC', day: 'numeric', month: 'short' } as const
const shortFormats = {
  sv: new Intl.DateTimeFormat('sv-SE', short),
  en: new Intl.DateTimeFormat('en-GB', short),
}

const words = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' } as const
const dated = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const
const formats = {
  sv: new Intl.DateTimeFormat('sv-SE', words),
  en: new Intl.DateTimeFormat('en-GB', words),
}

/** An ISO day in words: `2026-03-13` becomes `fredag 13 mars` or `Friday 13 March`. Other text stays as it is. */
export function dayInWords(day: string, language: 'sv' | 'en'): string {
  const noon = new Date(`${day}T12:00:00Z`)
  // Some versions of ICU put a comma after the English weekday, and letters must not differ between machines.
  return Number.isNaN(noon.getTime()) ? day : formats[language].format(noon).replace(',', '')
}

/** An ISO day with its year: `2026-03-13` becomes `13 mars 2026` or `13 March 2026`. */
export const dayWithYear = (day: string, language: 'sv' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', dated).format(new Date(`${day}T12:00:00Z`))

/** An ISO day, short: `2026-11-13` becomes `13 nov` or `13 Nov`. */
export const dayAndMonth = (day: string, language: 'sv' | 'en'): string =>
  shortFormats[language].format(new Date(`${day}T12:00:00Z`)).replace('.', '')
