import { SHORTCUT_CHOOSE, SHORTCUT_IMPORT } from '../adapters/slack/incoming/entry.ts'
import { SCOPES } from '../adapters/slack/scopes.ts'
import type { Command, Language } from '../src/bot/index.ts'
import { type Key, say } from '../src/text/index.ts'

const HINT_LENGTH = 1_000
/**
 * The manifest of the Slack app, from the list of commands. `publicUrl` is the https address at which Slack reaches the
 * bot, unless it opens the connection itself (`socketMode`).
 */
export function slackManifest(
  commands: readonly Pick<Command, 'name' | 'also'>[],
  publicUrl: string,
  socketMode = false,
): object {
  const url = `${publicUrl}/slack/events`
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Verifiera',
      description: say('sv', 'slack.manifest.description'),
      long_description: `${say('sv', 'slack.manifest.long')}\n\n${say('en', 'slack.manifest.long')}`,
      background_color: '#1f3d5a',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Verifiera', always_online: true },
      shortcuts: [
        shortcut('global', SHORTCUT_CHOOSE, 'slack.manifest.choose', 'slack.manifest.choose_about'),
        shortcut('message', SHORTCUT_IMPORT, 'slack.manifest.import', 'slack.manifest.import_about'),
      ],
      slash_commands: [slash('/verifiera', 'sv', commands, url), slash('/verify', 'en', commands, url)],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { request_url: url, bot_events: ['app_home_opened', 'app_mention', 'message.im'] },
      // Slack asks for the choices of the form's lists at an address of their own, and shows none without it.
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

function shortcut(type: 'global' | 'message', callback_id: string, name: Key, description: Key): object {
  return { name: say('sv', name), type, callback_id, description: say('sv', description) }
}

function slash(command: string, language: Language, commands: readonly Pick<Command, 'name' | 'also'>[], url: string) {
  const names = commands.map((one) => (language === 'en' ? (one.also.en[0] ?? one.name) : one.name))
  return {
    command,
    url,
    description: say(language, 'slack.manifest.command'),
    usage_hint: names.join(' | ').slice(0, HINT_LENGTH),
    // Slack then names whoever is mentioned by their id: `/verifiera roll ge @anna admin`.
    should_escape: true,
  }
}
