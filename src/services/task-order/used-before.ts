import { accepted, type Decided } from '../../task/refusal.ts';
import type { Draft } from '../service.ts';
import type { User } from './user.ts';

/** A deletion with those who use the thing now and are deleted before it. */
export const usedBefore = (users: readonly User[], draft: Decided<Draft>): Decided<Draft> =>
  draft.ok && users.length > 0 ? accepted({ ...draft.value, usedBefore: users }) : draft;
