import { renderHelp } from '../../reply/help.ts';
import type { CommandAnswer, CommandCall } from './command-call.ts';
import { allServices } from '../../services/registry.ts';

/** `/help`: the commands, who may give them, and the services. */
export const explainHelp = (call: CommandCall): Promise<CommandAnswer> =>
  Promise.resolve({
    kind: 'said',
    body: renderHelp({
      services: allServices.map((service) => service.title),
      approvers: call.deps.config.approvals.approvers,
      requesters: call.deps.config.approvals.requesters,
    }),
  });
