import { regex } from './words/regex.ts';

/**
 * What only who fears for the outside asks: what is public, exposed, or open to everybody. A public
 * subnet, key, address or zone is a thing of that name, and no fear.
 */
const EXPOSES = regex(
  'iu',
  String.raw`\bpublicly (?:accessible|available|exposed|open|readable|reachable|visible)\b|`,
  String.raw`\b(?:is|are|be|being|anything|something|what|still|left|made) (?:\w+ ){0,4}`,
  String.raw`public\b`,
  String.raw`(?! (?:subnets?|keys?|ips?|ipv\d|address(?:es)?|hosted|zones?|certificates?|dns|`,
  String.raw`names?|repositor(?:y|ies)|holidays?))|`,
  String.raw`^\W*(?:is|are|which|what)(?!\p{L})[^?]*(?<!\p{L})public\s*\??\s*$|`,
  String.raw`\bexposed (?:to|on|towards) (?:the )?(?:world|internet|web|public|outside|everybody|`,
  String.raw`everyone|anyone|anybody)\b|`,
  String.raw`\b(?:open|reachable|accessible|visible) (?:to|from|by|for) (?:the )?(?:whole )?`,
  String.raw`(?:world|internet|public|outside|everybody|everyone|anyone|anybody)\b|`,
  String.raw`\b(?:anything|something|what|are we|is it) exposed\b`,
);

/** True for a question about what the outside can reach, whatever its words. */
export const asksExposure = (question: string): boolean => EXPOSES.test(question);
