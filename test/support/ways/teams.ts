import { createHash } from 'node:crypto'
import type { Who } from '#bot'
import { type Person, pressed, said as typed, type Wire } from '../teams/activities.ts'
import { tenant } from '../teams/cloud.ts'
import { createHarness } from '../teams/harness.ts'
import { type Shown, shown } from '../teams/shown.ts'
import { type Line, Turns, type Way } from './turns.ts'

/** The dialogs in personal chats in Teams, and its buttons pressed where a line is what one of them says. */
export async function teamsWay(transport: 'teams-ai' | 'teams.apps'): Promise<Way> {
  const turns = new Turns()
  const teams = await createHarness({ transport })
  const { cloud, chat } = teams
  chat.onSaid((heard) => turns.answer(heard, (file) => chat.fetchFile(file)))
  const newest = new Map<string, Shown>()

  function personOf({ platform, workspace, user }: Who): Person {
    const hash = createHash('sha256').update(`${platform}/${workspace}/${user}`).digest('hex')
    const one = {
      id: `29:${hash.slice(0, 12)}`,
      aadObjectId: `bbbbbbbb-0000-4000-8000-${hash.slice(0, 12)}`,
      name: user,
    }
    cloud.members.set(one.id, { ...one, tenantId: tenant, userRole: 'user' })
    return one
  }

  /** What has been written and replaced in the personal chat since `from` calls. */
  const written = (person: Person, from: number) =>
    cloud.calls
      .slice(from)
      .filter(({ method, path }) => method !== 'GET' && path.includes(`/a:${person.id}/activities`))
      .map((call) => ({ ...shown(call), id: call.id ?? call.path.split('/').at(-1)! }))

  return {
    async carry(line) {
      const { text, language } = line.said
      const person = personOf(line.said.who)
      const before = cloud.calls.length
      const wire: Wire = {
        ...wireOf(cloud, person, line, newest.get(person.id)),
        ...(language === 'en' && { locale: 'en-GB' }),
      }
      const turn = turns.begin(String(wire.id), line)
      const { status, body } = await teams.post(wire)
      if (status !== 200) throw new Error(`Microsoft's request got ${status}`)
      await teams.settled()
      const refused = teams.logged.splice(0).filter(({ what }) => what === 'Teams does not accept the answer')
      if (refused.length > 0) throw new Error(`"${text}": ${JSON.stringify(refused)}`)
      const messages = written(person, before)
      const reply = turn.replyIn([...messages.map(({ words }) => words), JSON.stringify(body ?? '')])
      if (messages.length > 0) newest.set(person.id, messages.at(-1)!)
      return reply
    },
    stop: () => teams.close(),
  }
}

function wireOf(cloud: { url: string; files: Map<string, Buffer> }, person: Person, line: Line, last?: Shown): Wire {
  const { text, files } = line.said
  if (files.length === 0 && last?.buttons.some(({ say, input }) => say === text && !input))
    return pressed(cloud.url, person, text, { message: last.id })
  const wire = typed(cloud.url, person, text)
  if (files.length === 0) return wire
  const attachments = files.map((file) => {
    const place = createHash('sha256').update(`${wire.id}/${file.name}`).digest('hex')
    cloud.files.set(place, Buffer.from(line.bytes(file)))
    const content = {
      downloadUrl: `${cloud.url}/files/${place}`,
      uniqueId: place,
      fileType: file.name.split('.').at(-1),
    }
    return { contentType: 'application/vnd.microsoft.teams.file.download.info', name: file.name, content }
  })
  return { ...wire, attachments }
}
