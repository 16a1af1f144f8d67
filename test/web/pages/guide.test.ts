import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { considerMeaning, parse } from '#bot'
import { registry } from '../../../src/commands/index.ts'
import { en } from '../../../src/text/en/index.ts'
import { sv } from '../../../src/text/sv/index.ts'
import { form, startWeb, tokens } from '../parts.ts'

let site: Awaited<ReturnType<typeof startWeb>>
beforeAll(async () => {
  site = await startWeb({ publicUrl: 'https://nordan.example/verifiera' })
})
afterAll(() => site.close())
const read = async (path: string, more = {}) => (await fetch(site.base + path, more)).text()
/** The words of a page, without markup. */
const words = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ')

const texts: Record<'sv' | 'en', Record<keyof typeof sv, string>> = { sv, en }

describe('the help', () => {
  it('answers an employee with what holds for this installation', async () => {
    const page = words(await read('/hjalp'))
    expect(words(await read('/help'))).toBe(page)
    expect(page).toContain('Nordans <kommun> har skickat det genom Verifiera.')
    expect(page).toContain('Avsändaren är Verifiera <verifiera@nordan.example>.')
    expect(page).toContain('Äkta länkar börjar med https://nordan.example/verifiera/ och ingen annan adress.')
    expect(page).toContain('Länken gäller i 5 dagar')
    expect(words(await read('/hjalp?lang=en'))).toContain('The link works for 5 days')
  })

  it('tells HR when a colleague has to approve, and shows its own pictures and nothing else', async () => {
    const answer = await fetch(`${site.base}/hjalp/hr?lang=en`)
    const page = await answer.text()
    expect(words(page)).toContain('When more than 500 people')
    expect(answer.headers.get('content-security-policy')).toContain("img-src 'self'")
    const pictures = [...page.matchAll(/<img src="\/verifiera(\/hjalp\/bilder\/\w+\.en\.png)"/g)].map(
      ([, path]) => path!,
    )
    expect(pictures).toHaveLength(4)
    for (const path of pictures) {
      const picture = await fetch(site.base + path)
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    }
    for (const path of ['/hjalp/bilder/none.png', '/hjalp/bilder/..%2fpages%2fguide.ts', '/hjalp/bilder/plan.sv.png/x'])
      expect((await fetch(site.base + path)).status, path).toBe(404)
  })

  it.each(['sv', 'en'] as const)('names only lines that the bot understands: %s', (language) => {
    const keys = (Object.keys(sv) as (keyof typeof sv)[]).filter((key) => key.startsWith('guide.'))
    const lines = keys.flatMap((key) => [...texts[language][key].matchAll(/\*([^*]+)\*/g)].map(([, line]) => line!))
    expect(lines.length).toBeGreaterThan(12)
    const wrong = lines.filter((line) => {
      const parsed = parse(line, registry, { language, may: () => true })
      if (parsed.kind === 'command' || considerMeaning(line, parsed, registry)) return false
      // The arguments of `samma person` stand in the sentence.
      return parsed.problem.code !== 'missing_argument'
    })
    expect(wrong).toEqual([])
  })

  it('is reached from the foot of every page, in its language', async () => {
    for (const path of [`/v/${tokens.live}`, '/v/unknown', '/hjalp', '/nothing', '/akta']) {
      const page = await read(`${path}?lang=en`)
      for (const to of ['/hjalp', '/tillganglighet', '/privacy'])
        expect(page, `${path} to ${to}`).toContain(`href="/verifiera${to}?lang=en"`)
    }
  })
})

describe('the statement of accessibility', () => {
  it('names operator, extent, faults, method, day, whom to tell and the authority', async () => {
    const page = await read('/tillganglighet')
    for (const part of [
      'Nordans <kommun> står bakom Verifiera',
      'delvis förenliga',
      'https://nordan.example/verifiera/',
      'självskattning',
      '26 november 2026',
    ])
      expect(words(page)).toContain(part)
    expect(page).toContain('href="mailto:webb@nordan.example"')
    expect(page).toContain('href="https://www.digg.se/tdosanmalan"')
  })

  it('names the general contact, or HR, where nobody is named for it', async () => {
    for (const [supportContact, named] of [
      ['hr@nordan.example', 'href="mailto:hr@nordan.example"'],
      ['', 'Vänd dig till din arbetsgivares HR-avdelning.'],
    ] as const) {
      const other = await startWeb({ accessibilityContact: '', operatorName: '', supportContact })
      const page = await (await fetch(`${other.base}/tillganglighet`)).text()
      expect(page).toContain(named)
      expect(page).toContain('Organisationen som driver tjänsten står bakom')
      await other.close()
    }
  })
})

describe('"not your address?"', () => {
  it('is a link on a live and an expired page, which keep their one button', async () => {
    for (const token of [tokens.live, tokens.expired]) {
      const page = await read(`/v/${token}`)
      expect(page).toContain(`href="/verifiera/fel/${token}?lang=sv"`)
      expect(page.match(/<button/g)).toHaveLength(1)
    }
    expect(await read(`/v/${tokens.used}`)).not.toContain('/fel/')
  })

  it('shows the same page for every token and asks nobody; only the button tells', async () => {
    const before = site.page.calls.length
    const one = await read(`/fel/${tokens.live}`)
    const other = await read(`/fel/${tokens.broken}`)
    expect(one.replaceAll(tokens.live, '')).toBe(other.replaceAll(tokens.broken, ''))
    expect(site.page.calls).toHaveLength(before)
    const told = await read('/fel', form({ token: tokens.live, lang: 'en' }))
    expect(told).toContain('Thank you for telling us')
    expect(await read('/fel', form({ token: 'unknown', lang: 'en' }))).toBe(told)
    expect(site.page.calls.slice(before)).toEqual([`wrong ${tokens.live}`])
  })

  it('asks to wait after too many unknown links, and refuses other sites', async () => {
    expect((await fetch(`${site.base}/fel`, form({ token: tokens.limited, lang: 'sv' }))).status).toBe(429)
    const foreign = form({ token: tokens.live, lang: 'sv' }, { 'sec-fetch-site': 'cross-site' })
    expect((await fetch(`${site.base}/fel`, foreign)).status).toBe(403)
  })
})
