import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { anchorKeeper } from '../../src/runtime/anchors.ts'
import { startProduct } from '../support/product.ts'
import { until } from '../support/until.ts'

const head = '4711-abcdefghjkmnpqrsabcdefgh'
const now = () => new Date('2026-03-10T09:00:00Z')
const got: string[] = []
let status = 204
const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    got.push(`${request.method} ${request.headers['content-type']} ${body}`)
    response.writeHead(status, { location: '/elsewhere' }).end('thanks')
  })
})
async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

let url: string
const file = () => join(mkdtempSync(join(inject('scratch'), 'anchor-')), 'anchors')
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/anchor`
})
afterAll(() => new Promise((closed) => server.close(closed)))

it('an anchor is added to the file and posted to the address', async () => {
  const auditAnchorFile = file()
  const keep = anchorKeeper({ auditAnchorFile, auditAnchorUrl: url }, now)!
  await keep(head)
  await keep(head)
  expect(readFileSync(auditAnchorFile, 'utf8')).toBe(`2026-03-10T09:00:00.000Z ${head}\n`.repeat(2))
  expect(got).toEqual(Array(2).fill(`POST application/json {"at":"2026-03-10T09:00:00.000Z","head":"${head}"}`))
})

it.each([500, 302])('an address that answers %i is a failure, and the file has it all the same', async (answer) => {
  status = answer
  const auditAnchorFile = file()
  await expect(anchorKeeper({ auditAnchorFile, auditAnchorUrl: url }, now)!(head)).rejects.toThrow()
  expect(readFileSync(auditAnchorFile, 'utf8')).toContain(head)
  status = 204
})

it('without either there is nothing to keep it in, and an address that is not encrypted is refused', () => {
  expect(anchorKeeper({}, now)).toBeUndefined()
  expect(() => readConfig({ AUDIT_ANCHOR_URL: 'http://collector.example/' })).toThrow(/AUDIT_ANCHOR_URL/)
})

it('the product anchors its history at the start, in its log too, and finds the anchor again', async () => {
  const auditAnchorFile = file()
  const log: string[] = []
  const first = await startProduct({ idle: true })
  await first.say('owner', 'roll ge slack:T0HOME/U0HANNA admin')
  const environment = { AUDIT_ANCHOR_FILE: auditAnchorFile, AUDIT_ANCHOR_URL: url }
  const product = await startProduct({ database: first.database, environment, log: (line) => log.push(line) })
  got.length = 0
  await until(() => got.length > 0 && existsSync(auditAnchorFile))
  const kept = readFileSync(auditAnchorFile, 'utf8').trim().split(' ')[1]!
  expect(log.some((line) => line.includes('Audit head') && line.includes(kept))).toBe(true)
  expect(got[0]).toContain(kept)
  const check = await first.say('owner', `historik kontrollera ${kept}`)
  expect(check.text).toContain('finns kvar och är oförändrad')
  await product.app.stop()
  await first.stop()
})
