/** What GitHub says of the application itself and of where it is installed. For `doctor`. */
import { z } from 'zod';
import type { Requester } from './request.ts';

/** The application's webhook. GitHub shows of the secret only that there is one. */
export interface HookRead {
  readonly url: string;
  readonly contentType: string;
  readonly hasSecret: boolean;
  readonly verifiesTls: boolean;
}

const hookAnswer = z.object({
  url: z.string().catch(''),
  content_type: z.string().catch(''),
  secret: z.string().nullish().catch(null),
  insecure_ssl: z.union([z.string(), z.number()]).catch('1').transform(String),
});

/** Undefined where a server does not show it. */
export const readHook = async (app: Requester): Promise<HookRead | undefined> => {
  const answer = await app.ask({ route: 'GET /app/hook/config', answer: hookAnswer });
  if (answer === undefined) return undefined;
  return {
    url: answer.url,
    contentType: answer.content_type,
    hasSecret: (answer.secret ?? '') !== '',
    verifiesTls: answer.insecure_ssl === '0',
  };
};

/** A repository that an installation may see. */
export interface InstalledRepository {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
}

const repositoriesAnswer = z.object({
  repositories: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      archived: z.boolean().catch(false),
      owner: z.object({ login: z.string() }),
    }),
  ),
});

const PAGE = 100;
/** A thousand repositories; an installation on more has the rest left out. */
const PAGES = 10;

/** Repositories of one installation that are not archived, at most a thousand. */
export const listRepositories = async (
  installation: Requester,
): Promise<readonly InstalledRepository[]> => {
  const found: InstalledRepository[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const { repositories } = await installation.tell({
      route: 'GET /installation/repositories',
      parameters: { per_page: PAGE, page },
      answer: repositoriesAnswer,
    });
    const open = repositories.filter(({ archived }) => !archived);
    found.push(...open.map(({ id, name, owner }) => ({ id, repo: name, owner: owner.login })));
    if (repositories.length < PAGE) break;
  }
  return found;
};
