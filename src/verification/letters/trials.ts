import { eq } from 'drizzle-orm'
import { companies, identities } from '../../db/schema/index.ts'
import { maskAddress } from '../addresses/addresses.ts'
import type { Service } from '../context.ts'
import { linkEnd } from '../days.ts'
import { employerById } from '../employers/employers.ts'
import { readSigned, sign } from './signed.ts'

/** What the link of a trial letter stands for. Nothing of it is stored, and nobody is verified by it. */
export interface Trial {
  companyId: number
  /** Who asked for it (identities.id). */
  identityId: number
  /** The employer's letter (employer_letters.id); undefined without one. */
  version?: number
  expiresAt: Date
}

const purpose = 'trial-link'
/** Content and signature together are 32 bytes: as long as the token of a real link. The mark is the first byte. */
const forms = [
  { mark: 1, content: 13, signature: 19 },
  { mark: 2, content: 17, signature: 15 },
] as const

/** The token of a trial's link. It looks like that of a real one and lives as long. */
export function trialToken(
  service: Pick<Service, 'keys' | 'clock' | 'rules'>,
  trial: Omit<Trial, 'expiresAt'>,
): string {
  const form = trial.version === undefined ? forms[0] : forms[1]
  const content = Buffer.alloc(form.content)
  content.writeUInt8(form.mark, 0)
  content.writeUInt32BE(trial.companyId, 1)
  content.writeUInt32BE(trial.identityId, 5)
  content.writeUInt32BE(Math.floor(linkEnd(service.clock(), service.rules.linkDays).getTime() / 1000), 9)
  if (trial.version !== undefined) content.writeUInt32BE(trial.version, 13)
  return sign(service.keys, purpose, content, form.signature)
}

function readTrial(keys: Service['keys'], token: string): Trial | null {
  for (const form of forms) {
    const content = readSigned(keys, purpose, token, form.signature)
    if (content?.length !== form.content || content.readUInt8(0) !== form.mark) continue
    const [companyId, identityId] = [content.readUInt32BE(1), content.readUInt32BE(5)]
    const version = form.mark === 2 ? content.readUInt32BE(13) : undefined
    return { companyId, identityId, version, expiresAt: new Date(content.readUInt32BE(9) * 1000) }
  }
  return null
}

/** What the page behind a trial's link shows; null when there is no such trial, or it has ended. */
export async function openTrial({ db, keys, clock }: Pick<Service, 'db' | 'keys' | 'clock'>, token: string) {
  const trial = readTrial(keys, token)
  if (!trial || trial.expiresAt <= clock()) return null
  const [company] = await db.select({ name: companies.name }).from(companies).where(eq(companies.id, trial.companyId))
  const [asker] = await db
    .select({ emailKey: identities.emailKey, language: identities.language })
    .from(identities)
    .where(eq(identities.id, trial.identityId))
  if (!company || !asker) return null
  const maskedEmail = maskAddress(asker.emailKey ?? '')
  const employer = trial.version === undefined ? null : await employerById(db, trial.version)
  const { expiresAt } = trial
  return { companyName: company.name, maskedEmail, language: asker.language, employer, expiresAt }
}
