/** One line of a CODEOWNERS file that names a pattern. */
interface OwnerRule {
  readonly pattern: string;
  readonly hasOwners: boolean;
}

/** `pattern owner...` per line; `#` begins a comment; a pattern without owners frees its files. */
const parseRules = (text: string): readonly OwnerRule[] =>
  text.split('\n').flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (pattern === undefined || pattern === '') return [];
    return [{ pattern, hasOwners: owners.some((owner) => owner.includes('@')) }];
  });

/** True when the pattern surely matches every path below the folder, at any depth. */
const coversAll = (pattern: string, folder: string): boolean => {
  const plain = pattern
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\/\*\*$/, '');
  return plain === '*' || plain === '**' || plain === folder || plain === `**/${folder}`;
};

/** True unless the pattern surely matches nothing below the folder. */
const mayTouch = (pattern: string, folder: string): boolean => {
  const [first, ...rest] = pattern.replace(/^\//, '').split('/');
  const isAnchored = pattern.startsWith('/') || rest.some((part) => part !== '');
  return !isAnchored || first === undefined || first.includes('*') || first === folder;
};

/**
 * True when each file below a top folder has an owner by this CODEOWNERS file. The last matching
 * line wins, so a later line without owners that might touch the folder undoes an earlier one.
 * Careful on purpose: a clever pattern that it can not follow counts as not covering.
 */
export const ownersCover = (text: string, folder: string): boolean =>
  parseRules(text).reduce((isCovered, rule) => {
    if (!rule.hasOwners) return mayTouch(rule.pattern, folder) ? false : isCovered;
    return isCovered || coversAll(rule.pattern, folder);
  }, false);
