// SPDX-License-Identifier: Apache-2.0

export interface Command {
  id: string;
  label: string;
  /** What kind of thing it is, shown beside it. */
  kind: string;
  /** More words by which it is found. */
  words?: string | undefined;
}

/** Those that have every typed word at the start of one of their words, best first. */
export function findCommands<C extends Command>(commands: readonly C[], text: string): C[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (typed.length === 0) return [...commands];
  return commands
    .map((command) => ({ command, score: scoreOf(command, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function scoreOf({ label, kind, words = '' }: Command, typed: readonly string[]): number {
  const labelWords = label.toLowerCase().split(/\W+/);
  const otherWords = `${kind} ${words}`.toLowerCase().split(/[\s.]+/);
  let score = label.toLowerCase().startsWith(typed.join(' ')) ? 1 : 0;
  for (const part of typed) {
    if (labelWords.some((word) => word.startsWith(part))) score += 3;
    else if (otherWords.some((word) => word.startsWith(part))) score += 1;
    else return 0;
  }
  return score;
}

/** What a typed text names on the chain, or undefined. */
export function recognizeChainThing(text: string): 'block' | 'hash' | 'address' | 'vehicle' | undefined {
  const typed = text.trim();
  if (/^0x[0-9a-fA-F]{64}$/.test(typed)) return 'hash';
  if (/^0x[0-9a-fA-F]{40}$/.test(typed)) return 'address';
  if (/^did:erc721:\d+:0x[0-9a-fA-F]{40}:\d+$/.test(typed)) return 'vehicle';
  if (/^\d{1,15}$/.test(typed)) return 'block';
  return undefined;
}
