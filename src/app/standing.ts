import type { Circle } from '../config/config.ts';
import type { Standing } from '../approve/may-approve.ts';
import type { IssueRef, Person } from '../task/issue.ts';
import type { ApprovalReads } from '../github/github.ts';

/** Reads what GitHub knows of a person now: role, the id it answered for, configured teams. */
export const readStanding = async (
  github: ApprovalReads,
  ref: IssueRef,
  who: { readonly person: Person; readonly circle: Circle },
): Promise<Standing> => {
  const role = await github.readRole(ref, who.person);
  const teams: string[] = [];
  for (const team of who.circle.teams) {
    if (await github.isTeamMember(team, who.person)) teams.push(team);
  }
  return {
    personId: who.person.id,
    role: { name: role.role, ...(role.userId === undefined ? {} : { userId: role.userId }) },
    teams,
  };
};
