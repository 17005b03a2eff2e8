import { z } from 'zod';
import type { GitHubRepository } from './github.ts';
import type { Requester } from './request.ts';

const permissionAnswer = z.object({
  role_name: z.string().nullish(),
  user: z.object({ id: z.number() }).nullish(),
});

const membershipAnswer = z.object({ state: z.string() });
const userAnswer = z.object({ id: z.number() });

/** Splits `org/slug`; undefined for anything else. */
const parseTeam = (team: string): { org: string; slug: string } | undefined => {
  const [org, slug, rest] = team.split('/');
  return org && slug && rest === undefined ? { org, slug } : undefined;
};

/**
 * Rights of people. GitHub answers by login, and logins are given up and taken by others: so the
 * numeric id of the answer is returned, or compared, each time.
 */
export const createRoles = (
  github: Requester,
): Pick<GitHubRepository, 'readRole' | 'isTeamMember'> => ({
  readRole: async (ref, person) => {
    const answer = await github.ask({
      route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      parameters: { owner: ref.owner, repo: ref.repo, username: person.login },
      answer: permissionAnswer,
    });
    const role = answer?.role_name || 'none';
    return answer?.user ? { role, userId: answer.user.id } : { role };
  },
  isTeamMember: async (team, person) => {
    const parsed = parseTeam(team);
    if (parsed === undefined) return false;
    const user = await github.ask({
      route: 'GET /users/{username}',
      parameters: { username: person.login },
      answer: userAnswer,
    });
    if (user?.id !== person.id) return false;
    const membership = await github.ask({
      route: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
      parameters: { org: parsed.org, team_slug: parsed.slug, username: person.login },
      answer: membershipAnswer,
    });
    return membership?.state === 'active';
  },
});
