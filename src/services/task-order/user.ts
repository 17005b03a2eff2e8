/**
 * Who uses a thing: words that name it by its id, a stack, which is never another thing, or one
 * that is known by its whole ARN and told in words.
 */
export type User =
  | string
  | { readonly stack: string; readonly words: string }
  | { readonly arn: string; readonly words: string };
