import type { BaselineItem } from '../../review/baseline.ts';
import type { RefusalCode } from '../../task/refusal.ts';
import type { Tier } from '../../task/tier.ts';
import type {
  DriftEvidence,
  EndEvidence,
  HealthEvidence,
  LessonEvidence,
  PlanEvidence,
} from './evidence.ts';

/** Something that the next person can do otherwise, by the kind of evidence for it. */
export type Lesson =
  | { readonly kind: 'denied'; readonly action: string; readonly types: readonly string[] }
  | ({ readonly kind: 'failed' } & Pick<EndEvidence, 'type' | 'status' | 'end'>)
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | {
      readonly kind: 'blocked' | 'skipped' | 'added';
      readonly item: BaselineItem;
      readonly tier: Tier;
    }
  | { readonly kind: 'undone'; readonly types: readonly string[] }
  | ({ readonly kind: 'drifted' } & DriftEvidence)
  | { readonly kind: 'ill'; readonly type: string; readonly rule: string };

/** Lessons of one issue at most: more is a report, not a lesson. */
const MOST = 12;

const ofEnd = ({ end, types }: PlanEvidence): readonly Lesson[] => {
  if (end === undefined || end.kind === 'done' || end.kind === 'cancelled') return [];
  if (end.action !== undefined) return [{ kind: 'denied', action: end.action, types }];
  if (end.end === undefined) {
    return end.code === undefined ? [] : [{ kind: 'refused', code: end.code }];
  }
  const { type, status, end: how } = end;
  return [
    {
      kind: 'failed',
      ...(type === undefined ? {} : { type }),
      ...(status === undefined ? {} : { status }),
      end: how,
    },
  ];
};

const ofPlan = (plan: PlanEvidence): readonly Lesson[] => {
  const { tier, types } = plan;
  const isUndone = plan.purpose === 'rollback' && plan.end?.kind === 'done';
  return [
    ...ofEnd(plan),
    ...plan.blocked.map((item): Lesson => ({ kind: 'blocked', item, tier })),
    ...plan.added.map((item): Lesson => ({ kind: 'added', item, tier })),
    ...plan.skipped.map((item): Lesson => ({ kind: 'skipped', item, tier })),
    ...(isUndone ? [{ kind: 'undone', types } as const] : []),
  ];
};

const ofIll = ({ type, rules }: HealthEvidence): readonly Lesson[] =>
  rules.map((rule) => ({ kind: 'ill', type, rule }));

const distinct = (lessons: readonly Lesson[]): readonly Lesson[] => [
  ...new Map(lessons.map((lesson) => [JSON.stringify(lesson), lesson])).values(),
];

/** What an issue teaches, each once, at most twelve; empty where nothing went otherwise. */
export const lessonsOf = ({ plans, drifts, ills }: LessonEvidence): readonly Lesson[] =>
  distinct([
    ...plans.flatMap(ofPlan),
    ...drifts.map((drift): Lesson => ({ kind: 'drifted', ...drift })),
    ...ills.flatMap(ofIll),
  ]).slice(0, MOST);

/** The types that lessons are about, each once, in order. */
export const typesOf = (lessons: readonly Lesson[]): readonly string[] => {
  const types = lessons.flatMap((lesson) => {
    if ('types' in lesson) return lesson.types;
    if ('item' in lesson) return lesson.item.types.filter((type) => type.includes('::'));
    return 'type' in lesson && lesson.type !== undefined ? [lesson.type] : [];
  });
  return [...new Set(types)].toSorted();
};
