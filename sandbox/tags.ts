/** Letters, spaces, digits and `_ . : / = + - @`, as most services accept them. */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** True for a tag that AWS refuses: its characters, its length, or its reserved prefix. */
export const badTag = (key: string, value: string): boolean =>
  !TAG_TEXT.test(key) ||
  !TAG_TEXT.test(value) ||
  key.length > 128 ||
  value.length > 256 ||
  /^aws:/i.test(key);
