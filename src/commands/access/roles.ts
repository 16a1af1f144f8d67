import type { Input } from '#bot'
import { UserError } from '../../errors.ts'
import { giveRole, listRoles, readNamed, takeRole } from '../../verification/access/roles.ts'
import { command, type Talk, type TalkCommand } from '../context.ts'
import { select } from '../people/selection.ts'

const usage = {
  sv: '<@person | slack:T…/U…> <ägare | admin> [företag=…]',
  en: '<@person | slack:T…/U…> <owner | admin> [company=…]',
}

const give: TalkCommand = command({
  name: 'roll ge',
  also: { sv: [], en: ['role give'] },
  need: 'owner',
  keys: ['company'],
  words: 'some',
  needs: 'words',
  usage,
  examples: { sv: ['roll ge <@U012ABCDEF> admin företag=100'], en: ['role give <@U012ABCDEF> admin company=100'] },
  rereads: true,
  async run(talk, input) {
    const named = readNamed(talk.ctx, input.words[0] ?? '')
    const role = readRole(input.words[1] ?? '')
    const ids = await companiesOf(talk, give, input)
    await giveRole(talk.ctx, named, role, ids ?? null)
    const where = ids?.length ? talk.say('role.forCompanies', { n: ids.length }) : talk.say('role.everywhere')
    return {
      tone: 'good',
      title: talk.say('role.given', { role: talk.say(`role.${role}`), where }),
      text: talk.say('role.atOnce'),
      buttons: [{ label: talk.say('role.listButton'), say: 'roll' }],
      data: { role, user: named.user, companies: ids ?? null },
    }
  },
})

const take: TalkCommand = command({
  name: 'roll ta bort',
  also: { sv: [], en: ['role remove', 'role take'] },
  need: 'owner',
  keys: ['company'],
  words: 'some',
  needs: 'words',
  usage: { sv: '<@person> [företag=…]', en: '<@person> [company=…]' },
  examples: { sv: ['roll ta bort <@U012ABCDEF>'], en: ['role remove <@U012ABCDEF>'] },
  rereads: true,
  async run(talk, input) {
    const named = readNamed(talk.ctx, input.words[0] ?? '')
    const ids = await companiesOf(talk, take, input)
    await takeRole(talk.ctx, named, ids ?? null)
    return {
      tone: 'good',
      title: talk.say('role.taken'),
      text: talk.say('role.atOnce'),
      data: { user: named.user, removed: true },
    }
  },
})

const list: TalkCommand = command({
  name: 'roll',
  also: { sv: ['roller', 'roll lista'], en: ['role', 'roles', 'role list'] },
  need: 'owner',
  examples: { sv: ['roll'], en: ['role'] },
  async run(talk) {
    const holders = await listRoles(talk.ctx)
    return {
      tone: 'info',
      title: talk.say('role.list', { n: holders.length }),
      rows: {
        head: (['who', 'role', 'companies'] as const).map((column) => talk.say(`role.head.${column}`)),
        body: holders.map((h) => [
          h.name ? `${h.name} (${h.platform}:${h.workspace}/${h.user})` : `${h.platform}:${h.workspace}/${h.user}`,
          talk.say(`role.${h.role}`),
          h.company ? `${h.company.name} (${h.company.number})` : talk.say('plan.everyone'),
        ]),
      },
      note: talk.say('role.note'),
      data: { roles: holders.map((h) => ({ ...h, name: undefined })) },
    }
  },
})

/** The named companies. "All but one" is refused: it would also mean every company that is yet to come. */
async function companiesOf(talk: Talk, command: TalkCommand, input: Input): Promise<number[] | undefined> {
  const { companies } = await select(talk, command, { ...input, filter: { ...input.filter, words: [] } })
  if (companies?.some((c) => c.not)) throw new UserError('bad_operator', 'role.noExcept')
  return companies?.flatMap((c) => c.any)
}

function readRole(word: string): 'owner' | 'admin' {
  const typed = word.toLowerCase()
  if (['admin', 'administratör', 'administrator'].includes(typed)) return 'admin'
  if (['ägare', 'agare', 'owner'].includes(typed)) return 'owner'
  throw new UserError('unknown_role', 'role.unknown', { typed: word.slice(0, 40) })
}

export const roleCommands = [give, take, list]
