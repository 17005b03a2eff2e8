import { runStories } from './run-stories.ts';

runStories(1);
