import { describe, expect, it } from 'vitest'
import { clean, longestText } from '#bot'

describe('what chat programs send becomes one plain line', () => {
  it.each([
    ['Slack, an address', 'verifiera <mailto:anna@x.se|anna@x.se>', 'verifiera anna@x.se'],
    ['Slack, an address without label', 'verifiera <mailto:anna+hr@x.se>', 'verifiera anna+hr@x.se'],
    ['Slack, a subject behind the address', 'verifiera <mailto:anna@x.se?subject=Hej>', 'verifiera anna@x.se'],
    ['Slack, an address as value', 'verifiera 7 epost=<mailto:ny@x.se|ny@x.se>', 'verifiera 7 epost=ny@x.se'],
    [
      'Slack, key and address linked as one',
      'verifiera 7 <mailto:epost=ny@x.se|epost=ny@x.se>',
      'verifiera 7 epost=ny@x.se',
    ],
    ['Slack, a domain', 'domän lägg till <http://acme.example|acme.example>', 'domän lägg till acme.example'],
    ['Slack, a bare link', 'lista <https://x.se/a>', 'lista https://x.se/a'],
    ['Slack, a person', 'roll ge <@U012|anna> admin', 'roll ge <@U012> admin'],
    ['Slack, the bot first', '<@U0BOT> status', 'status'],
    ['Slack, the bot first, with a colon', ' <@U0BOT|verifiera>: roll ge <@U1>', 'roll ge <@U1>'],
    ['Slack, a channel', 'lista <#C1|hr>', 'lista #hr'],
    ['Slack, a nameless channel', 'lista <#C1|>', 'lista #C1'],
    ['Slack, everybody', 'lista <!channel>', 'lista channel'],
    ['Slack, comparisons', 'lista skickad&lt;2026-01-31 skickad&gt;7d', 'lista skickad<2026-01-31 skickad>7d'],
    ['plain comparisons', 'lista skickad<2026-01-31 skickad>2026-01-01', 'lista skickad<2026-01-31 skickad>2026-01-01'],
    ['Slack, code', '`verifiera konton`', 'verifiera konton'],
    ['Teams, the bot first', '<at>Verifiera</at>&nbsp;lista', 'lista'],
    ['Teams, the bot first, with attributes', '<at id="0">Verifiera HR</at> , lista', 'lista'],
    ['Teams, somebody later', 'lista <at>Anna Berg</at>', 'lista Anna Berg'],
    ['Teams, a markdown link', 'verifiera [anna@x.se](mailto:anna@x.se)', 'verifiera anna@x.se'],
    ['Teams, HTML', '<p>lista&nbsp;Acme</p>', 'lista Acme'],
    ['Teams, a link in HTML', 'verifiera <a href="mailto:anna@x.se">anna@x.se</a>', 'verifiera anna@x.se'],
    ['entities', 'lista företag=&quot;Ek &amp; Son&quot; &#229;&#xe4;', 'lista företag="Ek & Son" åä'],
    ['an entity only once', 'lista &amp;lt;', 'lista &lt;'],
    ['no-break and thin spaces', 'lista\u00a0företag=Acme\u2009Bygg\u202fAB', 'lista företag=Acme Bygg AB'],
    ['invisible characters', '\ufeffli\u200bsta\u2060 fö\u00adre\u200dtag=\u202aAcme\u202c', 'lista företag=Acme'],
    ['macOS quotes', 'lista företag=“Acme Bygg”', 'lista företag="Acme Bygg"'],
    ['Swedish quotes', 'lista företag=”Acme Bygg”', 'lista företag="Acme Bygg"'],
    ['low and angle quotes', 'lista „a“ «b» »c»', 'lista "a" "b" "c"'],
    ['single quotes', 'lista ‘O’Brien’', "lista 'O'Brien'"],
    ['a dash for two hyphens', 'lista —företag=Acme', 'lista --företag=Acme'],
    ['dashes in a date', 'lista skickad<2026–01–31', 'lista skickad<2026-01-31'],
    ['a no-break hyphen', 'lista e\u2011post=saknas', 'lista e-post=saknas'],
    ['a dash of a name', 'lista "Acme – Bygg"', 'lista "Acme – Bygg"'],
    ['decomposed letters', 'lista fo\u0308retag=A\u030akerlund', 'lista företag=Åkerlund'],
    ['lines', 'verifiera\r\nkonton\nföretag=Acme\u2028Bygg', 'verifiera konton företag=Acme Bygg'],
    ['tabs', 'lista\tAcme\t100', 'lista Acme 100'],
    ['control characters', 'lista\0Acme\x1b[31m', 'lista Acme [31m'],
    ['half a character', 'lista \ud83d', 'lista \ufffd'],
    ['spaces around', '  lista   Acme  ', 'lista Acme'],
    ['emoji stay', 'lista 👩‍💻 Acme', 'lista 👩💻 Acme'],
    ['emoji at the end', 'status 👩🏽‍💻 ❤️', 'status'],
    ['emoji at the end, as Slack writes them', 'status :+1::skin-tone-3: :tada:', 'status'],
    ['bold', '*status*', 'status'],
    ['bold words among others', '*verifiera konton* _företag=Acme_', 'verifiera konton företag=Acme'],
    ['a star that is none of it', 'lista * företag=100', 'lista * företag=100'],
    ['underscores in an address', 'lista _a_@x.se', 'lista _a_@x.se'],
    ['in quotes', 'lista "*Anna*"', 'lista "*Anna*"'],
    ['a quote', '> status', 'status'],
    ['a quote, as Slack sends it', '&gt; status', 'status'],
    ['a list', '- status', 'status'],
    ['a list, as Slack sends it', '• status', 'status'],
    ['the bot by name', '@Verifiera: status', 'status'],
    ['the bot by name and a comma', '@Verifiera, status', 'status'],
    ['what is left of a mention', ' : status', 'status'],
    ['HTML that is no mark-up of a chat', 'lista <script>alert(1)</script>', 'lista <script>alert(1)</script>'],
    ['nothing', '', ''],
    ['only spaces and marks', ' \u200b\ufeff\n ', ''],
  ])('%s', (_, sent, line) => {
    expect(clean(sent)).toBe(line)
  })

  it('gets through whatever is longest and worst', () => {
    const parts = [
      '<at>',
      '<@',
      '<mailto:',
      '[',
      '](http:',
      '[a](http:',
      '&',
      '&#',
      '<br ',
      '<@U1> ',
      ' ',
      '"',
      '`',
      '–',
      'a\u0308',
      '\u0308',
      '!',
      '. ',
    ]
    for (const part of parts) {
      const text = part.repeat(Math.ceil(longestText / part.length)).slice(0, longestText)
      expect(clean(text).length).toBeLessThanOrEqual(longestText)
    }
  })
})
