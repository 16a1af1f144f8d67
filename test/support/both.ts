import { teamsChat } from '../../adapters/teams/chat.ts'
import { type Product, type ProductOptions, startProduct } from './product.ts'
import { joinSlack, OWNER, type SlackDialog, slackEnvironment, slackFor, startFake } from './slack/product.ts'
import { TEAM } from './slack/state.ts'
import { anna } from './teams/activities.ts'
import { fakeCloud, tenant } from './teams/cloud.ts'
import { joinTeams, type TeamsDialog } from './teams/dialog.ts'

/** The product with Slack and Teams between real HTTP servers and both fakes; `OWNER` and `anna` are its owners. */
export interface Both {
  product: Product
  slack: SlackDialog
  teams: Omit<TeamsDialog, 'stop'>
  stop(): Promise<void>
}

export async function startBoth(options: ProductOptions = {}): Promise<Both> {
  const fake = await startFake()
  const cloud = await fakeCloud()
  cloud.members.set(anna.id, { ...anna, tenantId: tenant, email: 'anna.ek@acme.example', userRole: 'user' })
  const owners = `slack:${TEAM}/${OWNER},teams:${tenant}/${anna.aadObjectId}`
  const product = await startProduct({
    ...options,
    environment: { ...slackEnvironment(fake.apiUrl), OWNERS: owners, ...options.environment },
    chats: (host) => [slackFor(fake.apiUrl, host), teamsChat(cloud.config, host)],
  })
  const slack = await joinSlack(fake, product)
  const teams = await joinTeams(cloud, product)
  return {
    product,
    slack,
    teams,
    async stop() {
      await slack.close()
      await teams.close()
      await product.stop()
      await fake.stop()
      await cloud.close()
    },
  }
}
