import { pictureLimits, readPicture } from '../../src/files/picture/picture.ts'
import type { Employer } from '../../src/letters/employer.ts'
import { type LetterName, letterNames } from '../../src/letters/written.ts'
import { createComposer } from '../../src/mail/compose.ts'
import type { Letter } from '../../src/mail/mailer.ts'
import { logo } from '../support/files/pictures.ts'

const compose = createComposer({
  from: { name: 'Verifiera', address: 'verifiera@acme.example', domain: 'acme.example' },
  publicUrl: 'https://verifiera.acme.example',
  loginUrl: 'https://connect.visma.com/',
  support: 'hr@acme.example',
})

const picture = await readPicture(await logo(), pictureLimits)
if (!picture.ok) throw new Error(`The logo cannot be read: ${picture.problem.code}`)

/** An employer with everything of its own. */
const own: Employer = {
  id: 1,
  name: 'Räksmörgåstillverkarnas personalavdelning',
  contact: 'Karin Wallenstierna-Ehrensparre',
  address: 'hr@acme.example',
  replyTo: 'svar@acme.example',
  color: '#0a6640',
  text: {
    sv: 'Vi byter inloggning den 1 december. Läs mer på intranet.acme.example eller fråga din chef.',
    en: 'We change the login on 1 December. Read more on intranet.acme.example or ask your manager.',
  },
  logo: picture.picture,
}

/**
 * Every letter in every language, the product's own and an employer's, to somebody with long names and a long address.
 */
export const everyLetter: [title: string, letter: Letter][] = letterNames.flatMap((name: LetterName) =>
  (['sv', 'en', null] as const).flatMap((language) =>
    ([null, own] as const).map((employer): [string, Letter] => [
      `${name}, ${language ?? 'both languages'}${employer ? ', of an employer' : ''}`,
      compose(name, {
        language,
        employer,
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
  ),
)
