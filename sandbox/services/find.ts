import type { Resource } from '../state.ts';
import type { Call } from './call.ts';

/** The caller's resources of a type, in its region; IAM's are in every region. */
export const ownResources = (call: Call, type: string): readonly Resource[] =>
  call.state.resources.filter(
    (each) =>
      each.type === type &&
      each.accountId === call.accountId &&
      (each.region === call.region || each.region === 'global'),
  );

/** One of the caller's resources by physical id. */
export const ownResource = (call: Call, type: string, id: string): Resource | undefined =>
  ownResources(call, type).find((each) => each.id === id);
