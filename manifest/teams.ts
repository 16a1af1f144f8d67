import { readFileSync } from 'node:fs'
import { aboutKey, type Command, type Language } from '../src/bot/index.ts'
import { hasKey, say } from '../src/text/index.ts'
import { icons } from './icons.ts'
import { zip } from './zip.ts'

/** The id if `MicrosoftAppId` is not set. Teams does not accept a package with it. */
const noAppId = '00000000-0000-0000-0000-000000000000'

type Listed = Pick<Command, 'name' | 'also' | 'need' | 'shows'>

/** The commands in the menu, in this order. Clients show ten at most. */
const menu = [
  'hjälp',
  'status',
  'verifiera',
  'verifiera konton',
  'lista',
  'importera',
  'exportera',
  'utskick',
  'historik',
  'skicka länk',
]
const limit = { title: 32, description: 128 }

/**
 * The manifest of the Teams app from the list of commands, and the files of the package: the manifest, its English
 * texts, the icons and the package itself. `publicUrl` is the https address of the service.
 */
export function teamsManifest(
  commands: readonly Listed[],
  publicUrl: string,
  appId = noAppId,
): { json: object; files: Record<string, Uint8Array> } {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const lists = commandLists(commands)
  const json = {
    $schema: 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
    manifestVersion: '1.29',
    version,
    id: appId,
    developer: {
      name: 'Verifiera',
      websiteUrl: publicUrl,
      privacyUrl: `${publicUrl}/privacy`,
      termsOfUseUrl: `${publicUrl}/terms`,
    },
    name: { short: 'Verifiera', full: 'Verifiera' },
    description: { short: say('sv', 'teams.manifest.description'), full: say('sv', 'teams.manifest.long') },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1F3D5A',
    defaultInstallScope: 'personal',
    localizationInfo: { defaultLanguageTag: 'sv', additionalLanguages: [{ languageTag: 'en', file: 'en.json' }] },
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: lists.map(({ scopes, commands }) => ({
          scopes,
          commands: commands.map((one) => worded(one, 'sv')),
        })),
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [],
  }
  const { color, outline } = icons()
  const files = {
    'manifest.json': text(json),
    'en.json': text(english(lists)),
    'color.png': color,
    'outline.png': outline,
  }
  return { json, files: { ...files, 'verifiera-teams.zip': zip(files) } }
}

interface List {
  scopes: string[]
  commands: Listed[]
}

/** In channels the menu has only the commands that show no names; in the personal chat it has all. */
function commandLists(commands: readonly Listed[]): List[] {
  const listed = menu.map((name) => {
    const found = commands.find((command) => command.name === name)
    if (!found) throw new Error(`There is no command ${name}`)
    return found
  })
  return [
    { scopes: ['personal'], commands: listed },
    { scopes: ['team', 'groupChat'], commands: listed.filter((command) => command.shows === 'counts') },
  ]
}

function worded(command: Listed, language: Language): { title: string; description: string } {
  const key = aboutKey(command)
  if (!hasKey(key)) throw new Error(`There are no words for ${command.name}`)
  const title = language === 'en' ? (command.also.en[0] ?? command.name) : command.name
  return { title: title.slice(0, limit.title), description: say(language, key).slice(0, limit.description) }
}

function english(lists: readonly List[]): Record<string, string> {
  const words: Record<string, string> = {
    $schema: 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.29/MicrosoftTeams.Localization.schema.json',
    'name.short': 'Verifiera',
    'name.full': 'Verifiera',
    'description.short': say('en', 'teams.manifest.description'),
    'description.full': say('en', 'teams.manifest.long'),
  }
  for (const [at, { commands }] of lists.entries()) {
    for (const [index, command] of commands.entries()) {
      const { title, description } = worded(command, 'en')
      words[`bots[0].commandLists[${at}].commands[${index}].title`] = title
      words[`bots[0].commandLists[${at}].commands[${index}].description`] = description
    }
  }
  return words
}

const text = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
