import { type LetterName, letterNames } from '../../src/letters/written.ts'
import { createComposer } from '../../src/mail/compose.ts'
import type { Letter } from '../../src/mail/mailer.ts'

const compose = createComposer({
  from: { name: 'Verifiera', address: 'verifiera@acme.example' },
  publicUrl: 'https://verifiera.acme.example',
  loginUrl: 'https://connect.visma.com/',
  support: 'hr@acme.example',
})

/** Every letter in every language, to somebody with long names and a long address. */
export const everyLetter: [title: string, letter: Letter][] = letterNames.flatMap((name: LetterName) =>
  (['sv', 'en', null] as const).map((language): [string, Letter] => [
    `${name}, ${language ?? 'both languages'}`,
    compose(name, {
      language,
      givenName: 'Anna-Karin',
      company: 'Räksmörgåstillverkarnas Försäljningsaktiebolag i Örnsköldsvik AB',
      address: 'anna-karin.wallenstierna-ehrensparre.lagerloef@raksmorgastillverkarna.example',
      to: 'anna-karin.wallenstierna-ehrensparre.lagerloef@raksmorgastillverkarna.example',
      link: { token: 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg', lastDay: '2026-03-14' },
      code: '482915',
      messageId: '<v.abc.def.0123456789abcdef0123456789@acme.example>',
      date: new Date('2026-03-10T08:00:00Z'),
    }),
  ]),
)
