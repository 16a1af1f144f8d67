import type { Input } from '#bot'
import { prefixOf } from '../../base/storable.ts'
import { UserError } from '../../errors.ts'
import { giveRole, listRoles, readNamed, takeRole, vouchFor } from '../../verification/access/roles.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { select } from '../people/selection.ts'

const usage = {
  sv: '<@person | slack:T…/U…> <ägare | admin> [företag=…]',
  en: '<@person | slack:T…/U…> <owner | admin> [company=…]',
}

/** `företag!=…` would also cover every company that is added later. */
const narrows: BotCommand['narrows'] = { company: { operators: ['='] } }

const give: BotCommand = command({
  name: 'roll ge',
  also: { sv: [], en: ['role give'] },
  need: 'owner',
  keys: ['company'],
  narrows,
  words: 'some',
  most: 2,
  needs: 'words',
  usage,
  examples: { sv: ['roll ge <@U012ABCDEF> admin företag=100'], en: ['role give <@U012ABCDEF> admin company=100'] },
  rereads: true,
  async run(turn, input) {
    const named = readNamed(turn.ctx, input.words[0] ?? '')
    const role = readRole(input.words[1] ?? '')
    const ids = await companiesOf(turn, give, input)
    await giveRole(turn.ctx, named, role, ids ?? null)
    const where = ids?.length ? turn.say('role.forCompanies', { n: ids.length }) : turn.say('role.everywhere')
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say('role.given', { role: turn.say(`role.${role}`), where }),
      text: turn.say('role.atOnce'),
      buttons: [{ label: turn.say('role.listButton'), say: 'roll' }],
      data: { role, user: named.user, companies: ids ?? null },
    }
  },
})

const take: BotCommand = command({
  name: 'roll ta bort',
  also: { sv: [], en: ['role remove', 'role take'] },
  need: 'owner',
  keys: ['company'],
  narrows,
  words: 'some',
  most: 1,
  needs: 'words',
  usage: { sv: '<@person> [företag=…]', en: '<@person> [company=…]' },
  examples: { sv: ['roll ta bort <@U012ABCDEF>'], en: ['role remove <@U012ABCDEF>'] },
  rereads: true,
  async run(turn, input) {
    const named = readNamed(turn.ctx, input.words[0] ?? '')
    const ids = await companiesOf(turn, take, input)
    await takeRole(turn.ctx, named, ids ?? null)
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say('role.taken'),
      text: turn.say('role.atOnce'),
      data: { user: named.user, removed: true },
    }
  },
})

const vouch: BotCommand = command({
  name: 'roll intyga',
  also: { sv: [], en: ['role vouch'] },
  need: 'owner',
  words: 'one',
  needs: 'words',
  usage: { sv: '<@person>', en: '<@person>' },
  examples: { sv: ['roll intyga <@U012ABCDEF>'], en: ['role vouch <@U012ABCDEF>'] },
  rereads: true,
  async run(turn, input) {
    const named = readNamed(turn.ctx, input.words[0] ?? '')
    await vouchFor(turn.ctx, named)
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say('role.vouched'),
      text: turn.say('role.vouched.text'),
      data: { user: named.user, vouched: true },
    }
  },
})

const list: BotCommand = command({
  name: 'roll',
  also: { sv: ['roller', 'roll lista'], en: ['role', 'roles', 'role list'] },
  need: 'owner',
  examples: { sv: ['roll'], en: ['role'] },
  async run(turn) {
    const holders = await listRoles(turn.ctx)
    return {
      kind: 'list',
      tone: 'info',
      title: turn.say('role.list', { n: holders.length }),
      rows: {
        head: (['who', 'role', 'companies'] as const).map((column) => turn.say(`role.head.${column}`)),
        body: holders.map((h) => [
          h.name ? `${h.name} (${h.platform}:${h.workspace}/${h.user})` : `${h.platform}:${h.workspace}/${h.user}`,
          turn.say(`role.${h.role}`),
          h.company ? `${h.company.name} (${h.company.number})` : turn.say('plan.everyone'),
        ]),
      },
      note: turn.say('role.note'),
      buttons: [{ label: turn.say('intent.help_on', { command: 'roll ge' }), say: 'hjälp roll ge' }],
      data: { roles: holders.map((h) => ({ ...h, name: undefined })) },
    }
  },
})

async function companiesOf(turn: Turn, command: BotCommand, input: Input): Promise<number[] | undefined> {
  const { companies } = await select(turn, command, { ...input, filter: { ...input.filter, words: [] } })
  return companies?.flatMap((c) => c.any)
}

function readRole(word: string): 'owner' | 'admin' {
  const typed = word.toLowerCase()
  if (['admin', 'administratör', 'administrator'].includes(typed)) return 'admin'
  if (['ägare', 'agare', 'owner'].includes(typed)) return 'owner'
  throw new UserError('unknown_role', 'role.unknown', { typed: prefixOf(word, 40) })
}

export const roleCommands = [give, vouch, take, list]
