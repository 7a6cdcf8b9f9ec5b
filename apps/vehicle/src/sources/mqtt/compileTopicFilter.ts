// SPDX-License-Identifier: Apache-2.0

/** Gives what the wildcards of a filter caught in a topic, or `undefined` when the topic does not match. */
export type TopicMatcher = (topic: string) => string[] | undefined;

/**
 * Prepares an MQTT topic filter (MQTT 3.1.1, section 4.7). `+` catches one level, `#` all that are left, with slashes
 * between them; a filter that begins with a wildcard does not match topics that begin with `$`.
 */
export function compileTopicFilter(filter: string): TopicMatcher {
  const levels = filter.split('/');
  const isOpen = levels.at(-1) === '#';
  const fixed = isOpen ? levels.slice(0, -1) : levels;
  return (topic) => {
    const parts = topic.split('/');
    if (isOpen ? parts.length < fixed.length : parts.length !== fixed.length) return undefined;
    if (topic.startsWith('$') && (levels[0] === '+' || levels[0] === '#')) return undefined;
    const caught: string[] = [];
    for (const [index, level] of fixed.entries()) {
      const part = parts[index] ?? '';
      if (level === '+') caught.push(part);
      else if (level !== part) return undefined;
    }
    if (isOpen) caught.push(parts.slice(fixed.length).join('/'));
    return caught;
  };
}
