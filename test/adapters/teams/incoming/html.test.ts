import { describe, expect, it } from 'vitest'
import { activityShape } from '../../../../adapters/teams/incoming/activity.ts'
import { lineOf } from '../../../../adapters/teams/incoming/read.ts'
import { anna, bot, said } from '../../../support/teams/activities.ts'

/** The line that the bot hears. */
function heard(text: string, html?: string, names: string[] = []): string {
  const attachments = html === undefined ? [] : [{ contentType: 'text/html', content: html }]
  const entities = names.map((name) => {
    const id = name === bot.name ? bot.id : `29:${name}`
    return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id } }
  })
  const activity = activityShape.parse({ ...said('http://127.0.0.1', anna, text), attachments, entities })
  return lineOf(activity).text.replace(/\s+/g, ' ').trim()
}
const reply = (inside: string) =>
  `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Verifiera</strong>${inside}</blockquote>`

describe('a line that answers a message', () => {
  it.each([
    ['<quoted messageId="1772050244572"/> status', undefined],
    ['<quoted messageId="1"/>\n<quoted messageId="2"/>status', undefined],
    ['Verifiera Skicka till 12? status', `${reply('<p itemprop="preview">Skicka till 12?</p>')}<p>status</p>`],
    ['', `<div>${reply('<p>Skicka</p><blockquote>mer</blockquote>')}\n<p>status</p></div>`],
    [`${reply('stoppa K7QM')}status`, undefined],
    ['status', '<blockquote itemtype="http://schema.skype.com/Forward"><p>stoppa K7QM</p></blockquote><p>status</p>'],
  ])('is read without it: %s', (text, html) => expect(heard(text, html)).toBe('status'))

  it('is read without it where the copy is only referred to', () => {
    const activity = activityShape.parse({
      ...said('http://127.0.0.1', anna, 'Skicka till 12? status'),
      attachments: [
        { contentType: 'messageReference', content: { messageId: '1', messagePreview: 'Skicka till 12?' } },
        { contentType: 'text/html', content: '<attachment id="1"></attachment><p>status</p>' },
      ],
    })
    expect(lineOf(activity).text).toBe('status')
  })

  it('that is nothing but a quotation of one’s own is read', () => {
    expect(heard('', '<blockquote><p>status</p></blockquote>')).toBe('status')
  })
})

describe('HTML', () => {
  it('is read where there is no text, with its entities', () => {
    expect(heard('', '<p>verifiera&nbsp;konton f&ouml;retag=&quot;&Aring;keri &amp; Co&quot;</p>')).toBe(
      'verifiera konton företag="Åkeri & Co"',
    )
  })

  it.each([
    ['status f&ouml;retag=&Aring;keri', 'status företag=Åkeri'],
    ['status&ensp;f&#246;retag=Acme', 'status f&#246;retag=Acme'],
    ['a &amp;ouml; &lt;b&gt; &nosuch; &ouml', 'a &amp;ouml; &lt;b&gt; &nosuch; &ouml'],
  ])('may have left named entities in a text: %s', (text, line) => expect(heard(text)).toBe(line))

  it('keeps its lines and words apart, and shows what emoji stand for', () => {
    expect(heard('', '<div>a<br>b</div><div>c <emoji alt="👍"></emoji></div><script>x</script>')).toBe('a b c 👍')
  })

  it('has no words for a picture, which its client describes', () => {
    const picture = (type: string) => `<p><img itemtype="http://schema.skype.com/${type}" alt="👍" src="https://x"></p>`
    expect(heard('', picture('Emoji'))).toBe('👍')
    for (const type of ['Giphy', 'AMSImage']) expect(heard('', picture(type))).toBe('')
    expect(heard('', '<p>status <img alt="katt" src="https://x"></p>')).toBe('status')
  })

  it('names people as the entities do, and not the bot', () => {
    const span = (at: number, name: string) =>
      `<span itemtype="http://schema.skype.com/Mention" itemscope itemid="${at}">${name}</span>`
    const html = `<p>${span(0, 'Verifiera')}&nbsp;roll ge ${span(1, 'Erik')} admin</p>`
    expect(heard('', html, ['Verifiera', 'Erik'])).toBe('roll ge <at>Erik</at> admin')
  })

  it('that is nested deeply or never closed takes no time', () => {
    const begun = performance.now()
    expect(heard('', `${'<div>'.repeat(15_000)}status`)).toBe('status')
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  it('is not read in the place of a text', () => {
    expect(heard('status', '<p>stoppa K7QM</p>')).toBe('status')
  })
})
