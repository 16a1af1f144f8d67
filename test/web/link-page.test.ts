import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { form, startWeb, tokens } from './parts.ts'

let site: Awaited<ReturnType<typeof startWeb>>
beforeEach(async () => {
  site = await startWeb()
})
afterEach(() => site.close())

const get = (path: string, headers = {}) => fetch(site.base + path, { headers })

describe('the page of the link', () => {
  it('shows the masked address, the company and one button', async () => {
    const answer = await get(`/v/${tokens.live}`)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(text).toContain('k***@nordan.example')
    expect(text).toContain('Nordan &lt;Bygg&gt; &amp; Söner AB')
    expect(text).toContain('fredag 13 mars')
    expect(text).toContain('<form method="post" action="/v">')
    expect(text).toContain(`<input type="hidden" name="token" value="${tokens.live}">`)
    expect(text).not.toContain('<script')
  })

  it('is not used up by any number of GET, HEAD and OPTIONS', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET', 'HEAD', 'OPTIONS']) {
      const answer = await fetch(`${site.base}/v/${tokens.live}`, { method })
      expect(answer.status).toBe(method === 'OPTIONS' ? 204 : 200)
    }
    expect(site.page.calls).toEqual([])
  })

  it('verifies on POST, and shows the same page when pressed again or opened again', async () => {
    const pages: string[] = []
    for (let press = 0; press < 3; press++) {
      const answer = await fetch(`${site.base}/v`, form({ token: tokens.live }))
      expect(answer.status).toBe(200)
      pages.push(await answer.text())
    }
    expect(pages[0]).toContain('Klart! Din adress är bekräftad')
    expect(pages[0]).toContain('Glömt ditt lösenord?')
    expect(pages[0]).toContain('href="https://login.example/"')
    expect(new Set(pages).size).toBe(1)
    expect(await (await get(`/v/${tokens.live}`)).text()).toContain('Klart! Din adress är bekräftad')
  })

  it('verifies by either encoding that a form can have', async () => {
    const body = new FormData()
    body.append('token', tokens.live)
    const answer = await fetch(`${site.base}/v`, { method: 'POST', body })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Klart! Din adress är bekräftad')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    for (const broken of ['', '--x\r\n', `token=${tokens.live}`])
      expect((await fetch(`${site.base}/v`, { method: 'POST', headers, body: broken })).status).toBe(404)
  })

  it('says when the connection is still to be made', async () => {
    expect(await (await get(`/v/${tokens.waiting}`)).text()).toContain('görs alldeles strax')
  })

  it('offers a new link when it has expired, and answers the same to everybody who asks for one', async () => {
    const expired = await get(`/v/${tokens.expired}`)
    const text = await expired.text()
    expect(expired.status).toBe(410)
    expect(text).toContain('action="/v/resend"')
    expect(text).toContain('Skicka en ny länk')
    const bodies = await Promise.all(
      [tokens.expired, tokens.used, 'X'.repeat(43)].map(async (token) => {
        const answer = await fetch(`${site.base}/v/resend`, form({ token }))
        expect(answer.status).toBe(200)
        return (await answer.text()).replaceAll(token, '')
      }),
    )
    expect(new Set(bodies).size).toBe(1)
    expect(site.page.calls).toHaveLength(3)
  })

  it('answers all unknown links with the same bytes, whatever is wrong with them', async () => {
    const wrong = [
      'X'.repeat(43),
      'short',
      '%E0%A4%A',
      '..%2f..%2fetc',
      '%00',
      "' or 1=1 --",
      'a/b/c',
      'å'.repeat(30),
      '',
    ]
    const answers = await Promise.all(
      wrong.map(async (token) => {
        const answer = await get(`/v/${token}`)
        return `${answer.status} ${await answer.text()}`
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^404 /)
    const posted = await Promise.all(
      wrong.map(async (token) => await (await fetch(`${site.base}/v`, form({ token }))).text()),
    )
    expect(new Set(posted).size).toBe(1)
  })

  it('refuses a POST only when the browser says that another site made it', async () => {
    const post = (site2: string) => fetch(`${site.base}/v`, form({ token: tokens.used }, { 'sec-fetch-site': site2 }))
    expect((await post('cross-site')).status).toBe(403)
    expect(site.page.calls).toEqual([])
    for (const origin of ['same-origin', 'none', 'same-site']) expect((await post(origin)).status).toBe(200)
    const nullOrigin = await fetch(`${site.base}/v`, form({ token: tokens.used }, { origin: 'null' }))
    expect(nullOrigin.status).toBe(200)
  })

  it('asks the reader to wait after too many attempts', async () => {
    const answer = await get(`/v/${tokens.limited}`)
    expect(answer.status).toBe(429)
    expect(await answer.text()).toContain('Vänta en liten stund')
  })
})

it('answers 503 with a way to try again while the database is away, in the language chosen', async () => {
  const shown = await get(`/v/${tokens.away}?lang=en`)
  const pressed = await fetch(`${site.base}/v`, form({ token: tokens.away, lang: 'en' }))
  const asked = await fetch(`${site.base}/v/resend`, form({ token: tokens.away, lang: 'en' }))
  for (const answer of [shown, pressed, asked]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await answer.text()).toContain('We cannot reach our records')
  }
  const again = await fetch(`${site.base}/v`, form({ token: tokens.away }))
  expect(await again.text()).toContain(`href="/v/${tokens.away}?lang=sv">Försök igen</a>`)
})

describe('the language of the page', () => {
  const title = async (path: string, accept = '*') =>
    /<html lang="(..)">/.exec(await (await get(path, { 'accept-language': accept })).text())?.[1]

  it('is the one chosen, else the person’s, else the browser’s, else Swedish', async () => {
    expect(await title(`/v/${tokens.live}?lang=en`)).toBe('en')
    expect(await title(`/v/${tokens.english}`, 'sv')).toBe('en')
    expect(await title(`/v/${tokens.english}?lang=sv`)).toBe('sv')
    expect(await title(`/v/${tokens.live}`, 'en')).toBe('sv')
    expect(await title(`/v/${tokens.waiting}`, 'de, en;q=0.8, sv;q=0.3')).toBe('en')
    expect(await title(`/v/${tokens.waiting}`, 'nb, sv;q=0.9, en;q=0.8')).toBe('sv')
    expect(await title(`/v/${tokens.waiting}`)).toBe('sv')
    expect(await title(`/v/${tokens.waiting}?lang=<script>`)).toBe('sv')
  })

  it('stays chosen after the button, and can be switched there', async () => {
    const shown = await (await get(`/v/${tokens.live}?lang=en`)).text()
    expect(shown).toContain('<input type="hidden" name="lang" value="en">')
    const done = await (await fetch(`${site.base}/v`, form({ token: tokens.live, lang: 'en' }))).text()
    expect(done).toContain('Done! Your address is confirmed')
    expect(done).toContain(`href="/v/${tokens.live}?lang=sv"`)
  })
})
