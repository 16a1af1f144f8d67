import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stageSlack } from '../../support/slack/adapter.ts'
import type { FakeFile } from '../../support/slack/state.ts'

let stage: Stage
const bytes = new TextEncoder().encode('Företag;Anställningsnr\r\nAcme;007\r\n')

beforeAll(async () => {
  stage = await stageSlack(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
})
afterAll(() => stage.close())

function share(id: string, info: Record<string, unknown> = {}, serve: FakeFile['serve'] = { bytes }) {
  const url_private_download = `${stage.fake.origin}/download/${id}`
  stage.fake.state.files.set(id, {
    id,
    info: { mode: 'hosted', size: bytes.length, url_private_download, ...info },
    serve,
  })
  return stage.chat.fetchFile({ name: 'folk.csv', ref: { id } })
}

describe('a file somebody shared', () => {
  it('is fetched with the token from the address that Slack states', async () => {
    expect(Buffer.from(await share('F1')).equals(Buffer.from(bytes))).toBe(true)
  })

  it.each([
    ['lies elsewhere', { url_private_download: 'https://files.slack.com.evil.example/x' }, {}, 'bad_host'],
    ['lies at a host that ends like ours', { url_private_download: 'http://xfiles.slack.com/x' }, {}, 'bad_host'],
    ['hides a host behind a user', { url_private_download: 'http://127.0.0.1:1@evil.example/x' }, {}, 'bad_host'],
    ['sends us on', {}, { location: 'http://169.254.169.254/' }, 'bad_host'],
    ['is kept by somebody else', { is_external: true }, {}, 'external_file'],
    ['is external by its mode', { mode: 'external' }, {}, 'external_file'],
    ['was deleted', { mode: 'tombstone' }, {}, 'gone'],
    ['is hidden by the plan', { mode: 'hidden_by_limit' }, {}, 'gone'],
    ['has no address', { url_private_download: undefined }, {}, 'gone'],
    ['is no longer there', {}, { status: 404 }, 'gone'],
    ['says it is large', { size: 26 * 1024 * 1024 }, {}, 'too_large'],
    ['is larger than it says', {}, { bytes: new Uint8Array(25 * 1024 * 1024 + 1) }, 'too_large'],
    ['is shorter than it says', { size: 1_000 }, { bytes }, 'incomplete'],
    ['comes as a login page', {}, { type: 'text/html; charset=utf-8', bytes }, 'missing_scope'],
    [
      'comes as a login page that names another type',
      {},
      { bytes: Buffer.from('\n<!DOCTYPE html><html>') },
      'missing_scope',
    ],
  ])('that %s is not', async (what, info, serve, code) => {
    await expect(share(`F${what.length}${code}`, info, serve)).rejects.toMatchObject({ code })
  })

  it('unknown to Slack, or not ours to read, says which', async () => {
    await expect(stage.chat.fetchFile({ name: 'x', ref: { id: 'F404' } })).rejects.toMatchObject({ code: 'gone' })
    stage.fake.failNext('files.info', { error: 'missing_scope' })
    await expect(share('F2')).rejects.toMatchObject({ code: 'missing_scope' })
  })
})
