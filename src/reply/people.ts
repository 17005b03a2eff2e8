import type { Requirement } from '../approve/requirement.ts';
import type { Circle } from '../config/config.ts';
import { listed, plural } from './markdown.ts';
import { quoteInline } from './quote.ts';

/** Who is in a circle: `has *maintain* or *admin*, or is in `acme/platform``. */
export const circleWords = ({ roles, teams, ids }: Circle): string => {
  const names = roles.map(roleWords);
  const words = [
    ...(names.length === 0 ? [] : [`has ${listed(names, 'or')}`]),
    ...(teams.length === 0
      ? []
      : [
          `is in ${listed(
            teams.map((team) => quoteInline(team)),
            'or',
          )}`,
        ]),
    ...(ids.length === 0
      ? []
      : [`is one of ${plural(ids.length, 'person', 'people')} named by id`]),
  ];
  return words.length === 0 ? 'is configured: nobody is' : words.join(', or ');
};

/** A role of a repository, or that there is none. */
export const roleWords = (role: string): string =>
  role === 'none' ? 'no role' : `*${role.replaceAll(/[^A-Za-z0-9 -]/g, '')}*`;

/** How many people must approve, who they may be, and whether the requester may be one. */
export const approvalWords = (requirement: Requirement, approvers: Circle): string => {
  const { people, allowsSelf, groups } = requirement;
  const who = people === 1 ? '1 person who' : '2 different people, each of whom';
  const routed = groups.map((group) => quoteInline(group));
  return [
    `${who} ${circleWords(approvers)}`,
    allowsSelf ? 'it may be the one who asked' : 'nobody who asked, labelled or edited it',
    ...(routed.length === 0 ? [] : [`its cost concerns ${listed(routed)}`]),
  ].join('; ');
};
