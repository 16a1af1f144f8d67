import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '#bot'
import { anna, bo, mentioned, pressed, said } from '../../support/teams/activities.ts'
import { createHarness, posts, type TeamsHarness, updates, wordsIn } from '../../support/teams/harness.ts'

/** What names people stands in the channel for the asker alone, where the packages and Teams can do that. */
let teams: TeamsHarness
const list: Reply = {
  card: {
    kind: 'list',
    tone: 'info',
    title: 'Anna Ek, anna@acme.example',
    rows: { head: ['Namn'], body: [['Anna Ek']], press: ['status anna@acme.example'] },
    buttons: [{ label: 'Visa 2', say: 'sida' }],
  },
  private: true,
}
const refusal: Reply = {
  card: { kind: 'refusal', tone: 'bad', title: 'Det får du inte', data: { refused: 'not_allowed' } },
  private: true,
}
beforeEach(async () => {
  teams = await createHarness({ transport: 'teams.apps' })
  teams.replies.set('lista', list)
  teams.replies.set('sida', { ...list, private: false })
  teams.replies.set('verifiera', refusal)
})
afterEach(() => teams.close())

const channel = '19:general@thread.tacv2;messageid=1700000000000'
async function inChannel(line: string) {
  await teams.post(mentioned(teams.cloud.url, anna, line))
  await teams.settled()
  return posts(teams.cloud)
}

describe('in a channel', () => {
  it.each(['lista', 'verifiera'])('the answer to %s is for the asker alone, and nothing else is said', async (line) => {
    const [answer, ...others] = await inChannel(line)
    expect(answer).toMatchObject({ to: anna.id, path: `/v3/conversations/${channel}/activities` })
    expect(wordsIn(answer?.body)).toContain(teams.replies.get(line) === list ? 'Anna Ek' : 'Det får du inte')
    expect(others).toEqual([])
  })

  it('a press on it is answered for the presser alone, and replaces nothing that everybody sees', async () => {
    const [answer] = await inChannel('lista')
    const data = JSON.stringify(answer?.body).match(/"data":(\{[^}]*\})/g)!
    expect(data.length).toBeGreaterThan(2)
    expect(data.every((one) => one.includes('"mine":true'))).toBe(true)
    teams.replies.set('sida', { ...list, private: false, replaces: true })
    const press = pressed(teams.cloud.url, anna, 'sida', { channel: true, message: String(answer?.id) })
    Object.assign((press.value as { action: { data: object } }).action.data, { mine: true })
    const { body } = await teams.post(press)
    await teams.settled()
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(posts(teams.cloud).map(({ to }) => to)).toEqual([anna.id, anna.id])
    expect(updates(teams.cloud)).toEqual([])
  })

  it('what is said to the bot alone is answered to its writer alone', async () => {
    const line = mentioned(teams.cloud.url, anna, 'hej')
    await teams.post({ ...line, recipient: { ...(line.recipient as object), isTargeted: true } })
    await teams.settled()
    expect(posts(teams.cloud).map(({ to }) => to)).toEqual([anna.id])
  })

  it('a press on what everybody sees is answered for everybody, as before', async () => {
    await teams.post(pressed(teams.cloud.url, anna, 'sida', { channel: true, message: 'm1' }))
    await teams.settled()
    expect(posts(teams.cloud).map(({ to }) => to)).toEqual([undefined])
  })

  it('a plan goes to the personal chat, because it has to last and to be updated', async () => {
    const plan: Reply = { card: { kind: 'plan', tone: 'question', title: 'Skicka?' }, private: true, follow: 'K7QM' }
    teams.replies.set('verifiera konton', plan)
    const [card, pointer] = await inChannel('verifiera konton')
    expect([card?.path, card?.to]).toEqual([`/v3/conversations/a:${anna.id}/activities`, undefined])
    expect(wordsIn(pointer?.body)).toMatch(/privata chatt/)
  })

  it('without Teams’ consent it is as with the older packages: the personal chat, and a pointer to it', async () => {
    teams.cloud.targets = false
    const [refused, privately, openly] = await inChannel('lista')
    expect(refused?.id).toBeUndefined()
    expect(privately?.path).toContain(`a:${anna.id}`)
    expect(wordsIn(openly?.body)).toMatch(/privata chatt/)
    expect(JSON.stringify(openly?.body)).not.toMatch(/Anna/)
  })

  it('in a busy moment it is tried again, and stands there once', async () => {
    const line = mentioned(teams.cloud.url, anna, 'lista')
    teams.replies.set('lista', async () => {
      teams.cloud.failures.push({ status: 429, retryAfter: '1' })
      return list
    })
    await teams.post(line)
    await teams.post(line)
    await teams.settled()
    expect(teams.time.waited).toHaveLength(1)
    expect(posts(teams.cloud).filter(({ id }) => id)).toHaveLength(1)
  })

  it('whoever has not installed the bot is still answered there', async () => {
    teams.cloud.notInstalled.add(bo.id)
    await teams.post(mentioned(teams.cloud.url, bo, 'lista'))
    await teams.settled()
    expect(posts(teams.cloud).map(({ to }) => to)).toEqual([bo.id])
  })
})

it('in the personal chat everything is as it was', async () => {
  await teams.post(said(teams.cloud.url, anna, 'lista'))
  await teams.settled()
  expect(posts(teams.cloud).map(({ to, path }) => [to, path])).toEqual([
    [undefined, `/v3/conversations/a:${anna.id}/activities`],
  ])
})
