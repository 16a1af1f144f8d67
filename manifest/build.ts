import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commands } from '../src/commands/index.ts'
import { readConfig } from '../src/config/config.ts'
import { slackManifest } from './slack.ts'
import { teamsManifest } from './teams.ts'

/** The address in the committed manifests, and wherever PUBLIC_URL is not https, which both platforms require. */
export const EXAMPLE_URL = 'https://verifiera.example'

const { publicUrl, teams, slack: slackSettings } = readConfig()
const url = publicUrl.startsWith('https:') ? publicUrl : EXAMPLE_URL

const slack = fileURLToPath(new URL('slack.json', import.meta.url))
writeFileSync(slack, `${JSON.stringify(slackManifest(commands, url, Boolean(slackSettings?.appToken)), null, 2)}\n`)

const folder = fileURLToPath(new URL('teams/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of Object.entries(teamsManifest(commands, url, teams?.appId).files))
  writeFileSync(folder + name, bytes)
