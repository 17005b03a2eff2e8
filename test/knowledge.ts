import { readKnowledge } from '../src/app/knowledge.ts';

/** What the application knows, read once in a process: all tests share it, and none writes to it. */
export const KNOWLEDGE = readKnowledge();
