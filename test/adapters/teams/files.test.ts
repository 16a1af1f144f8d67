import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mostBytes } from '../../../adapters/teams/files.ts'
import { isFileHost, isPrivateAddress, isServiceUrl, strictUrl } from '../../../adapters/teams/gate/hosts.ts'
import type { Card } from '../../../src/bot/index.ts'
import { anna, bo, consented, mentioned, pressed, said, withFile } from '../../support/teams/activities.ts'
import { createHarness, posts, type TeamsHarness, updates } from '../../support/teams/harness.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 60_000 })

const hosts = new Set(['smba.trafficmanager.net', '127.0.0.1:5000'])

describe('addresses of services', () => {
  it.each([
    'https://smba.trafficmanager.net/emea/',
    'https://SMBA.trafficmanager.net/',
    'https://smba.trafficmanager.net:443/',
    'http://127.0.0.1:5000/',
  ])('may be %s', (address) => expect(isServiceUrl(address, hosts)).toBe(true))
  it.each([
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://evil.example\\@smba.trafficmanager.net/',
    'https://evil.example/@smba.trafficmanager.net/',
    'https:\\\\smba.trafficmanager.net/',
    'https:smba.trafficmanager.net/',
    'https:///smba.trafficmanager.net/',
    ' https://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net\t/',
    'https://smba.trafficmanager.net/?x',
    'https://smba.trafficmanager.net/#x',
    'https://smba\u3002trafficmanager\u3002net/',
    'https://smba.trafficmanager.net./',
    'http://2130706433:5000/',
    'http://127.1:5000/',
    'http://localhost:5000/',
    'ftp://127.0.0.1:5000/',
    'javascript:alert(1)',
    '',
  ])('may not be %j', (address) => expect(isServiceUrl(address, hosts)).toBe(false))
})

describe('addresses of files', () => {
  const allowed = (address: string) => {
    const url = strictUrl(address)
    return url !== undefined && isFileHost(url, hosts)
  }
  it.each([
    'https://acme.sharepoint.com/x?tempauth=y',
    'https://acme-my.sharepoint.com/x',
    'https://onedrive.live.com/x',
    'http://127.0.0.1:5000/f',
  ])('may be %s', (address) => expect(allowed(address)).toBe(true))
  it.each([
    'http://acme.sharepoint.com/x',
    'https://sharepoint.com/x',
    'https://evilsharepoint.com/x',
    'https://sharepoint.com.evil.example/x',
    'https://acme.sharepoint.com:444/x',
    'https://u:p@acme.sharepoint.com/x',
    'https://smba.trafficmanager.net/x',
    'http://127.0.0.1:5001/f',
    'https://127.0.0.1/f',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
  ])('may not be %s', (address) => expect(allowed(address)).toBe(false))

  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.3.4',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::',
    'ff02::1',
    '2002:a00:1::',
    'x',
  ])('never lead to %s', (address) => expect(isPrivateAddress(address)).toBe(true))
  it.each(['52.107.1.1', '13.107.136.10', '2620:1ec:8f8::10', '2a01:111:f402::1'])('may lead to %s', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  )
})

