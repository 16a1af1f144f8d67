import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HttpAnswer, type Receive, type Transport, TransportError } from '../../../../adapters/teams/api.ts'
import { type Cloud, resolveCloud } from '../../../../adapters/teams/cloud.ts'
import { type Activity, activityShape } from '../../../../adapters/teams/incoming/activity.ts'
import { needs } from '../../../support/needs.ts'
import { anna, pressed, said } from '../../../support/teams/activities.ts'
import { certificates, newCertificate, openssl } from '../../../support/teams/certificates.ts'
import { appId, type FakeCloud, fakeCloud, tenant } from '../../../support/teams/cloud.ts'

/**
 * What a transport must do, as seen in its HTTP requests. A replacement for the packages must pass these tests.
 * `targets`: its packages know messages for one member of a channel alone.
 */
export function transportContract(
  name: string,
  make: (cloud: Cloud, receive: Receive) => Promise<Transport>,
  { targets = false } = {},
): void {
  describe(`the transport on ${name}`, () => {
    let cloud: FakeCloud
    let transport: Transport
    let received: Activity[]
    let answer: HttpAnswer | undefined

    beforeEach(async () => {
      cloud = await fakeCloud()
      received = []
      answer = undefined
      transport = await make(resolveCloud(cloud.config), async (activity) => {
        received.push(activity)
        return answer
      })
    })
    afterEach(() => cloud.close())

    const handle = (wire: unknown) => transport.handle(activityShape.parse(wire))
    const there = () => ({ serviceUrl: `${cloud.url}/`, id: '19:general@thread.tacv2;messageid=1' })
    const message = {
      type: 'message' as const,
      summary: 'Sammanfattning',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', body: [{ x: [1] }] },
        },
      ],
    }

    it('hands over a message once and unchanged, and answers 200 without a body', async () => {
      const wire = activityShape.parse(said(cloud.url, anna, 'verifiera konton företag="Åkeri & Co" <at>x</at>'))
      expect(await handle(wire)).toEqual({ status: 200, body: undefined })
      expect(received).toEqual([wire])
    })

    needs('openssl', openssl).describe('with a certificate', () => {
      it('logs in by a statement that it has signed with its key, and not with another', async () => {
        const pem = newCertificate()
        const sendWith = async (certificate: string) => {
          const own = await make(resolveCloud({ ...cloud.config, appPassword: '', certificate }), async () => undefined)
          return own.send(there(), message)
        }
        await sendWith(pem)
        expect(cloud.calls.at(-1)).toMatchObject({ token: 'Bearer token-of-the-bot' })
        const other = newCertificate()
        certificates.pop()
        await expect(sendWith(other)).rejects.toThrow(TransportError)
      })
    })

    it('hands over every kind of activity', async () => {
      for (const type of [
        'conversationUpdate',
        'installationUpdate',
        'messageUpdate',
        'messageReaction',
        'event',
        'typing',
      ])
        await handle({ ...said(cloud.url, anna, 'x'), type })
      expect(received).toHaveLength(6)
    })

    it('answers an invoke with the status and body that it gets from the receiver', async () => {
      answer = {
        status: 200,
        body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Hej' },
      }
      expect(await handle(pressed(cloud.url, anna, 'status', { message: 'm1' }))).toEqual(answer)
      answer = { status: 501 }
      expect(
        await handle({ ...pressed(cloud.url, anna, 'status', { message: 'm1' }), name: 'task/fetch' }),
      ).toMatchObject({ status: 501 })
    })

    it('keeps messages that come at the same time apart', async () => {
      const wires = Array.from({ length: 20 }, (_, i) => activityShape.parse(said(cloud.url, anna, `rad ${i}`)))
      await Promise.all(wires.map(handle))
      expect(received.map(({ text }) => text).sort()).toEqual(wires.map(({ text }) => text).sort())
    })

    it('posts a message unchanged, with a token, and returns its id', async () => {
      expect(await transport.send(there(), message)).toBe('m1')
      const [call] = cloud.calls
      expect(call).toMatchObject({
        method: 'POST',
        path: `/v3/conversations/${there().id}/activities`,
        token: 'Bearer token-of-the-bot',
      })
      expect(call?.body).toMatchObject(message)
    })

    it('returns no id if the service names none', async () => {
      cloud.namesMessages = false
      expect(await transport.send(there(), message)).toBeUndefined()
    })

    it('posts a message for one member alone, or says that it cannot', async () => {
      expect(transport.sendTo !== undefined).toBe(targets)
      if (!transport.sendTo) return
      cloud.members.set(anna.id, anna)
      await transport.sendTo(there(), anna.id, message)
      expect(cloud.calls.at(-1)).toMatchObject({
        method: 'POST',
        to: anna.id,
        body: { ...message, recipient: { id: anna.id } },
      })
      await expect(transport.sendTo(there(), '29:nobody', message)).rejects.toMatchObject({ status: 400 })
      await expect(transport.sendTo({ ...there(), id: `a:${anna.id}` }, anna.id, message)).rejects.toThrow(
        TransportError,
      )
      // Everybody sees what replaces a message, so this one cannot be replaced so.
      await expect(transport.update(there(), 'm1', message)).rejects.toMatchObject({ status: 404 })
    })

    it('replaces a message', async () => {
      await transport.send(there(), message)
      await transport.update(there(), 'm1', message)
      expect(cloud.calls[1]).toMatchObject({
        method: 'PUT',
        path: `/v3/conversations/${there().id}/activities/m1`,
        body: message,
      })
    })

    it('asks for one token, however many calls there are', async () => {
      await Promise.all(Array.from({ length: 10 }, () => transport.send(there(), message)))
      expect(cloud.counts.tokens).toBe(1)
    })

    it('returns all fields of a member, or undefined if there is none', async () => {
      const member = {
        ...anna,
        email: 'anna@acme.example',
        userPrincipalName: 'anna@acme.example',
        tenantId: tenant,
        userRole: 'guest',
      }
      cloud.members.set(anna.id, member)
      expect(await transport.getMember(there(), anna.id)).toMatchObject(member)
      expect(await transport.getMember(there(), '29:nobody')).toBeUndefined()
    })

    it('opens the personal chat with somebody', async () => {
      expect(await transport.openPersonal({ serviceUrl: `${cloud.url}/`, tenant, user: anna.id })).toBe(`a:${anna.id}`)
      expect(cloud.calls[0]?.body).toMatchObject({
        bot: { id: `28:${appId}` },
        members: [{ id: anna.id }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      })
    })

    it.each([400, 403, 404, 412, 413, 429, 500, 502, 504])(
      'fails with %i at once, without a retry of its own',
      async (status) => {
        cloud.failures.push({ status, retryAfter: '7' })
        const failed = await transport.send(there(), message).catch((error: unknown) => error)
        expect(failed).toBeInstanceOf(TransportError)
        expect(failed).toMatchObject({ status, wait: 7000 })
        expect(cloud.calls).toHaveLength(1)
      },
    )

    it('fails without a status if the service does not answer', async () => {
      const closed = { serviceUrl: `${cloud.url}/`, id: 'x' }
      await transport.send(there(), message)
      await cloud.close()
      await expect(transport.send(closed, message)).rejects.toMatchObject({ name: 'TransportError', status: undefined })
      cloud = await fakeCloud()
    })

    it('never follows a redirect with its token', async () => {
      cloud.failures.push({ status: 307, location: 'http://127.0.0.1:1/steal' })
      await expect(transport.send(there(), message)).rejects.toMatchObject({ status: 307 })
    })
  })
}
