import { transportContract } from './transport.contract.ts'

transportContract('teams.apps', async (cloud, receive) => {
  const { teamsAppsTransport } = await import('../../../../adapters/teams/transport/teams-apps.ts')
  return teamsAppsTransport(cloud, receive)
})
