import { transportContract } from './transport.contract.ts'

const make: Parameters<typeof transportContract>[1] = async (cloud, receive) => {
  const { teamsAppsTransport } = await import('../../../../adapters/teams/transport/teams-apps.ts')
  return teamsAppsTransport(cloud, receive)
}
transportContract('teams.apps', make, { targets: true })
