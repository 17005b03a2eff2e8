import { blocks, bullets } from './markdown.ts';

/** What can be asked where no model answers, as a list. */
export const WAYS: readonly string[] = [
  '`/explain` tells the plan in plain words: what there is afterwards, what is lost, what it costs',
  '`/explain ITEM` tells one item of the review: what was found, why it matters, how it is met',
  '`/why` shows every condition of approval, and who can meet it',
  '`/status` says where this stands',
  'an issue of its own with a question, such as *Which buckets are there in athena-dev*, is ' +
    'answered by reading AWS',
];

/** The answer to a free question where no model is configured: that there is none, and ways on. */
export const renderNoModel = (): string =>
  blocks(
    '**A free question can not be answered here: no model is configured.** Without one, these can:',
    bullets(WAYS),
    '**Next** · type one of them.',
  );
