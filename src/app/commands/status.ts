import { renderStatus } from '../../reply/status.ts';
import type { CommandAnswer, CommandCall } from './command-call.ts';

/** `/status [digest]`: where this issue stands, and whether a digest is a plan of this issue. */
export const explainStatus = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, ref, state, command } = call;
  const plans = await deps.store.listPlans(ref);
  const current = plans.find((row) => row.planId === state.planId);
  const asked = command.name === 'status' ? command.digest : undefined;
  const match = asked === undefined ? undefined : plans.find((row) => row.digest.startsWith(asked));
  const journal = current === undefined ? [] : await deps.store.read(current.planId);
  const shown = current === undefined ? undefined : await deps.store.readShown(current.planId);
  return {
    kind: 'said',
    body: renderStatus({
      status: state.status,
      note: state.note,
      ...(current === undefined ? {} : { digest: current.digest, plannedAt: current.createdAt }),
      ...(asked === undefined
        ? {}
        : { asked, askedIs: match === undefined ? 'foreign' : askedIs(match, current) }),
      ...(shown === undefined ? {} : { shownAt: shown.updatedAt }),
      journal,
      now: (await deps.store.now()).toISOString(),
      validHours: deps.config.approvals.validHours,
      ...(state.pullRequest === undefined ? {} : { pullRequest: state.pullRequest }),
    }),
  };
};

const askedIs = (
  match: { readonly planId: string },
  current: { readonly planId: string } | undefined,
): 'current' | 'earlier' => (match.planId === current?.planId ? 'current' : 'earlier');
