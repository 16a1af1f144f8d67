import { createBudget } from '../base/budget.ts'
import { webIdentity } from '../verification/access/actors.ts'
import { hitUnknownLink, networkOf, unknownLinks } from '../verification/access/limits.ts'
import { maskAddress } from '../verification/addresses/addresses.ts'
import { verifyByToken } from '../verification/addresses/verify.ts'
import type { Service } from '../verification/context.ts'
import { lastDayOf } from '../verification/days.ts'
import { employerBehind } from '../verification/letters/behind-link.ts'
import { checkGenuine } from '../verification/letters/genuine.ts'
import { readPreview } from '../verification/letters/previews.ts'
import { type Example, exampleOf } from '../verification/letters/shown.ts'
import { openTrial } from '../verification/letters/trials.ts'
import { type OpenedLink, openLink } from '../verification/links/links.ts'
import { companyOf, isConnected } from '../verification/links/page-facts.ts'
import { requestOwnLink } from '../verification/sends/own-link.ts'
import { reportFromPage, type WrongAddress } from '../verification/sends/wrong-address.ts'
import type { LinkState, PageService, PreviewedLetter } from './pages/service.ts'

/** Milliseconds that the page waits for the identity provider before it says "soon" instead of "done". */
const patience = 3000

/** The page of the link, on top of the service. `connect` connects a person who has just verified their address. */
export function createPage(
  service: Service,
  jobs: {
    wake(): void
    connect(personId: number): Promise<unknown>
    render(example: Example): PreviewedLetter
    tellWrong(found: WrongAddress): void
  },
): PageService {
  const budget = createBudget({ burst: unknownLinks, perSecond: unknownLinks / 60 }, () => service.clock().getTime())

  /** First by the memory of this process, so that a flood opens no transactions; then over all processes. */
  const isTooMany = async (from: string) => !budget.take(networkOf(from)) || !(await hitUnknownLink(service, from))

  async function show(link: OpenedLink): Promise<LinkState> {
    if (link.state === 'unknown') return { state: 'unknown' }
    const { id, personId, email, language, expiresAt } = link
    const employer = await employerBehind(service.db, id)
    const companyName = employer?.name || (await companyOf(service.db, personId))
    const common = { companyName, language, employer }
    if (link.state === 'used') return { ...common, state: 'used', connected: await isConnected(service.db, personId) }
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
