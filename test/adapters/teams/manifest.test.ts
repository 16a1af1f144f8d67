import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { teamsManifest } from '../../../manifest/teams.ts'
import { parse } from '../../../src/bot/index.ts'
import { commands, registry } from '../../../src/commands/index.ts'
import { readManifestConfig } from '../../../src/config/config.ts'

const folder = new URL('../../../manifest/teams/', import.meta.url)
const require = createRequire(import.meta.url)
const schema = require('@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json')
const words = require('@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.Localization.schema.json')
const appId = '11111111-2222-4333-8444-555555555555'
const { json, files } = teamsManifest(commands, 'https://verifiera.acme.example', appId)
const read = (name: string) => JSON.parse(Buffer.from(files[name]!).toString())

function faults(by: object, value: unknown): unknown[] {
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  const check = ajv.compile(by)
  return check(value) ? [] : (check.errors ?? [])
}

/** Unpacks a zip by its central directory. */
function unzip(bytes: Uint8Array): Record<string, Buffer> {
  const zip = Buffer.from(bytes)
  const end = zip.length - 22
  const found: Record<string, Buffer> = {}
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    const start = local + 30 + name
    found[zip.toString('utf8', at + 46, at + 46 + name)] = inflateRawSync(zip.subarray(start, start + size))
    at += 46 + name
  }
  return found
}

describe('the Teams package', () => {
  it('is valid by Microsoft’s own schema, in both languages', () => {
    expect(faults(schema, json)).toEqual([])
    expect(faults(words, read('en.json'))).toEqual([])
  })

  it('lists commands that exist, in both languages, within the limits of every client', () => {
    const titles = Object.entries<string>(read('en.json'))
      .filter(([key]) => key.endsWith('.title'))
      .map(([, title]) => title)
    const lists = (json as { bots: { commandLists: { commands: { title: string; description: string }[] }[] }[] })
      .bots[0]!.commandLists
    for (const list of lists) {
      expect(list.commands.length).toBeLessThanOrEqual(10)
      for (const { title, description } of list.commands) {
        titles.push(title)
        expect(title.length).toBeLessThanOrEqual(32)
        expect(description.length).toBeLessThanOrEqual(128)
      }
    }
    const named = new Set(commands.flatMap((one) => [one.name, ...one.also.sv, ...one.also.en]))
    for (const title of titles) expect(named).toContain(title)
    expect(parse('hjälp', registry, { language: 'sv', may: () => true, files: [] }).kind).not.toBe('problem')
  })

  it('takes files in personal chats and lets the bot into teams and groups', () => {
    expect(json).toMatchObject({
      id: appId,
      bots: [{ botId: appId, supportsFiles: true, scopes: ['personal', 'team', 'groupChat'] }],
    })
  })

  it('has icons of 192 and 32 pixels, the outline white or nothing', () => {
    for (const [name, edge] of [
      ['color.png', 192],
      ['outline.png', 32],
    ] as const) {
      const png = Buffer.from(files[name]!)
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([edge, edge])
    }
  })

  it('is a zip with its files at the top level', () => {
    const inside = unzip(files['verifiera-teams.zip']!)
    expect(Object.keys(inside).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png'])
    for (const [name, bytes] of Object.entries(inside)) expect(bytes.equals(Buffer.from(files[name]!))).toBe(true)
  })

  it('is committed as `npm run manifest -- --example` makes it, with an example address', () => {
    const example = teamsManifest(commands, 'https://verifiera.example').files
    for (const name of ['manifest.json', 'en.json', 'color.png', 'outline.png'])
      expect(
        readFileSync(new URL(name, folder)).equals(Buffer.from(example[name]!)),
        `${name}: run npm run manifest -- --example`,
      ).toBe(true)
  })
})

describe('`npm run manifest`', () => {
  const build = (environment: Record<string, string>) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'manifest/build.ts'], {
      cwd: fileURLToPath(new URL('../../../', import.meta.url)),
      env: { PATH: process.env.PATH, ...environment },
      encoding: 'utf8',
    })

  it('needs the address and the id of the app and nothing else, says what it wrote, and writes no tracked file', () => {
    const { status, stdout } = build({
      PUBLIC_URL: 'https://verifiera.acme.example',
      MicrosoftAppId: appId,
      SLACK_APP_TOKEN: 'xapp-1',
    })
    expect(status).toBe(0)
    const written = stdout.split('\n').filter((line) => line.startsWith('manifest/'))
    expect(written).toContain('manifest/out/slack.json')
    expect(written).toContain('manifest/out/teams/verifiera-teams.zip')
    const out = (name: string) => JSON.parse(readFileSync(new URL(`../out/${name}`, folder), 'utf8'))
    expect(out('slack.json').settings.socket_mode_enabled).toBe(true)
    expect(out('teams/manifest.json')).toMatchObject({
      id: appId,
      defaultInstallScope: 'personal',
      developer: { privacyUrl: 'https://verifiera.acme.example/privacy' },
    })
    const ignored = readFileSync(new URL('../../.gitignore', folder), 'utf8').split('\n')
    expect(ignored).toContain('manifest/out/')
    expect(written.every((path) => path.startsWith('manifest/out/'))).toBe(true)
  })

  it.each(['abc', `{${appId}}`, `${appId}0`])('refuses %s, which Teams would not take as the id of an app', (id) => {
    const read = () => readManifestConfig({ PUBLIC_URL: 'https://verifiera.acme.example', MicrosoftAppId: id })
    expect(read).toThrow(/^MicrosoftAppId: .*$/)
  })

  it('without an id makes nothing for Teams, and leaves no package of an earlier run', () => {
    const { status, stdout } = build({ PUBLIC_URL: 'https://verifiera.acme.example' })
    expect(status).toBe(0)
    expect(stdout).toContain('Teams: nothing')
    expect(existsSync(new URL('../out/teams/', folder))).toBe(false)
    expect(existsSync(new URL('../out/slack.json', folder))).toBe(true)
  })

  it('says which variable is missing', () => {
    const { status, stderr } = build({ MicrosoftAppId: appId })
    expect(status).toBe(1)
    expect(stderr).toContain('PUBLIC_URL')
  })
})