describe('files in Teams', () => {
  let harness: TeamsHarness
  beforeEach(async () => {
    harness = await createHarness()
  })
  afterEach(() => harness.close())

  it('come to the bot in a personal chat and are read without a token', async () => {
    harness.cloud.files.set('people.csv', Buffer.from('Företag;Anställningsnr\r\n'))
    await harness.post(
      withFile(harness.cloud.url, anna, 'importera', 'people.csv', `${harness.cloud.url}/files/people.csv`),
    )
    await harness.settled()
    const [file] = harness.heard[0]?.files ?? []
    expect(file).toMatchObject({ name: 'people.csv' })
    expect(Buffer.from(await harness.chat.fetchFile(file!)).toString()).toContain('Anställningsnr')
    expect(harness.cloud.fileTokens).toEqual([''])
  })

  it('are named in a channel, where Teams gives bots none, so that somebody hears why they are not read', async () => {
    const place = '<p>importera</p><attachment id="b1c2-3d"></attachment>'
    const html = { contentType: 'text/html', content: place }
    const line = mentioned(harness.cloud.url, anna, 'importera')
    await harness.post({ ...line, attachments: [html] })
    await harness.settled()
    const [file] = harness.heard[0]?.files ?? []
    await expect(harness.chat.fetchFile(file!)).rejects.toMatchObject({ code: 'elsewhere' })
    // A message that is answered, and a card, have a place in the HTML, too, and come with its id.
    const quoted = { contentType: 'messageReference', id: 'b1c2-3d', content: '{}' }
    await harness.post({ ...mentioned(harness.cloud.url, anna, 'status'), attachments: [html, quoted] })
    await harness.post(said(harness.cloud.url, anna, 'status'))
    await harness.settled()
    expect(harness.heard.slice(1).map(({ files }) => files)).toEqual([[], []])
  })

  it.each([
    ['gone', (url: string) => `${url}/files/missing.csv`],
    ['bad_host', () => 'https://evil.example/people.csv'],
    ['bad_host', () => 'http://127.0.0.1:9/people.csv'],
    ['bad_host', (url: string) => `${url}/redirect?to=https://evil.example/x`],
    ['bad_host', (url: string) => `${url}/redirect?to=/redirect%3Fto=/redirect%3Fto=/redirect%3Fto=/x`],
    ['too_large', (url: string) => `${url}/files/big`],
    ['page', (url: string) => `${url}/files/page`],
    ['unreachable', (url: string) => `${url}/cut/x`],
    ['unreachable', (url: string) => `${url}/busy/x`],
  ])('that cannot be read give the reason: %s', async (code, address) => {
    harness.cloud.files.set('big', Buffer.alloc(mostBytes + 1))
    harness.cloud.files.set('page', Buffer.from('\ufeff<!DOCTYPE html><html><title>Sign in</title></html>'))
    const ref = { downloadUrl: address(harness.cloud.url) }
    await expect(harness.chat.fetchFile({ name: 'x', ref })).rejects.toMatchObject({ code })
  })

  it('that are lists which a program has saved as a page are fetched: the application knows what to say', async () => {
    const list = Buffer.from('<html><body><table><tr><td>Anna</td></tr></table></body></html>')
    harness.cloud.files.set('list', list)
    const ref = { downloadUrl: `${harness.cloud.url}/files/list` }
    expect(Buffer.from(await harness.chat.fetchFile({ name: 'folk.xls', ref }))).toEqual(list)
  })

  const card: Card = {
    kind: 'file',
    tone: 'info',
    title: 'Exporten är klar',
    rows: { head: ['Företag', 'Antal'], body: [['Acme', '12']] },
    files: [{ name: 'personer.csv', type: 'text/csv; charset=utf-8', bytes: Buffer.from('a;b\r\n1;2\r\n') }],
  }

  it('are handed over after consent, to whoever asked', async () => {
    harness.replies.set('exportera', { card, private: true })
    await harness.post(said(harness.cloud.url, anna, 'exportera'))
    await harness.settled()
    const [, offer] = posts(harness.cloud)
    const [attachment] = offer?.body.attachments ?? []
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: 'personer.csv',
      content: { sizeInBytes: 10 },
    })
    const context = { ...attachment.content.acceptContext, say: '' }

    await harness.post(consented(harness.cloud.url, bo, 'accept', context, `${harness.cloud.url}/files/stolen.csv`))
    await harness.settled()
    expect(harness.cloud.files.has('stolen.csv')).toBe(false)

    const { status } = await harness.post(
      consented(harness.cloud.url, anna, 'accept', context, `${harness.cloud.url}/files/personer.csv`),
    )
    expect(status).toBe(200)
    await harness.settled()
    expect(harness.cloud.files.get('personer.csv')?.toString()).toBe('a;b\r\n1;2\r\n')
    expect(posts(harness.cloud).at(-1)?.body.attachments[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      content: { uniqueId: 'u-2' },
    })
  })

  it('are made again from the command if this process does not hold them', async () => {
    harness.replies.set('exportera', { card, private: true })
    const context = { file: 'of another process', name: 'personer.csv', say: 'exportera' }
    await harness.post(consented(harness.cloud.url, anna, 'accept', context, `${harness.cloud.url}/files/personer.csv`))
    await harness.settled()
    expect(harness.heard[0]).toMatchObject({ text: 'exportera', who: { user: anna.aadObjectId } })
    expect(harness.cloud.files.get('personer.csv')?.toString()).toContain('a;b')
    await harness.post(
      consented(
        harness.cloud.url,
        anna,
        'accept',
        { ...context, file: 'another', name: 'x' },
        `${harness.cloud.url}/files/x`,
      ),
    )
    await harness.settled()
    expect(JSON.stringify(posts(harness.cloud).at(-1)?.body)).toContain('inte kvar')
  })

  async function offer() {
    harness.replies.set('exportera', { card, private: true })
    await harness.post(said(harness.cloud.url, anna, 'exportera'))
    await harness.settled()
    const { id, body } = posts(harness.cloud).at(-1)!
    return { id: id!, context: body.attachments[0].content.acceptContext }
  }
  const decide = async (action: 'accept' | 'decline', asked: { id: string; context: unknown }, address = '') => {
    const wire = consented(harness.cloud.url, anna, action, asked.context, address)
    await harness.post({ ...wire, replyToId: asked.id })
    await harness.settled()
  }
  const last = () => JSON.stringify(updates(harness.cloud).at(-1))

  it('are replaced where the question stood, after consent and after a refusal', async () => {
    const first = await offer()
    await decide('accept', first, `${harness.cloud.url}/files/personer.csv`)
    expect(updates(harness.cloud).at(-1)?.path).toMatch(new RegExp(`/activities/${first.id}$`))
    expect(last()).toContain('card.file.info')
    const second = await offer()
    await decide('decline', second)
    expect(last()).toMatch(new RegExp(`${second.id}.*tackade nej`))
    expect(last()).toContain('exportera')
    expect(posts(harness.cloud)).toHaveLength(4)
  })

  it('are decided once: a second press does nothing', async () => {
    const asked = await offer()
    await decide('decline', asked)
    const before = harness.cloud.calls.length
    await decide('accept', asked, `${harness.cloud.url}/files/personer.csv`)
    await decide('decline', asked)
    expect(harness.cloud.calls).toHaveLength(before)
    expect(harness.cloud.files.has('personer.csv')).toBe(false)
  })

  it('are not saved at the address of another host', async () => {
    await decide('accept', await offer(), 'https://evil.example/upload')
    expect(last()).toContain('kunde inte sparas')
  })

  it('are told of in a new message if the question cannot be replaced', async () => {
    const asked = await offer()
    await decide('decline', { ...asked, id: '1:unknown' })
    expect(JSON.stringify(posts(harness.cloud).at(-1)?.body)).toContain('tackade nej')
  })

  it('can be read as text where the client never answers the question', async () => {
    await offer()
    const button = JSON.stringify(posts(harness.cloud)[0]?.body)
    expect(button).toContain('"data":{"say":"exportera","file":"personer.csv"}')
    const press = pressed(harness.cloud.url, anna, 'exportera', { message: 'm1' })
    const value = { action: { type: 'Action.Execute', verb: 'say', data: { say: 'exportera', file: 'personer.csv' } } }
    const { body } = await harness.post({ ...press, value })
    expect(body).toMatchObject({ statusCode: 200 })
    await harness.settled()
    expect(posts(harness.cloud).at(-1)?.body.text).toContain('a;b\n1;2')
  })

  it('are not offered unasked: a card that only carries one has no question below', async () => {
    harness.replies.set('verifiera konton', { card: { ...card, kind: 'plan' }, private: true })
    await harness.post(said(harness.cloud.url, anna, 'verifiera konton'))
    await harness.settled()
    expect(posts(harness.cloud)).toHaveLength(1)
  })

  it('in a channel are replaced by the table and a hint where to get them', async () => {
    harness.replies.set('exportera', { card, private: false })
    await harness.post(mentioned(harness.cloud.url, anna, 'exportera'))
    await harness.settled()
    const sent = posts(harness.cloud)
    expect(sent).toHaveLength(1)
    expect(JSON.stringify(sent[0]?.body)).toContain('privata chatt')
    expect(JSON.stringify(sent[0]?.body)).toContain('Acme')
  })
})
