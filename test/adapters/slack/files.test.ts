import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'
import type { FakeFile } from '../../support/slack/state.ts'

let slack: AdapterUnderTest
const bytes = new TextEncoder().encode('Företag;Anställningsnr\r\nAcme;007\r\n')

beforeAll(async () => {
  slack = await startAdapter(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
})
afterAll(() => slack.close())

function share(id: string, info: Record<string, unknown> = {}, serve: FakeFile['serve'] = { bytes }) {
  const url_private_download = `${slack.fake.origin}/download/${id}`
  slack.fake.state.files.set(id, {
    id,
    info: { mode: 'hosted', size: bytes.length, url_private_download, ...info },
    serve,
  })
  return slack.chat.fetchFile({ name: 'folk.csv', ref: { id } })
}

describe('a file somebody shared', () => {
  it('is found in the copy of a message that they forward, as Slack gives it', async () => {
    slack.fake.state.addUser('U0ANNA', 'Anna Alm')
    const file = { id: 'F0FORWARDED', name: 'folk.csv', size: bytes.length, mimetype: 'text/csv' }
    const from_url = 'https://acme.slack.com/archives/C0HR/p1700000000000009'
    const copy = { is_share: true, is_msg_unfurl: true, from_url, text: 'listan', files: [file], message_blocks: [] }
    await slack.people.write('U0ANNA', '', { attachments: [copy] })
    await slack.people.write('U0ANNA', 'importera', { attachments: [copy, null, { files: 'none' }] })
    await slack.settled()
    expect(slack.said.map(({ text, files }) => [text, files.map(({ ref }) => ref.id)])).toEqual([
      ['importera', ['F0FORWARDED']],
      ['importera', ['F0FORWARDED']],
    ])
  })

  it('is fetched with the token from the address that files.info gives', async () => {
    expect(Buffer.from(await share('F1')).equals(Buffer.from(bytes))).toBe(true)
  })

  it.each([
    ['is at another host', { url_private_download: 'https://files.slack.com.evil.example/x' }, {}, 'bad_host'],
    ['is at a host whose name ends like ours', { url_private_download: 'http://xfiles.slack.com/x' }, {}, 'bad_host'],
    [
      'hides another host behind a user name',
      { url_private_download: 'http://127.0.0.1:1@evil.example/x' },
      {},
      'bad_host',
    ],
    ['redirects', {}, { location: 'http://169.254.169.254/' }, 'bad_host'],
    ['is stored outside Slack', { is_external: true }, {}, 'external_file'],
    ['has the mode external', { mode: 'external' }, {}, 'external_file'],
    ['was deleted', { mode: 'tombstone' }, {}, 'gone'],
    ['is hidden because of the plan that the workspace pays for', { mode: 'hidden_by_limit' }, {}, 'gone'],
    ['has no address', { url_private_download: undefined }, {}, 'gone'],
    ['no longer exists', {}, { status: 404 }, 'gone'],
    ['is too large, as Slack says', { size: 26 * 1024 * 1024 }, {}, 'too_large'],
    ['is larger than Slack says', {}, { bytes: new Uint8Array(25 * 1024 * 1024 + 1) }, 'too_large'],
    ['is shorter than Slack says', { size: 1_000 }, { bytes }, 'incomplete'],
    ['comes as a login page', {}, { type: 'text/html; charset=utf-8', bytes: Buffer.from('Sign in') }, 'login_page'],
    ['is a canvas', { mode: 'quip', filetype: 'quip', mimetype: 'application/vnd.slack-docs' }, {}, 'canvas'],
    ['is a post', { mode: 'post' }, {}, 'canvas'],
    [
      'comes as a login page that names another type',
      {},
      { bytes: Buffer.from('\n<!DOCTYPE html><html>') },
      'login_page',
    ],
  ])('that %s is refused', async (what, info, serve, code) => {
    await expect(share(`F${what.length}${code}`, info, serve)).rejects.toMatchObject({ code })
  })

  it('that is a page itself, as some programs call .xls, is fetched', async () => {
    const page = Buffer.from('<html><table><tr><td>Anna</td></tr></table></html>')
    const fetched = await share('FPAGE', { size: page.length }, { type: 'text/html', bytes: page })
    expect(Buffer.from(fetched as Uint8Array)).toEqual(page)
  })

  it('that Slack does not know or does not let us read is refused with its reason', async () => {
    await expect(slack.chat.fetchFile({ name: 'x', ref: { id: 'F404' } })).rejects.toMatchObject({ code: 'gone' })
    slack.fake.failNext('files.info', { error: 'missing_scope' })
    await expect(share('F2')).rejects.toMatchObject({ code: 'missing_scope' })
  })
})
