/**
 * What every job that writes for people is told. Each rule spares a sentence that would be dropped:
 * the answer is compared with the facts, word by word.
 */
export const TELL_RULES = `Rules of writing:
- Plain words for somebody who runs no cloud. Short sentences, one fact each.
- Use only what the facts hold. Write names, numbers and amounts exactly as they stand there, and
  names in backticks. Do not add up, round, convert or compare numbers.
- Beside a number stands what it counts, as the facts have it: "creates 2 resources", "1 bucket".
- Never speak of approval, of what should be approved, or of what is safe, ready or without risk.
  The risk may be named only as the facts have it.
- Never advise to disable, skip, open or loosen anything. Never write commands or links.
- No headings, lists, quotations, tables or mark-up other than backticks.
- When the facts do not hold something, leave it out.`;

/** How the sentence of an agent is written. */
export const VOICE_RULES = `The field "voice" is one sentence in the tone of the agent's field
that stands in the data: how somebody of that field looks at this. It speaks of the work, never of
the person whose name the agent bears, never in the first person, and holds no fact that is not in
the facts. Leave it empty when nothing is worth saying.`;
