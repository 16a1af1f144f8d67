import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { header } from '../../support/product.ts'
import { wordsOf } from '../../support/slack/people.ts'
import { CHANNEL, OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import { until } from '../../support/until.ts'

const names = ['Åkeriet i Ö AB', '</text><script>x</script> & <!channel>', 'Łódź Ελλάς ЖУК']
let slack: SlackProduct
const uploads = () => slack.fake.state.uploads

beforeAll(async () => {
  slack = await startSlack()
  slack.fake.tiersOn = false
  const line = (at: number) => `${100 + (at % 3)};${names[at % 3]};${at + 1};Anna;Alm${at};anna${at}@acme.example`
  await slack.importPeople([header, ...Array.from({ length: 12 }, (_, at) => line(at))])
  const { db } = slack.database
  await until(
    async () => (await slack.say('owner', 'status')).data!.total,
    (n) => n === 12,
    60,
  )
  await db.execute(sql`update people set connected_at = now(), connected_by = 'link' where number in ('1', '4', '2')`)
  slack.fake.classicOnly = true
}, 120_000)
afterAll(async () => {
  await slack.stop()
  expect(slack.fake.violations).toEqual([])
})

it('the bars of the companies and the curve over days come as pictures, and all numbers stand in words', async () => {
  await slack.people.write(OWNER, 'status')
  const card = await slack.hears(OWNER, '3 av 12')
  await until(
    async () => uploads().length,
    (n) => n === 2,
  )
  for (const name of names) expect(wordsOf(card.blocks)).toContain(name)
  expect(uploads().map(({ channel, thread }) => [channel, thread])).toEqual([
    [card.channel, card.ts],
    [card.channel, card.ts],
  ])
  const { words } = uploads()[0]!
  expect(words).toMatch(/Åkeriet i Ö AB: 🟩 2 kopplade · ⬜ 2 /)
  expect(words).toMatch(/&lt;\/text&gt;&lt;script&gt;.*&lt;!channel&gt;: 🟩 1 kopplad/)
  expect(words).toMatch(/Sammanlagt 3 kopplade/)
  for (const { bytes } of uploads()) {
    const { width, height, format } = await sharp(bytes).metadata()
    expect({ width, format }).toEqual({ width: 800, format: 'png' })
    expect(height).toBeGreaterThan(350)
    const { channels } = await sharp(bytes).stats()
    // Dark letters and green on white paper.
    expect([channels[0]!.min, channels[0]!.max]).toEqual([20, 255])
  }
})

it('an answer in a channel that only the asker sees has the words alone', async () => {
  const before = uploads().length
  await slack.people.slash(OWNER, 'status', CHANNEL)
  const card = await slack.hears(OWNER, '3 av 12', CHANNEL)
  expect(card.to).toBe(OWNER)
  expect(wordsOf(card.blocks)).toContain('Sammanlagt 3 kopplade')
  expect(uploads()).toHaveLength(before)
})
