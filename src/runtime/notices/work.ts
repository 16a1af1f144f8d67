import type { Card } from '#bot'
import type { Say } from '#text'
import { nightlyCard } from '../../commands/connections/connections.ts'
import { trialRefusedCard } from '../../commands/letters/trial-card.ts'
import { removalRefusedCard } from '../../commands/records/records.ts'
import { troubleCard } from '../../commands/sends/trouble-card.ts'
import { failedCard, lateCard } from '../../commands/sends/wait-words.ts'
import type { WorkerEvent } from '../../jobs/parts.ts'

type MakeCard = (say: Say) => Card

/** Tells people what concerns them of what happens in a worker. */
export function tellOfWork(
  event: WorkerEvent,
  tell: (identityIds: number[], card: MakeCard) => void,
  tellOwners: (card: MakeCard) => Promise<void>,
): void {
  if (event.type === 'mail trouble') void tellOwners((say) => troubleCard(say, event))
  if (event.type === 'connections differ') void tellOwners((say) => nightlyCard(say, event.count))
  if (event.type === 'disconnect refused') tell([event.requester], (say) => removalRefusedCard(say, event))
  if (event.type === 'trial refused') tell([event.identityId], (say) => trialRefusedCard(say, event))
  if (event.type === 'letter late') tell([event.requester], (say) => lateCard(say, event))
  if (event.type === 'letter failed') tell([event.requester], (say) => failedCard(say, event))
}
