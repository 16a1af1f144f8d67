import { createBatcher } from '../base/batcher.ts'
import { createBudget } from '../base/budget.ts'
import { reference } from '../trace/reference.ts'
import { webIdentity } from '../verification/access/actors.ts'
import { hitUnknownLink, networkOf, unknownLinks } from '../verification/access/limits.ts'
import { maskAddress } from '../verification/addresses/addresses.ts'
import { type Press, verifyByToken, verifyTogether } from '../verification/addresses/verify.ts'
import type { Service } from '../verification/context.ts'
import { lastDayOf } from '../verification/days.ts'
import { behindLink } from '../verification/letters/behind-link.ts'
import { checkGenuine } from '../verification/letters/genuine.ts'
import { readPreview } from '../verification/letters/previews.ts'
import { type Example, exampleOf } from '../verification/letters/shown.ts'
import { openTrial } from '../verification/letters/trials.ts'
import { type OpenedLink, openLink } from '../verification/links/links.ts'
import { requestOwnLink } from '../verification/sends/own-link.ts'
import { reportFromPage, type WrongAddress } from '../verification/sends/wrong-address.ts'
import type { LinkState, PageService, PreviewedLetter } from './pages/service.ts'

/** Milliseconds that the page waits for the identity provider before it says "soon" instead of "done". */
const patience = 3000

/** Transactions of presses at the same time: while one is flushed to disk, the next one gathers presses. */
const atOnce = 1

/**
 * The page of the link, on top of the service. `connect` connects a person who has just verified their address; null
 * where no provider is outside, so that the verification does it.
 */
export function createPage(
  service: Service,
  jobs: {
    wake(): void
    connect: ((personId: number) => Promise<unknown>) | null
    render(example: Example): PreviewedLetter
    tellWrong(found: WrongAddress): void
  },
): PageService {
  const options = { connects: jobs.connect === null }
  const presses = createBatcher((together: Press[]) => verifyTogether(service, together, options), atOnce)
  const budget = createBudget({ burst: unknownLinks, perSecond: unknownLinks / 60 }, () => service.clock().getTime())

  /** First by the memory of this process, so that a flood opens no transactions; then over all processes. */
  const isTooMany = async (from: string) => !budget.take(networkOf(from)) || !(await hitUnknownLink(service, from))

  async function show(link: OpenedLink): Promise<LinkState> {
    if (link.state === 'unknown') return { state: 'unknown' }
    const { id, email, language, expiresAt } = link
    const shown = await behindLink(service.db, id)
    if (!shown) return { state: 'unknown' }
    const { companyName, employer, connected } = shown
    const common = { companyName, language, employer }
    if (link.state === 'used') return { ...common, state: 'used', connected }
    const maskedEmail = maskAddress(email)
    if (link.state === 'expired') return { ...common, state: 'expired', maskedEmail }
    return { ...common, state: 'live', maskedEmail, lastDay: lastDayOf(expiresAt) }
  }

  /** The page of a trial letter's link. Its button changes nothing. */
  async function showTrial(token: string, state: 'live' | 'used'): Promise<LinkState | null> {
    const trial = await openTrial(service, token)
    if (!trial) return null
    const { maskedEmail, language, employer, expiresAt } = trial
    const common = { companyName: employer?.name || trial.companyName, language, employer, trial: true } as const
    if (state === 'used') return { ...common, state, connected: true }
    return { ...common, state, maskedEmail, lastDay: lastDayOf(expiresAt) }
  }

  async function answer(link: OpenedLink, from: string | undefined): Promise<LinkState> {
    if (link.state === 'unknown' && from && (await isTooMany(from))) return { state: 'limited' }
    return show(link)
  }

  return {
    async open(token, from) {
      return (await showTrial(token, 'live')) ?? answer(await openLink(service, token), from)
    },
    async verify(token, from) {
      const trial = await showTrial(token, 'used')
      if (trial) return trial
      const pressed = await presses.add({ token, reference: reference() })
      const link = pressed ?? (await verifyByToken(service, token, options))
      if (link.state === 'used' && link.first && jobs.connect) {
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
    async reportWrong(token, from) {
      if (await openTrial(service, token)) return true
      const link = await openLink(service, token)
      if (link.state === 'unknown') return !from || !(await isTooMany(from))
      if (link.state !== 'used') jobs.tellWrong(await reportFromPage(service, link.personId))
      return true
    },
    genuine: (asked) => checkGenuine(service, asked),
    async preview(token) {
      const shown = readPreview(service, token)
      const example = shown && (await exampleOf(service, shown))
      return example && jobs.render(example)
    },
  }
}
