import type { Deviation } from '../../plan/plan.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { textOf } from '../task-values.ts';

/** `repository`, with a tag, a digest, both or neither. Anchored. */
export const IMAGE =
  /^[a-z0-9][a-z0-9._:/-]{0,254}?(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

const REPOSITORY =
  /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([a-z0-9][a-z0-9._/-]{0,254}?)(?:[:@].*)?$/;

/** The repository of ECR that an image comes from; undefined where it comes from elsewhere. */
export const repositoryArn = (image: string): string | undefined => {
  const [, accountId, region, name] = REPOSITORY.exec(image) ?? [];
  if (accountId === undefined || region === undefined || name === undefined) return undefined;
  return `arn:aws:ecr:${region}:${accountId}:repository/${name}`;
};

const TAG = /:([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/;

/** True for an image whose name means another one tomorrow: `latest`, or no tag at all. */
const isMoving = (image: string): boolean => {
  if (image.includes('@sha256:')) return false;
  const tag = TAG.exec(image)?.[1];
  return tag === undefined || tag === 'latest';
};

/** What is said of an image whose tag moves; nothing of one that is named by version or digest. */
export const movingImage = (task: MutationTask): readonly Deviation[] => {
  const image = textOf(task, 'image');
  if (image === undefined || !isMoving(image)) return [];
  return [
    {
      taskId: task.id,
      asked: `the image ${image}`,
      planned: 'the same, by a name that moves',
      because:
        'a task that starts tomorrow may run another image than the one that runs today, and a ' +
        'rollback too; a version or a digest stays',
    },
  ];
};
