import { join } from 'node:path';
import { ROOT } from '../source-files.ts';
import { listStories, readStory, type Story } from '../conversations/story.ts';

const FOLDER = join(ROOT, 'test/conversations');

/** Every story, by name. */
export const readStories = (): readonly Story[] =>
  listStories(FOLDER).map((name) => readStory(FOLDER, name));

/** Names of stories that lead to their folders, from a page in `docs/`. */
export const storyLinks = (stories: readonly Pick<Story, 'name'>[]): string =>
  stories.map(({ name }) => `[${name}](../test/conversations/${name}/)`).join(', ');
