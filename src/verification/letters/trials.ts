import { eq } from 'drizzle-orm'
import { companies, identities } from '../../db/schema/index.ts'
import { maskAddress } from '../addresses/addresses.ts'
import type { Service } from '../context.ts'
import { linkEnd } from '../days.ts'
import { readSigned, sign } from './signed.ts'

/** What the link of a trial letter stands for. Nothing of it is stored, and nobody is verified by it. */
export interface Trial {
  companyId: number
  /** Who asked for it (identities.id). */
  identityId: number
  expiresAt: Date
}

const purpose = 'trial-link'
/** 13 bytes of content and 19 of signature: as long as the token of a real link. */
const signature = 19
const mark = 1

/** The token of a trial's link. It looks like that of a real one and lives as long. */
export function trialToken(
  service: Pick<Service, 'keys' | 'clock' | 'rules'>,
  trial: Omit<Trial, 'expiresAt'>,
): string {
  const content = Buffer.alloc(13)
  content.writeUInt8(mark, 0)
  content.writeUInt32BE(trial.companyId, 1)
  content.writeUInt32BE(trial.identityId, 5)
  content.writeUInt32BE(Math.floor(linkEnd(service.clock(), service.rules.linkDays).getTime() / 1000), 9)
  return sign(service.keys, purpose, content, signature)
}

export function readTrial(keys: Service['keys'], token: string): Trial | null {
  const content = readSigned(keys, purpose, token, signature)
  if (content?.length !== 13 || content.readUInt8(0) !== mark) return null
  const [companyId, identityId] = [content.readUInt32BE(1), content.readUInt32BE(5)]
  return { companyId, identityId, expiresAt: new Date(content.readUInt32BE(9) * 1000) }
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
  return { companyName: company.name, maskedEmail, language: asker.language, expiresAt: trial.expiresAt }
}
