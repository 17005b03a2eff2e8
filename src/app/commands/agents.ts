import { renderAgents } from '../../reply/agents.ts';
import { readAccountsCache } from '../accounts-cache.ts';
import { parseAccounts } from '../plan-inputs.ts';
import { refusePublic } from '../public-repository.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';

/** `/agents`: the registry of service agents, with what each needs. It only reads. */
export const listAgents = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, ref } = call;
  const exposed = await refusePublic(deps, ref.repositoryId);
  if (exposed !== undefined) return refuse(exposed);
  const cached = await readAccountsCache(deps.store);
  return {
    kind: 'said',
    body: renderAgents({
      agents: await deps.store.listServiceAgents(),
      accounts: cached?.['accounts'] === undefined ? [] : parseAccounts(cached),
      now: (await deps.store.now()).toISOString(),
      maskAccountIds: deps.config.maskAccountIds,
    }),
  };
};
