import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '../src/commands/index.ts'
import { ConfigError, readManifestConfig } from '../src/config/config.ts'
import { slackManifest } from './slack.ts'
import { teamsManifest } from './teams.ts'

/** What the manifests that are committed as examples are made from. */
const example = { publicUrl: 'https://verifiera.example', appId: undefined, socketMode: false }

/**
 * Writes the manifests for this installation into `out/`, which git ignores. With `--example` it writes the committed
 * ones, which show in a review what a change of the commands changes.
 */
try {
  const isExample = process.argv.includes('--example')
  const folder = isExample ? '' : 'out/'
  const { publicUrl, appId, socketMode } = isExample ? example : readManifestConfig()
  // A package that an earlier run made for another address would look like one of this run.
  if (!isExample) rmSync(pathOf(folder), { recursive: true, force: true })
  const slack = `${JSON.stringify(slackManifest(commands, publicUrl, socketMode), null, 2)}\n`
  write(`${folder}slack.json`, slack)
  if (!isExample) console.log(socketMode ? 'Slack: Socket Mode' : `Slack: requests to ${publicUrl}`)
  if (appId || isExample) {
    for (const [name, bytes] of Object.entries(teamsManifest(commands, publicUrl, appId).files))
      write(`${folder}teams/${name}`, bytes)
  } else console.log('Teams: nothing, because MicrosoftAppId is not set')
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(`The manifests cannot be made. ${error.message}`)
  process.exitCode = 1
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

function write(name: string, content: string | Uint8Array): void {
  const path = pathOf(name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  console.log(`manifest/${name}`)
}
