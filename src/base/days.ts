const words = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' } as const
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
