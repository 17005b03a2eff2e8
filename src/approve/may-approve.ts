import type { Circle, Config } from '../config/config.ts';

/** A person's standing in the repository, as the API gave it for exactly this id. */
export interface Standing {
  readonly personId: number;
  readonly role: { readonly name: string; readonly userId?: number };
  readonly teams: readonly string[];
}

/**
 * True when a person stands in a circle: by numeric id, by membership of a team, or by `role_name`.
 * Only if GitHub answered for this very id, and only while they have any role at all: who left the
 * repository leaves the circle. A custom role counts only when configuration names it.
 */
export const isInCircle = (circle: Circle, standing: Standing): boolean => {
  if (standing.role.userId !== standing.personId || standing.role.name === 'none') return false;
  if (circle.ids.includes(standing.personId)) return true;
  if (circle.roles.includes(standing.role.name)) return true;
  return standing.teams.some((team) => circle.teams.includes(team));
};

/** What gives the right to approve; a kind that configuration leaves empty is not named. */
export const rightWords = ({ roles, teams, ids }: Circle): string =>
  [
    ...(roles.length === 0 ? [] : [`*${roles.join('* or *')}*`]),
    ...teams.map((team) => `membership of \`${team}\``),
    ...(ids.length === 0 ? [] : ['being named by id in `config/approvals.yml`']),
  ].join(', or ');

/** A group that can be looked up on GitHub, `org/slug`; any other name is only shown to people. */
export const isTeam = (group: string): boolean => /^[A-Za-z0-9-]+\/[A-Za-z0-9_-]+$/.test(group);

/** Every team whose membership a decision may have to know, sorted. */
export const teamsThatMatter = (config: Pick<Config, 'approvals' | 'escalations'>) =>
  [
    ...new Set([
      ...config.approvals.approvers.teams,
      ...config.escalations.map((rule) => rule.group).filter(isTeam),
    ]),
  ].sort();
