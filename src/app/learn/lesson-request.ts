import { renderEvidence, type LessonView } from '../../reply/lesson-page.ts';
import { happenedLine } from '../../reply/lesson-lines.ts';
import { typesOf } from '../../report/lessons/judge.ts';
import { skillsFor } from '../../review/skills/skills-for.ts';
import type { ModelRequest } from '../../task/model-message.ts';
import type { Knowledge } from '../knowledge.ts';

/** What a model is told to put a lesson into words: the evidence, and pages about its types. */
export const lessonRequest = (
  { evidence, lessons }: LessonView,
  { baselines, skills }: Pick<Knowledge, 'baselines' | 'skills'>,
): ModelRequest => ({
  job: 'propose-lesson',
  skills: skillsFor(
    { resourceTypes: typesOf(lessons), pages: ['meta/writing-a-skill'] },
    { baselines, skills },
  ),
  data: [
    { label: 'lessons', text: lessons.map(happenedLine).join('\n') },
    { label: 'plans', text: renderEvidence(evidence) },
  ],
});
