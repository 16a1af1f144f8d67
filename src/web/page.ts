import { createBudget } from '../base/budget.ts'
import { webIdentity } from '../verification/access/actors.ts'
import { hitUnknownLink, networkOf, unknownLinks } from '../verification/access/limits.ts'
import { maskAddress } from '../verification/addresses/addresses.ts'
import { verifyByToken } from '../verification/addresses/verify.ts'
import type { Service } from '../verification/context.ts'
import { lastDayOf } from '../verification/days.ts'
import { type OpenedLink, openLink } from '../verification/links/links.ts'
import { companyOf, isConnected } from '../verification/links/page-facts.ts'
import { requestOwnLink } from '../verification/sends/own-link.ts'
import type { LinkState, PageService } from './pages/service.ts'

/** Milliseconds that the page waits for the identity provider before it says "soon" instead of "done". */
const patience = 3000

/** The page of the link, on top of the service. `connect` connects a person who has just verified their address. */
export function createPage(
  service: Service,
  jobs: { wake(): void; connect(personId: number): Promise<unknown> },
): PageService {
  const budget = createBudget({ burst: unknownLinks, perSecond: unknownLinks / 60 }, () => service.clock().getTime())

  /** First by the memory of this process, so that a flood opens no transactions; then over all processes. */
  const isTooMany = async (from: string) => !budget.take(networkOf(from)) || !(await hitUnknownLink(service, from))

  async function show(link: OpenedLink): Promise<LinkState> {
    if (link.state === 'unknown') return { state: 'unknown' }
    const { personId, email, language, expiresAt } = link
    if (link.state === 'used') return { state: 'used', connected: await isConnected(service.db, personId), language }
    const maskedEmail = maskAddress(email)
    if (link.state === 'expired') return { state: 'expired', maskedEmail, language }
    const companyName = await companyOf(service.db, personId)
    return { state: 'live', maskedEmail, companyName, language, lastDay: lastDayOf(expiresAt) }
  }

  async function answer(link: OpenedLink, from: string | undefined): Promise<LinkState> {
    if (link.state === 'unknown' && from && (await isTooMany(from))) return { state: 'limited' }
    return show(link)
  }

  return {
    open: async (token, from) => answer(await openLink(service, token), from),
    async verify(token, from) {
      const link = await verifyByToken(service, token)
      if (link.state === 'used' && link.first) {
        await Promise.race([
          jobs.connect(link.personId),
          new Promise((resolve) => setTimeout(resolve, patience).unref()),
        ]).catch(() => {})
      }
      return answer(link, from)
    },
    async resend(token) {
      const link = await openLink(service, token)
      if (link.state !== 'expired') return
      await requestOwnLink(service, { personId: link.personId, requester: await webIdentity(service), via: 'page' })
      jobs.wake()
    },
  }
}
