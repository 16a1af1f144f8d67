import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SLASH_COMMANDS } from '../../../adapters/slack/incoming/entry.ts'
import { slackManifest } from '../../../manifest/slack.ts'
import { registry } from '../../../src/commands/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: a manifest is read as Slack reads it
type Json = any

const command = (name: string, english: string) => ({ name, also: { sv: [], en: [english] } })
const commands = [command('hjälp', 'help'), command('verifiera konton', 'verify accounts')]
const manifest: Json = slackManifest(commands, 'https://verifiera.acme.example')

describe('the Slack manifest', () => {
  it('names the address of this bot, and only that', () => {
    const urls = [
      ...manifest.features.slash_commands.map((slash: Json) => slash.url),
      manifest.settings.event_subscriptions.request_url,
      manifest.settings.interactivity.request_url,
      manifest.settings.interactivity.message_menu_options_url,
    ]
    expect(new Set(urls)).toEqual(new Set(['https://verifiera.acme.example/slack/events']))
  })

  it('has the slash commands that the adapter listens to, with the commands in their languages', () => {
    const slashes = manifest.features.slash_commands
    expect(slashes.map((slash: Json) => slash.command)).toEqual(SLASH_COMMANDS)
    expect(slashes.map((slash: Json) => slash.usage_hint)).toEqual([
      'hjälp | verifiera konton',
      'help | verify accounts',
    ])
    expect(slashes.every((slash: Json) => slash.should_escape === true)).toBe(true)
  })

  it('keeps the limits of a manifest', () => {
    const { display_information: shown, features } = manifest
    expect(shown.name.length).toBeLessThanOrEqual(35)
    expect(shown.description.length).toBeLessThanOrEqual(140)
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175)
    expect(shown.long_description.length).toBeLessThanOrEqual(4_000)
    expect(features.shortcuts.length).toBeLessThanOrEqual(10)
    for (const shortcut of features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24)
      expect(shortcut.description.length).toBeLessThanOrEqual(150)
    }
    for (const slash of features.slash_commands) {
      expect(slash.command.length).toBeLessThanOrEqual(32)
      expect(slash.usage_hint.length).toBeLessThanOrEqual(1_000)
    }
  })

  it('that is committed is made from the commands that there are', () => {
    const committed = JSON.parse(readFileSync(new URL('../../../manifest/slack.json', import.meta.url), 'utf8'))
    const { origin } = new URL(committed.settings.interactivity.request_url)
    expect(committed).toEqual(slackManifest(registry.commands, origin))
  })

  it('asks for no more than the bot uses', () => {
    expect(manifest.oauth_config.scopes.bot).not.toContain('channels:history')
    expect(manifest.oauth_config.scopes.user).toBeUndefined()
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_home_opened', 'app_mention', 'message.im'])
  })
})
