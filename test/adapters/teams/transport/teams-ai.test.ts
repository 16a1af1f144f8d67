import { transportContract } from './transport.contract.ts'

transportContract('teams-ai and botbuilder', async (cloud, receive) => {
  const { teamsTransport } = await import('../../../../adapters/teams/transport/teams-ai.ts')
  return teamsTransport(cloud, receive)
})
