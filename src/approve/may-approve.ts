import type { Circle } from '../config/config.ts';

/** A person's standing in the repository, as the API gave it for exactly this id. */
export interface Standing {
  readonly personId: number;
  readonly role: { readonly name: string; readonly userId?: number };
  readonly teams: readonly string[];
}

/**
 * True when a person stands in a circle: by numeric id, by membership of a team, or by `role_name`
 * if GitHub answered for this very id. A custom role counts only when configuration names it.
 */
export const isInCircle = (circle: Circle, standing: Standing): boolean => {
  if (circle.ids.includes(standing.personId)) return true;
  if (standing.role.userId !== standing.personId) return false;
  if (circle.roles.includes(standing.role.name)) return true;
  return standing.teams.some((team) => circle.teams.includes(team));
};
