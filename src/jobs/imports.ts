import { absentActor } from '../verification/access/actors.ts'
import { abandonedImports, applyImport } from '../verification/imports/apply.ts'
import type { Health } from './health.ts'
import type { WorkerParts, WorkState } from './parts.ts'
import { createAlarm } from './waits.ts'

/** In seconds. */
const every = 30

/** Carries on with imports that were confirmed by a process that is gone. */
export function createImports({ service, log, state, health }: WorkerParts & { state: WorkState; health: Health }) {
  const alarm = createAlarm()

  async function once(): Promise<void> {
    for (const plan of await abandonedImports(service)) {
      const actor = await absentActor(service, plan.requester)
      if (!actor) continue
      log.warn({ code: plan.code }, 'An import that was interrupted goes on')
      await applyImport({ ...service, actor }, plan)
    }
  }

  return {
    wake: alarm.ring,
    async run(): Promise<void> {
      while (!state.stopping) {
        await once().catch((error) => health.failed(error))
        await alarm.sleep(every)
      }
    },
  }
}
